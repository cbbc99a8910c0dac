package compactgen_root.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Content codings, gzip and deflate, undone piece by piece, so that a small answer can't become a
 * large one unnoticed; the reader counts. What it becomes between two codings, or as very many
 * members of gzip, is limited as well: nobody sees it, but it takes time.
 */
final class Codings {

    /** What servers call a body that is in no coding; the standard has {@code identity} alone. */
    private static final Set<String> NONE = Set.of("", "identity", "none", "utf-8");

    private static final int MOST_LAYERS = 3;
    private static final int MOST_MEMBERS = 10_000;

    private Codings() {}

    /**
     * Returns a body without its codings; the same stream where it has none.
     *
     * <p>A body that was never in them is read as it comes, and refused at its end, so that it isn't
     * lost.
     *
     * @param most how large it may become, which the reader sees to
     */
    static InputStream undone(InputStream body, String codings, long most) {
        List<String> applied = new ArrayList<>();
        for (String name : Text.parts(codings, ',')) {
            String lower = Text.lower(Text.trimmed(name));
            if (!NONE.contains(lower)) {
                applied.add(lower);
            }
        }
        if (applied.isEmpty()) {
            return body;
        }
        Remembering wire = new Remembering(body);
        long between = applied.size() * (most + most / 100 + 1024);
        try {
            return new Kept(layers(wire, applied, between), wire);
        } catch (Miscoded e) {
            return new Kept(wire, e);
        }
    }

    private static InputStream layers(InputStream body, List<String> applied, long between)
            throws Miscoded {
        if (applied.size() > MOST_LAYERS) {
            throw new Miscoded("its body has more than 3 content codings");
        }
        InputStream stream = body;
        for (int n = applied.size() - 1; n >= 0; n--) {
            stream = layer(applied.get(n), stream);
            stream = n == 0 ? stream : new Between(stream, between);
        }
        return stream;
    }

    private static InputStream layer(String name, InputStream in) throws Miscoded {
        switch (name) {
            case "gzip":
            case "x-gzip":
                return new Layer(in, true);
            case "deflate":
                return new Layer(in, false);
            default:
                throw new Miscoded("its body has a content coding that wasn't asked for");
        }
    }

    /** The body isn't in the coding that the answer names, or in none that is known. */
    private static final class Miscoded extends Protocol.Broken {

        private static final long serialVersionUID = 1L;

        Miscoded(String message) {
            super(message);
        }
    }

    /** Remembers what is read, until it is told that nobody needs that. */
    private static final class Remembering extends Pieces {

        private final InputStream in;
        private byte[] bytes = new byte[0];
        private int size;
        private boolean over;

        Remembering(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = in.read(target, from, length);
            if (count > 0 && !over) {
                if (size + count > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(size + count, size * 2));
                }
                System.arraycopy(target, from, bytes, size, count);
                size += count;
            }
            return count;
        }

        byte[] forget() {
            byte[] read = Arrays.copyOf(bytes, size);
            over = true;
            bytes = new byte[0];
            size = 0;
            return read;
        }
    }

    /** What a body becomes; where it was never in its codings, what it is, and why not at its end. */
    private static final class Kept extends Pieces {

        private final InputStream in;
        private final Remembering wire;
        private byte[] raw = new byte[0];
        private int given;
        private Miscoded fault;
        private boolean begun;

        Kept(InputStream in, Remembering wire) {
            this.in = in;
            this.wire = wire;
        }

        Kept(Remembering wire, Miscoded fault) {
            this.in = wire;
            this.wire = wire;
            this.fault = fault;
            wire.forget();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (fault == null) {
                try {
                    return became(bytes, from, length);
                } catch (Miscoded e) {
                    if (begun) {
                        throw e;
                    }
                    fault = e;
                    raw = wire.forget();
                }
            }
            return came(bytes, from, length);
        }

        private int became(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            if (count > 0 && !begun) {
                begun = true;
                wire.forget();
            }
            return count;
        }

        private int came(byte[] bytes, int from, int length) throws IOException {
            int count = Math.min(length, raw.length - given);
            if (count > 0) {
                System.arraycopy(raw, given, bytes, from, count);
                given += count;
                return count;
            }
            count = wire.read(bytes, from, length);
            if (count < 0) {
                throw fault;
            }
            return count;
        }
    }

    /** Counts what goes from one coding to the next. */
    private static final class Between extends Pieces {

        private final InputStream in;
        private long left;

        Between(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new Protocol.TooLarge(
                        "its body has more bytes between its content codings than it may have");
            }
            return count;
        }
    }

    /** One coding. */
    private static final class Layer extends Pieces {

        private static final int PIECE = 16 * 1024;

        private final InputStream in;
        private final boolean gzip;
        private final byte[] buffer = new byte[PIECE];
        private final CRC32 sum = new CRC32();
        private Inflater inflater;
        private int start;
        private int end;
        private int members;
        private boolean over;

        Layer(InputStream in, boolean gzip) {
            this.in = in;
            this.gzip = gzip;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!over) {
                if (inflater == null && !begin()) {
                    break;
                }
                int count = inflate(bytes, from, length);
                if (count > 0) {
                    return count;
                }
            }
            over = true;
            return -1;
        }

        private int inflate(byte[] bytes, int from, int length) throws IOException {
            if (inflater.needsInput()) {
                if (start == end && !fill()) {
                    throw new Miscoded("its compressed body ended early");
                }
                inflater.setInput(buffer, start, end - start);
            }
            int count;
            try {
                count = inflater.inflate(bytes, from, length);
            } catch (DataFormatException e) {
                throw notCoded();
            }
            sum.update(bytes, from, count);
            start = end - inflater.getRemaining();
            if (inflater.finished()) {
                finish();
            } else if (count == 0 && inflater.needsDictionary()) {
                throw notCoded();
            }
            return count;
        }

        /** Begins a stream; returns whether there is one. Nothing at all is whole. */
        private boolean begin() throws IOException {
            if (start == end && !fill()) {
                return false;
            }
            if (gzip) {
                if (members > 0 && !follows()) {
                    return false; // what isn't gzip after its end is of no meaning
                }
                header();
                members++;
                if (members > MOST_MEMBERS) {
                    throw new Protocol.TooLarge("its body has more than 10000 members of gzip");
                }
                inflater = new Inflater(true);
            } else {
                if (!hasTwo()) {
                    throw new Miscoded("its compressed body ended early");
                }
                int first = buffer[start] & 0xFF;
                int second = buffer[start + 1] & 0xFF;
                boolean zlib = (first & 15) == 8 && (first << 8 | second) % 31 == 0;
                inflater = new Inflater(!zlib);
            }
            sum.reset();
            return true;
        }

        private boolean follows() throws IOException {
            return hasTwo() && buffer[start] == 0x1F && buffer[start + 1] == (byte) 0x8B;
        }

        /** Returns whether two more bytes come, which are in the buffer then. */
        private boolean hasTwo() throws IOException {
            if (end - start < 2) {
                buffer[0] = buffer[start];
                int count = in.read(buffer, 1, PIECE - 1);
                start = 0;
                end = 1 + Math.max(count, 0);
            }
            return end - start >= 2;
        }

        private void header() throws IOException {
            int[] fixed = new int[10];
            for (int n = 0; n < fixed.length; n++) {
                fixed[n] = next();
            }
            if (fixed[0] != 0x1F || fixed[1] != 0x8B || fixed[2] != 8 || (fixed[3] & 0xE0) != 0) {
                throw notCoded();
            }
            if ((fixed[3] & 4) != 0) {
                for (int left = next() | next() << 8; left > 0; left--) {
                    next();
                }
            }
            for (int texts = (fixed[3] >> 3 & 1) + (fixed[3] >> 4 & 1); texts > 0; texts--) {
                while (next() != 0) {
                    continue;
                }
            }
            if ((fixed[3] & 2) != 0) {
                next();
                next();
            }
        }

        private void finish() throws IOException {
            long written = inflater.getBytesWritten();
            inflater.end();
            inflater = null;
            if (!gzip) {
                over = true;
                return;
            }
            long check = 0;
            long size = 0;
            for (int n = 0; n < 4; n++) {
                check |= (long) next() << 8 * n;
            }
            for (int n = 0; n < 4; n++) {
                size |= (long) next() << 8 * n;
            }
            if (check != sum.getValue() || size != (written & 0xFFFFFFFFL)) {
                throw notCoded();
            }
        }

        private int next() throws IOException {
            if (start == end && !fill()) {
                throw new Miscoded("its compressed body ended early");
            }
            return buffer[start++] & 0xFF;
        }

        private boolean fill() throws IOException {
            start = 0;
            end = Math.max(in.read(buffer, 0, PIECE), 0);
            return end > 0;
        }

        private static IOException notCoded() {
            return new Miscoded("its body isn't in its content coding");
        }
    }
}
