package compactgen_root.internal;

/** One message of a stream; a line of JSON is the data of an event without a name. */
final class Message {

    final byte[] data;
    final String event;
    final String id;

    Message(byte[] data) {
        this(data, "message", "");
    }

    Message(byte[] data, String event, String id) {
        this.data = data;
        this.event = event;
        this.id = id;
    }
}
