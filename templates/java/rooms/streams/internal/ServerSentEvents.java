package compactgen_root.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;

/** Server-sent events ({@code text/event-stream}), by the WHATWG's rules (HTML, section 9.2.6). */
final class ServerSentEvents extends Framing {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean hasData;
    private String event = "";
    private String id = "";
    private boolean afterReturn;
    private int marked; // bytes of the mark of byte order that have come; -1 behind it

    ServerSentEvents(long limit) {
        super(limit);
    }

    @Override
    void feed(byte[] bytes, int count, Queue<Message> messages) throws Uncut {
        int start = behindMark(bytes, count);
        for (int n = start; n < count; n++) {
            byte each = bytes[n];
            if (each == '\n' && afterReturn) {
                start = n + 1; // of the line that has ended before
            } else if (each == '\n' || each == '\r') {
                hold(bytes, start, n, "a line");
                line(taken(), messages);
                start = n + 1;
            }
            afterReturn = each == '\r';
        }
        hold(bytes, start, count, "a line");
    }

    /** Returns where the stream goes on behind the mark that it may begin with. */
    private int behindMark(byte[] bytes, int count) throws Uncut {
        int n = 0;
        while (marked >= 0 && n < count) {
            if (bytes[n] != MARK[marked]) {
                hold(MARK, 0, marked, "a line");
                marked = -1;
                return n;
            }
            n++;
            marked = marked == MARK.length - 1 ? -1 : marked + 1;
        }
        return n;
    }

    private void line(byte[] line, Queue<Message> messages) throws Uncut {
        if (line.length > 0) {
            field(line);
        } else if (hasData) {
            String name = event.isEmpty() ? "message" : event;
            messages.add(new Message(data.toByteArray(), name, id));
            data.reset();
            hasData = false;
            event = "";
        } else {
            event = "";
        }
    }

    private void field(byte[] line) throws Uncut {
        int colon = 0;
        while (colon < line.length && line[colon] != ':') {
            colon++;
        }
        int start = colon + 1 < line.length && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
        int length = Math.max(0, line.length - start);
        String name = new String(line, 0, colon, StandardCharsets.ISO_8859_1);
        if (name.equals("data")) {
            if (data.size() + (long) length + 1 > limit) {
                throw tooLarge("an event");
            }
            if (hasData) {
                data.write('\n');
            }
            data.write(line, Math.min(start, line.length), length);
            hasData = true;
            return;
        }
        String value =
                new String(line, Math.min(start, line.length), length, StandardCharsets.UTF_8);
        if (name.equals("event")) {
            event = value;
        } else if (name.equals("id") && value.indexOf('\0') < 0) {
            id = value;
        }
    }

    /** Adds nothing: an event ends with an empty line, and with nothing else. */
    @Override
    void end(Queue<Message> messages) throws Uncut {
        byte[] line = taken();
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (hasData || text.startsWith("data")) {
            if (hasData) {
                data.write('\n');
            }
            data.write(line, 0, line.length);
            throw new Uncut("the stream ends within an event", data.toByteArray());
        }
    }
}
