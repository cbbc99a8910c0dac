package compactgen_root.internal;

import compactgen_root.Deadline;
import compactgen_root.Limits;
import compactgen_root.Transport;
import compactgen_root.TransportException;
import compactgen_root.TransportException.Kind;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * HTTP/1.1 over sockets of our own: probes of TCP, strict framing, one request at a time on each.
 */
final class SocketTransport implements Transport {

    private static final long IDLE_NANOS = 30_000_000_000L; // less than most gateways keep one
    private static final int MOST_IDLE = 100;

    private final Settings settings;
    private final Connector connector;
    private final Map<String, Deque<Connection>> idle = new HashMap<>();
    private final Set<Connection> busy = new HashSet<>();
    private Route last; // whose fields are final, so that threads may race for it
    private int idleCount;
    private boolean closed;

    SocketTransport(Settings settings) {
        this.settings = settings;
        this.connector = new Connector(settings.sslContext);
    }

    @Override
    public Answer send(Request request, Deadline deadline, Limits limits) throws IOException {
        return answer(request, deadline, limits, false);
    }

    @Override
    public Answer open(Request request, Deadline deadline, Limits limits) throws IOException {
        return answer(request, deadline, Protocol.endless(limits), true);
    }

    private Answer answer(Request request, Deadline deadline, Limits limits, boolean opens)
            throws IOException {
        deadline.sent(false);
        Route route = route(request.url());
        Url target = route.target;
        Proxy proxy = route.proxy;
        String host = target.authority;
        host = proxy == null ? host : Text.joined(host, " (through a proxy)");
        Protocol protocol = null;
        Connection connection = null;
        try {
            connection = connection(route, deadline);
            deadline.closing(connection);
            protocol = new Protocol(connection, limits);
            boolean forwarded = proxy != null && !target.isSecure();
            String address = forwarded ? request.url() : target.target();
            String authorization = forwarded ? proxy.authorization : null;
            boolean whole =
                    write(protocol, request, address, target.authority, authorization, deadline);
            if (whole) {
                protocol.begin();
                if (opens && protocol.succeeds()) {
                    return new Opened(this, connection, protocol, host).answer();
                }
                protocol.finish(request.method().equals("HEAD"));
            }
            Answer answer = protocol.answer();
            release(connection, whole && protocol.isReusable());
            return answer;
        } catch (IOException e) {
            release(connection, false);
            if (protocol != null && protocol.hasBegun() && !protocol.succeeds()) {
                return protocol.answer(); // the status says more than whatever broke its body
            }
            throw failure(e, host, protocol, deadline);
        } catch (RuntimeException e) {
            release(connection, false);
            throw e;
        }
    }

    /** Hands a request over; returns false where it was refused before its end. */
    private static boolean write(
            Protocol protocol,
            Request request,
            String address,
            String host,
            String authorization,
            Deadline deadline)
            throws IOException {
        deadline.sent(true);
        try {
            protocol.write(request, address, host, authorization);
            return true;
        } catch (IOException e) {
            boolean isLong = request.content() != null && !deadline.isEnded();
            if (isLong && isRefused(protocol)) {
                return false;
            }
            // A connection that broke before the end of the request has carried nothing out; one
            // that nobody waits for any more may still deliver what it holds.
            deadline.sent(deadline.isEnded());
            throw e;
        }
    }

    /** Returns whether a server that reads no further has said that it refuses the request. */
    private static boolean isRefused(Protocol protocol) {
        try {
            protocol.read(false);
        } catch (IOException e) {
            return protocol.hasBegun() && !protocol.succeeds();
        }
        return !protocol.succeeds();
    }

    /** The body of an answer that has begun; its connection goes back at its end. */
    private static final class Opened extends Pieces {

        private final SocketTransport transport;
        private final Connection connection;
        private final Protocol protocol;
        private final String host;
        private final InputStream body;
        private boolean over;

        Opened(SocketTransport transport, Connection connection, Protocol protocol, String host)
                throws IOException {
            this.transport = transport;
            this.connection = connection;
            this.protocol = protocol;
            this.host = host;
            this.body = protocol.opened();
        }

        Answer answer() {
            Answer begun = protocol.answer();
            return Answer.opened(begun.status(), begun.headers(), this);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int count = body.read(bytes, from, length);
                if (count < 0) {
                    end(protocol.isReusable());
                }
                return count;
            } catch (IOException e) {
                end(false);
                throw failure(e, host, protocol, null);
            }
        }

        @Override
        public void close() {
            end(false);
        }

        private void end(boolean reusable) {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            transport.release(connection, reusable);
        }
    }

    private static TransportException failure(
            IOException error, String host, Protocol protocol, Deadline deadline) {
        boolean begun = protocol != null && protocol.hasBegun();
        Answer answer = begun ? protocol.answer() : null;
        boolean sent = begun || deadline.sent();
        String message = error.getMessage();
        if (error instanceof TransportException own) {
            return own;
        }
        if (error instanceof Protocol.TooLarge) {
            String text = Text.joined("the answer of ", host, " can't be used: ", message);
            return new TransportException(Kind.TOO_LARGE, text, sent, answer);
        }
        String name = error.getClass().getSimpleName();
        String reason = message == null ? name : Text.joined(name, ": ", message);
        if (error instanceof Protocol.Broken) {
            String text =
                    begun
                            ? Text.joined("the answer of ", host, " can't be used: ", message)
                            : Text.joined(host, " gave no answer: ", message);
            return new TransportException(
                    begun ? Kind.INCOMPLETE : Kind.CONNECTION, text, sent, answer);
        }
        if (error instanceof SocketTimeoutException) {
            String text = Text.joined(host, " didn't answer in time (", reason, ")");
            return new TransportException(Kind.TIMEOUT, text, sent, answer);
        }
        if (isDistrusted(error)) {
            String text = Text.joined(host, " has a certificate that isn't trusted (", reason, ")");
            return new TransportException(Kind.CERTIFICATE, text, false, null);
        }
        String text =
                Text.joined(
                        begun ? "the answer of " : "",
                        host,
                        begun ? " broke off (" : " gave no answer (",
                        reason,
                        ")");
        return new TransportException(
                begun ? Kind.INCOMPLETE : Kind.CONNECTION, text, sent, answer);
    }

    /** Returns whether the failure began with a certificate. */
    private static boolean isDistrusted(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    // The connections.

    /** Returns the way to an address: mostly that of the last request. */
    private Route route(String url) {
        Route known = last;
        if (known == null || !known.url.equals(url)) {
            known = new Route(url, settings);
            last = known;
        }
        return known;
    }

    /** The way to an address, which is the same for each request to it. */
    private static final class Route {

        final String url;
        final Url target;
        final Proxy proxy; // null for none

        /** Scheme, host and port, and the proxy's. */
        final String way;

        Route(String url, Settings settings) {
            this.url = url;
            this.target = Url.parsed(url);
            this.proxy = Proxy.of(target, settings);
            String origin = Text.joined(target.scheme, "://", Connector.hostAndPort(target));
            this.way =
                    proxy == null
                            ? origin
                            : Text.joined(origin, " ", Connector.hostAndPort(proxy.address));
        }
    }

    private Connection connection(Route route, Deadline deadline) throws IOException {
        String way = route.way;
        Connection kept = kept(way);
        while (kept != null && !kept.isQuiet()) {
            release(kept, false);
            kept = kept(way);
        }
        if (kept != null) {
            return kept;
        }
        Connection made = connector.connect(way, route.target, route.proxy, deadline);
        synchronized (this) {
            if (!closed) {
                busy.add(made);
                return made;
            }
        }
        made.close();
        throw closedException();
    }

    private static TransportException closedException() {
        return new TransportException(Kind.CLOSED, "the client is closed", false);
    }

    private synchronized Connection kept(String way) throws TransportException {
        if (closed) {
            throw closedException();
        }
        dropOld();
        Deque<Connection> waiting = idle.get(way);
        Connection kept = waiting == null ? null : waiting.pollFirst();
        if (kept != null) {
            idleCount--;
            busy.add(kept);
        }
        return kept;
    }

    private void dropOld() {
        long now = System.nanoTime();
        for (Iterator<Deque<Connection>> all = idle.values().iterator(); all.hasNext(); ) {
            Deque<Connection> waiting = all.next();
            while (!waiting.isEmpty() && now - waiting.peekLast().idleSince > IDLE_NANOS) {
                idleCount--;
                closeQuietly(waiting.pollLast());
            }
            if (waiting.isEmpty()) {
                all.remove();
            }
        }
    }

    private void release(Connection connection, boolean reusable) {
        if (connection == null) {
            return;
        }
        synchronized (this) {
            busy.remove(connection);
            if (reusable && !closed && idleCount < MOST_IDLE) {
                connection.idleSince = System.nanoTime();
                Deque<Connection> waiting = idle.get(connection.way);
                if (waiting == null) {
                    waiting = new ArrayDeque<>();
                    idle.put(connection.way, waiting);
                }
                waiting.addFirst(connection);
                idleCount++;
                return;
            }
        }
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            return; // it is gone, whatever it says
        }
    }

    @Override
    public void close() {
        List<Connection> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            all.addAll(busy);
            for (Deque<Connection> waiting : idle.values()) {
                all.addAll(waiting);
            }
            busy.clear();
            idle.clear();
            idleCount = 0;
        }
        for (Connection connection : all) {
            closeQuietly(connection);
        }
    }
}
