package compactgen_root.internal;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that are read in pieces; one alone is a piece of that length. */
abstract class Pieces extends InputStream {

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] bytes, int from, int length) throws IOException;
}
