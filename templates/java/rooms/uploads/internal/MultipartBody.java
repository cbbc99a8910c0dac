package compactgen_root.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Parts as one body, of which no file is ever held whole. */
final class MultipartBody implements Arguments.Streamed {

    private final List<Part> parts;
    private final String boundary;
    private final long[] lengths; // of the parts as they were found; -1 for unknown ones

    MultipartBody(List<Part> parts, String boundary) {
        this.parts = List.copyOf(parts);
        this.boundary = boundary;
        this.lengths = new long[parts.size()];
        for (int n = 0; n < lengths.length; n++) {
            lengths[n] = parts.get(n).content.length().orElse(-1);
        }
    }

    @Override
    public String media() {
        return "multipart/form-data; boundary=".concat(boundary);
    }

    @Override
    public boolean isSendable() {
        for (Part part : parts) {
            if (!part.content.isReadable()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long length() {
        long total = last().length;
        for (int n = 0; n < lengths.length; n++) {
            if (lengths[n] < 0) {
                return -1;
            }
            total += lead(parts.get(n)).length + lengths[n] + 2;
        }
        return total;
    }

    @Override
    public InputStream open() {
        return new Body(this);
    }

    private byte[] lead(Part part) {
        byte[] line = ascii(Text.joined("--", boundary, "\r\n"));
        byte[] lead = new byte[line.length + part.head.length];
        System.arraycopy(line, 0, lead, 0, line.length);
        System.arraycopy(part.head, 0, lead, line.length, part.head.length);
        return lead;
    }

    private byte[] last() {
        return ascii(Text.joined("--", boundary, "--\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns a line of the form with the end of the part before it, if there is one. */
    private byte[] line(int number) {
        byte[] line = number < parts.size() ? lead(parts.get(number)) : last();
        if (number == 0) {
            return line;
        }
        byte[] whole = new byte[line.length + 2];
        whole[0] = '\r';
        whole[1] = '\n';
        System.arraycopy(line, 0, whole, 2, line.length);
        return whole;
    }

    /** The body as it is read: one part after the other, of which one is open at a time. */
    private static final class Body extends Pieces {

        private final MultipartBody form;
        private InputStream current;
        private int number; // of the part whose head or content is read
        private boolean inContent;
        private long left; // of the content that is open; less than none where that isn't known

        Body(MultipartBody form) {
            this.form = form;
            this.current = new ByteArrayInputStream(form.line(0));
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (length == 0) {
                return 0;
            }
            try {
                int count = current.read(bytes, from, length);
                while (count < 0 && advance()) {
                    count = current.read(bytes, from, length);
                }
                check(count);
                return count;
            } catch (IOException e) {
                String reason = e.getClass().getSimpleName();
                String message = e.getMessage();
                reason = message == null ? reason : Text.joined(reason, ": ", message);
                throw Failures.argument("what is sent can't be read (", reason, ")");
            }
        }

        /** Goes on behind what was read to its end; returns whether something is there. */
        private boolean advance() throws IOException {
            if (number == form.parts.size()) {
                return false;
            }
            current.close();
            if (inContent) {
                if (left > 0) {
                    throw new IOException("it is shorter than it was");
                }
                number++;
                current = new ByteArrayInputStream(form.line(number));
            } else {
                left = form.lengths[number];
                current = form.parts.get(number).content.open();
            }
            inContent = !inContent;
            return true;
        }

        /** Refuses content that is longer than the server was told. */
        private void check(int count) throws IOException {
            if (inContent && count > 0 && form.lengths[number] >= 0) {
                left -= count;
                if (left < 0) {
                    throw new IOException("it is longer than it was");
                }
            }
        }

        @Override
        public void close() {
            try {
                current.close();
            } catch (IOException e) {
                return; // all that is sent was read
            }
        }
    }
}
