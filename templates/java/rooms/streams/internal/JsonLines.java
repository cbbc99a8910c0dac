package compactgen_root.internal;

import java.util.Queue;

/**
 * A JSON value a line ({@code application/x-ndjson}, {@code application/jsonl}); empty lines are
 * none.
 */
final class JsonLines extends Framing {

    JsonLines(long limit) {
        super(limit);
    }

    @Override
    void feed(byte[] bytes, int count, Queue<Message> messages) throws Uncut {
        int start = 0;
        for (int n = 0; n < count; n++) {
            if (bytes[n] == '\n') {
                hold(bytes, start, n, "a line");
                start = n + 1;
                end(messages);
            }
        }
        hold(bytes, start, count, "a line");
    }

    /** Adds the last line, which needs no end: whether it is whole, its JSON tells. */
    @Override
    void end(Queue<Message> messages) {
        byte[] line = taken();
        if (!isBlank(line)) {
            messages.add(new Message(line));
        }
    }
}
