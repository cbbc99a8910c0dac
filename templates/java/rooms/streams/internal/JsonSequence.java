package compactgen_root.internal;

import java.util.Queue;

/** A JSON text sequence ({@code application/json-seq}, RFC 7464): each text begins with a mark. */
final class JsonSequence extends Framing {

    private static final byte MARK = 0x1E;

    JsonSequence(long limit) {
        super(limit);
    }

    @Override
    void feed(byte[] bytes, int count, Queue<Message> messages) throws Uncut {
        int start = 0;
        for (int n = 0; n < count; n++) {
            if (bytes[n] == MARK) {
                hold(bytes, start, n, "a text");
                start = n + 1;
                add(taken(), messages);
            }
        }
        hold(bytes, start, count, "a text");
    }

    private static void add(byte[] text, Queue<Message> messages) {
        if (!isBlank(text)) {
            messages.add(new Message(text));
        }
    }

    /** Adds the last text; without a line feed at its end it was cut. */
    @Override
    void end(Queue<Message> messages) throws Uncut {
        byte[] text = taken();
        if (!isBlank(text) && text[text.length - 1] != '\n') {
            throw new Uncut("the stream ends within a text", text);
        }
        add(text, messages);
    }
}
