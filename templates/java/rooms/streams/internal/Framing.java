package compactgen_root.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Queue;

/**
 * Cuts a stream into messages, wherever the network has cut it. Nothing is kept but the message
 * that isn't complete yet, and that only up to a limit.
 */
abstract class Framing {

    private static final int EXCERPT = 64 * 1024;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    final long limit;

    Framing(long limit) {
        this.limit = limit;
    }

    /** Returns what cuts streams of a media type. */
    static Framing of(String media, long limit) {
        String bare = Text.lower(Text.trimmed(Text.parts(media, ';').get(0)));
        if (bare.equals(ItemReader.EVENTS)) {
            return new ServerSentEvents(limit);
        }
        return bare.endsWith("json-seq") ? new JsonSequence(limit) : new JsonLines(limit);
    }

    /** A message can't be told: it is larger than the limit, or the stream ends within it. */
    static final class Uncut extends Exception {

        private static final long serialVersionUID = 1L;

        /** What was read of it. */
        final byte[] rest;

        Uncut(String message, byte[] rest) {
            super(message);
            this.rest = rest;
        }
    }

    /** Adds the messages that are complete with some bytes. */
    abstract void feed(byte[] bytes, int count, Queue<Message> messages) throws Uncut;

    /** Adds what the end of the stream completes. */
    abstract void end(Queue<Message> messages) throws Uncut;

    /** Keeps what may still go on. */
    final void hold(byte[] bytes, int from, int to, String noun) throws Uncut {
        if (held.size() + (long) (to - from) > limit) {
            throw tooLarge(noun);
        }
        held.write(bytes, from, to - from);
    }

    final Uncut tooLarge(String noun) {
        String message = Text.joined(noun, " is larger than ", Long.toString(limit), " bytes");
        byte[] read = taken();
        return new Uncut(message, Arrays.copyOf(read, Math.min(read.length, EXCERPT)));
    }

    /** Returns what was kept, which is over. */
    final byte[] taken() {
        byte[] taken = held.toByteArray();
        held.reset();
        return taken;
    }

    static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (!isSpace(each)) {
                return false;
            }
        }
        return true;
    }

    static boolean isSpace(byte each) {
        return each == ' ' || each >= '\t' && each <= '\r';
    }
}
