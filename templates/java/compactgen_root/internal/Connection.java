package compactgen_root.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection that one request at a time uses, and that anybody may close. */
final class Connection implements Closeable {

    private static final int BUFFER = 16 * 1024;

    /** Where it leads: scheme, host and port, and the proxy's. */
    final String way;

    private final Socket lowest;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    /** When it was last used, by {@link System#nanoTime()}. */
    long idleSince;

    /**
     * Keeps a connection.
     *
     * @param lowest the socket below TLS, which is the same without
     * @param socket what requests are written to
     */
    Connection(String way, Socket lowest, Socket socket) throws IOException {
        this.way = way;
        this.lowest = lowest;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Returns the next byte; -1 at the end. */
    int read() throws IOException {
        return start < end || fill() ? buffer[start++] & 0xFF : -1;
    }

    /** Reads some bytes; returns how many, -1 at the end. */
    int read(byte[] bytes, int from, int most) throws IOException {
        if (start == end) {
            if (most >= BUFFER) {
                return in.read(bytes, from, most);
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(most, end - start);
        System.arraycopy(buffer, start, bytes, from, count);
        start += count;
        return count;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, BUFFER);
        start = 0;
        end = Math.max(count, 0);
        return count > 0;
    }

    /**
     * Returns the next line without its end; null where the stream ends before it begins.
     *
     * @param most how long it may be
     */
    String line(int most) throws IOException {
        StringBuilder line = null;
        while (true) {
            if (start == end && !fill()) {
                if (line == null) {
                    return null;
                }
                throw new Protocol.Broken("it broke off within a line");
            }
            int from = start;
            while (start < end && buffer[start] != '\n') {
                start++;
            }
            boolean whole = start < end;
            String piece = new String(buffer, from, start - from, StandardCharsets.ISO_8859_1);
            int length = piece.length() + (line == null ? 0 : line.length());
            if (length > most) {
                throw new Protocol.Broken("a line of its head is too long");
            }
            if (whole) {
                start++;
                String text = line == null ? piece : line.append(piece).toString();
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line = line == null ? new StringBuilder(piece) : line.append(piece);
        }
    }

    /** Returns whether something came that nobody asked for. */
    boolean isOverrun() {
        return start < end;
    }

    /**
     * Returns whether nothing came since the last answer, its end not either. Sockets tell an end
     * only to who reads, so this waits a millisecond for one; channels could be asked at once, and
     * take longer than that to load.
     */
    boolean isQuiet() {
        if (isOverrun() || lowest.isClosed()) {
            return false;
        }
        try {
            lowest.setSoTimeout(1);
            lowest.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return isReadyAgain();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isReadyAgain() {
        try {
            lowest.setSoTimeout(0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes the socket below TLS, which wakes whoever waits for it. */
    @Override
    public void close() throws IOException {
        lowest.close();
    }
}
