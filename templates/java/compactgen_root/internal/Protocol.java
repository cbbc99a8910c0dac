package compactgen_root.internal;

import compactgen_root.Limits;
import compactgen_root.Transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HTTP/1.1: one request out, one answer in, by a strict reading of RFC 9112. */
final class Protocol {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 256;
    private static final int LARGEST_HEAD = 256 * 1024;
    private static final int MOST_INTERIM = 10_000;
    private static final int TOGETHER = 16 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int FIRST_PIECE = 16 * 1024;

    /** How much is read of an answer that is a failure: its status is the message. */
    private static final long FAILURE = 1024 * 1024;

    private final Connection connection;
    private final Limits limits;

    private int status;
    private Map<String, String> headers;
    private byte[] body = new byte[0];
    private int size;
    private long expected = FIRST_PIECE; // one byte more than come, where that is known
    private boolean reusable;
    private boolean old; // HTTP/1.0

    Protocol(Connection connection, Limits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /** The peer doesn't speak the protocol, or stopped in the middle. */
    static class Broken extends IOException {

        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    /** The body is larger than the limits. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    boolean hasBegun() {
        return headers != null;
    }

    boolean succeeds() {
        return status >= 200 && status < 300;
    }

    /** Returns whether the connection can be used again. */
    boolean isReusable() {
        return reusable && !connection.isOverrun();
    }

    /** Returns the answer as far as it came. */
    Transport.Answer answer() {
        byte[] bytes = body.length == size ? body : Arrays.copyOf(body, size);
        return new Transport.Answer(status, headers, bytes);
    }

    // The request.

    /** Hands a request over; whoever returns from here has handed over all of it. */
    void write(Transport.Request request, String target, String host, String proxyAuthorization)
            throws IOException {
        StringBuilder head = new StringBuilder(512);
        head.append(request.method()).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
        head.append(host).append("\r\n");
        boolean accepts = false;
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey();
            accepts = accepts || name.equalsIgnoreCase("accept-encoding");
            head.append(name).append(": ").append(header.getValue()).append("\r\n");
        }
        if (!accepts) {
            head.append("Accept-Encoding: gzip, deflate\r\n");
        }
        if (proxyAuthorization != null) {
            head.append("Proxy-Authorization: ").append(proxyAuthorization).append("\r\n");
        }
        Transport.Content streamed = request.content();
        byte[] content = streamed == null ? request.body() : null;
        long told = streamed == null ? -1 : streamed.length();
        String method = request.method();
        if (streamed != null && told < 0) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (streamed != null) {
            head.append("Content-Length: ").append(told).append("\r\n");
        } else if (content != null) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        } else if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            head.append("Content-Length: 0\r\n");
        }
        head.append("\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (streamed != null) {
            connection.write(first, first.length);
            stream(streamed, told < 0);
            return;
        }
        int length = content == null ? 0 : content.length;
        if (length <= TOGETHER) {
            byte[] whole = Arrays.copyOf(first, first.length + length);
            if (length > 0) {
                System.arraycopy(content, 0, whole, first.length, length);
            }
            connection.write(whole, whole.length);
        } else {
            connection.write(first, first.length);
            connection.write(content, length);
        }
        connection.flush();
    }

    /** Hands over a body that is read meanwhile, with the size of each piece before it or not. */
    private void stream(Transport.Content streamed, boolean isChunked) throws IOException {
        byte[] piece = new byte[PIECE];
        try (InputStream in = streamed.open()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (isChunked && count > 0) {
                    text(Integer.toHexString(count).concat("\r\n"));
                    connection.write(piece, count);
                    text("\r\n");
                } else {
                    connection.write(piece, count);
                }
            }
        }
        if (isChunked) {
            text("0\r\n\r\n");
        }
        connection.flush();
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        connection.write(bytes, bytes.length);
    }

    // The answer.

    /** Reads what a proxy says to a request for a tunnel; returns the status. */
    int tunnelled() throws IOException {
        do {
            headers = null;
            head();
        } while (status < 200 && status != 101);
        return status;
    }

    /** Returns the limits of an answer that is read as it comes. */
    static Limits endless(Limits limits) {
        return new Limits(Long.MAX_VALUE / 8, Long.MAX_VALUE / 8, limits.values());
    }

    /** Reads the answer; whatever ends that, {@link #answer()} has what came. */
    void read(boolean bodiless) throws IOException {
        begin();
        finish(bodiless);
    }

    /** Returns the body of a success that has begun, as it comes. */
    InputStream opened() throws IOException {
        InputStream raw = status == 204 ? InputStream.nullInputStream() : framed();
        String codings = headers.getOrDefault("content-encoding", "");
        InputStream decoded = Codings.undone(raw, codings, limits.decoded());
        reusable = reusable && decoded == raw && !isLast();
        return decoded;
    }

    private boolean isLast() {
        return "close".equals(Text.lower(headers.getOrDefault("connection", "")));
    }

    /** Reads the head of the answer. */
    void begin() throws IOException {
        head();
        for (int interim = 0; status < 200; interim++) {
            if (status == 101 || interim == MOST_INTERIM) {
                throw new Broken("it doesn't answer, but something else");
            }
            headers = null;
            head();
        }
    }

    /** Reads what comes behind the head. */
    void finish(boolean bodiless) throws IOException {
        boolean wanted = status < 300 || status >= 400;
        if (!wanted) {
            return; // its body may be anything, and so the connection isn't used again
        }
        boolean empty = bodiless || status == 204;
        InputStream raw = empty ? InputStream.nullInputStream() : framed();
        Limits most = succeeds() ? limits : smaller(limits);
        Wire wire = new Wire(raw, most.wire());
        try {
            content(wire, most, headers.getOrDefault("content-encoding", ""));
            wire.drain();
        } catch (IOException e) {
            reusable = false;
            throw e;
        }
        reusable = reusable && !isLast();
    }

    private static Limits smaller(Limits limits) {
        return new Limits(
                Math.min(limits.wire(), FAILURE),
                Math.min(limits.decoded(), FAILURE),
                limits.values());
    }

    private void head() throws IOException {
        String line = connection.line(LONGEST_LINE);
        if (line == null) {
            throw new Broken("the server closed the connection");
        }
        old = line.startsWith("HTTP/1.0 ");
        boolean fits = line.length() >= 12 && (old || line.startsWith("HTTP/1.1 "));
        String digits = fits ? line.substring(9, 12) : "";
        boolean ended = line.length() == 12 || line.length() > 12 && line.charAt(12) == ' ';
        if (!Text.isDigits(digits) || !ended || digits.charAt(0) == '0') {
            throw new Broken("it isn't an answer of HTTP/1.1");
        }
        status = Integer.parseInt(digits);
        Map<String, String> read = headers();
        if (status >= 200 && status != 204) {
            checkFraming(read);
        }
        headers = read;
        reusable = !old;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> read = new LinkedHashMap<>();
        int room = LARGEST_HEAD;
        for (int count = 0; ; count++) {
            String line = connection.line(LONGEST_LINE);
            if (line == null) {
                throw new Broken("it broke off within its head");
            }
            if (line.isEmpty()) {
                return read;
            }
            room -= line.length();
            if (count == MOST_HEADERS || room < 0) {
                throw new Broken("its head is too long");
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            String value = Text.trimmed(line.substring(colon + 1));
            if (!Headers.isToken(name) || !isText(value)) {
                throw new Broken("a line of its head isn't a header");
            }
            String before = read.get(Text.lower(name));
            read.put(Text.lower(name), before == null ? value : Text.joined(before, ", ", value));
        }
    }

    private static boolean isText(String value) {
        for (int n = 0; n < value.length(); n++) {
            char c = value.charAt(n);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a body whose end isn't clear: it has one length or comes in chunks, never both. */
    private void checkFraming(Map<String, String> read) throws IOException {
        String length = read.get("content-length");
        String coding = read.get("transfer-encoding");
        if (coding != null) {
            if (length != null || !Text.lower(coding).equals("chunked") || old) {
                throw new Broken("its body is framed in a way that isn't clear");
            }
        } else if (length != null) {
            List<String> lengths = Text.parts(length, ',');
            for (String each : lengths) {
                if (!Text.trimmed(each).equals(Text.trimmed(lengths.get(0)))) {
                    throw new Broken("it has several lengths");
                }
            }
            if (!Text.isDigits(Text.trimmed(lengths.get(0)))) {
                throw new Broken("its length isn't a number");
            }
        }
    }

    private InputStream framed() throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return new Chunks(connection);
        }
        String length = headers.get("content-length");
        if (length == null) {
            reusable = false;
            return new Rest(connection, Long.MAX_VALUE);
        }
        String digits = Text.trimmed(Text.parts(length, ',').get(0));
        long most = succeeds() ? limits.wire() : Long.MAX_VALUE;
        if (digits.length() > 18 || Long.parseLong(digits) > most) {
            String shown = digits.substring(0, Math.min(digits.length(), 20));
            String limit = Long.toString(limits.wire());
            throw new TooLarge(Text.joined("its body has ", shown, " bytes, more than ", limit));
        }
        long count = Long.parseLong(digits);
        expected = count + 1;
        return new Rest(connection, count);
    }

    private void content(Wire wire, Limits most, String codings) throws IOException {
        InputStream decoded = Codings.undone(wire, codings, most.decoded());
        boolean plain = decoded == wire;
        long room = plain ? Long.MAX_VALUE : most.decoded();
        if (plain && most.decoded() < most.wire()) {
            room = most.decoded();
        }
        body = new byte[(int) Math.min(expected, FIRST_PIECE)];
        while (true) {
            if (size == body.length) {
                body = Arrays.copyOf(body, Math.min(size * 2, Integer.MAX_VALUE - 8));
            }
            int count = decoded.read(body, size, body.length - size);
            if (count < 0) {
                return;
            }
            size += count;
            if (size > room) {
                size = (int) room;
                String limit = Long.toString(most.decoded());
                throw new TooLarge(
                        Text.joined(
                                "its body has more than ",
                                limit,
                                " bytes when it is decompressed"));
            }
        }
    }

    /** The body as it is received, counted. */
    private static final class Wire extends Pieces {

        private final InputStream in;
        private final long most;
        private long count;

        Wire(InputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (count > most) {
                throw tooLarge();
            }
            int room = (int) Math.min(length, most - count + 1);
            int read = in.read(bytes, from, room);
            if (read > 0) {
                count += read;
                if (count > most && read == 1) {
                    throw tooLarge();
                }
                return count > most ? read - 1 : read; // the next reading tells
            }
            return read;
        }

        private TooLarge tooLarge() {
            String limit = Long.toString(most);
            return new TooLarge(Text.joined("its body has more than ", limit, " bytes"));
        }

        /** Reads what nobody needs, up to the end that the connection goes on after. */
        void drain() throws IOException {
            byte[] piece = new byte[1024];
            while (read(piece, 0, piece.length) >= 0) {
                continue;
            }
        }
    }

    /** So many bytes, or all until the connection ends. */
    private static final class Rest extends Pieces {

        private final Connection connection;
        private long left;

        Rest(Connection connection, long left) {
            this.connection = connection;
            this.left = left;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = connection.read(bytes, from, (int) Math.min(length, left));
            if (left == Long.MAX_VALUE) {
                return count;
            }
            if (count < 0) {
                throw new EOFException("its body ended early");
            }
            left -= count;
            return count;
        }
    }

    /** Pieces with their sizes before them. */
    private static final class Chunks extends Pieces {

        private static final int LONGEST = 4096;

        private final Connection connection;
        private long left;
        private boolean over;
        private boolean begun;

        Chunks(Connection connection) {
            this.connection = connection;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0 && !over) {
                next();
            }
            if (over) {
                return -1;
            }
            int count = connection.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("its body ended early");
            }
            left -= count;
            return count;
        }

        private void next() throws IOException {
            if (begun && !"".equals(connection.line(LONGEST))) {
                throw new Broken("a chunk of its body doesn't end where it should");
            }
            begun = true;
            String line = connection.line(LONGEST);
            if (line == null) {
                throw new EOFException("its body ended early");
            }
            int end = line.indexOf(';');
            String size = Text.trimmed(end < 0 ? line : line.substring(0, end));
            left = size.isEmpty() || size.length() > 15 ? -1 : 0;
            for (int n = 0; n < size.length() && left >= 0; n++) {
                int digit = size.charAt(n) < 0x80 ? Character.digit(size.charAt(n), 16) : -1;
                left = digit < 0 ? -1 : left * 16 + digit;
            }
            if (left < 0) {
                throw new Broken("a chunk of its body has no size");
            }
            if (left == 0) {
                trailers();
            }
        }

        private void trailers() throws IOException {
            for (int count = 0; count < MOST_HEADERS; count++) {
                String line = connection.line(LONGEST);
                if (line == null) {
                    throw new EOFException("its body ended early");
                }
                if (line.isEmpty()) {
                    over = true;
                    return;
                }
            }
            throw new Broken("too much follows its body");
        }
    }
}
