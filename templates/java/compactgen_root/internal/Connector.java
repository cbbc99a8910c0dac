package compactgen_root.internal;

import compactgen_root.Deadline;
import compactgen_root.Limits;
import compactgen_root.Transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Makes connections: names, addresses, probes, proxies, TLS. */
final class Connector {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int HEAD_START_MILLIS = 250;
    private static final int IDLE_SECONDS = 30;
    private static final int INTERVAL_SECONDS = 15;
    private static final int PROBES = 4;

    private final SSLContext context; // null for the JDK's

    Connector(SSLContext context) {
        this.context = context;
    }

    /** Returns a new connection; nothing of the request was sent until then. */
    Connection connect(String way, Url target, Proxy proxy, Deadline deadline) throws IOException {
        long end = System.nanoTime() + CONNECT_MILLIS * 1_000_000L;
        Url first = proxy == null ? target : proxy.address;
        Socket lowest = opened(first, deadline, end);
        try {
            deadline.closing(lowest);
            Socket socket = lowest;
            if (first.isSecure()) {
                socket = secured(socket, first, lowest, left(deadline, end));
            }
            if (proxy != null && target.isSecure()) {
                lowest.setSoTimeout(left(deadline, end));
                tunnel(new Connection(way, lowest, socket), target, proxy);
                socket = secured(socket, target, lowest, left(deadline, end));
            }
            lowest.setSoTimeout(0);
            return new Connection(way, lowest, socket);
        } catch (IOException | RuntimeException e) {
            lowest.close();
            throw e;
        }
    }

    private static int left(Deadline deadline, long end) throws SocketTimeoutException {
        long connecting = (end - System.nanoTime() + 999_999) / 1_000_000;
        long left = Math.min(deadline.millisLeft(), connecting);
        if (left <= 0) {
            throw new SocketTimeoutException("connecting took too long");
        }
        return (int) left;
    }

    private static Socket opened(Url host, Deadline deadline, long end) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host.host);
        if (deadline.isEnded()) {
            throw new SocketTimeoutException("the host's name wasn't resolved in time");
        }
        if (addresses.length > 1) {
            return prepared(raced(addresses, host.portOrDefault(), deadline, end));
        }
        // no property of the process leads it elsewhere
        Socket socket = new Socket(java.net.Proxy.NO_PROXY);
        try {
            deadline.closing(socket);
            InetSocketAddress address = new InetSocketAddress(addresses[0], host.portOrDefault());
            socket.connect(address, left(deadline, end));
            return prepared(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket prepared(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        for (SocketOption<?> option : socket.supportedOptions()) {
            // by their names, so that there is no reference to a module that may be missing
            switch (option.name()) {
                case "TCP_KEEPIDLE":
                    set(socket, option, IDLE_SECONDS);
                    break;
                case "TCP_KEEPINTERVAL":
                    set(socket, option, INTERVAL_SECONDS);
                    break;
                case "TCP_KEEPCOUNT":
                    set(socket, option, PROBES);
                    break;
                default:
            }
        }
        return socket;
    }

    @SuppressWarnings("unchecked") // the type was compared
    private static void set(Socket socket, SocketOption<?> option, int value) throws IOException {
        if (option.type() == Integer.class) {
            socket.setOption((SocketOption<Integer>) option, value);
        }
    }

    /** Connects to whichever address is the first to take it; each has a head start (RFC 8305). */
    private static Socket raced(InetAddress[] addresses, int port, Deadline deadline, long end)
            throws IOException {
        List<SocketChannel> racing = new ArrayList<>();
        SocketChannel winner = null;
        IOException failure = new SocketException("no address takes the connection");
        try (Selector selector = Selector.open()) {
            deadline.closing(selector);
            int next = 0;
            while (winner == null) {
                if (next < addresses.length) {
                    InetSocketAddress address = new InetSocketAddress(addresses[next++], port);
                    SocketChannel channel = SocketChannel.open();
                    racing.add(channel);
                    try {
                        channel.configureBlocking(false);
                        if (channel.connect(address)) {
                            winner = channel;
                            break;
                        }
                        channel.register(selector, SelectionKey.OP_CONNECT);
                    } catch (IOException e) {
                        failure = e;
                        continue;
                    }
                } else if (selector.keys().isEmpty()) {
                    throw failure;
                }
                int left = left(deadline, end);
                selector.select(next < addresses.length ? Math.min(left, HEAD_START_MILLIS) : left);
                for (SelectionKey key : selector.selectedKeys()) {
                    SocketChannel channel = (SocketChannel) key.channel();
                    try {
                        if (winner == null && channel.finishConnect()) {
                            winner = channel;
                        }
                    } catch (IOException e) {
                        failure = e;
                        key.cancel();
                        channel.close();
                    }
                }
                selector.selectedKeys().clear();
                selector.selectNow(); // forgets those that were cancelled
            }
        } finally {
            for (SocketChannel channel : racing) {
                if (channel != winner) {
                    channel.close();
                }
            }
        }
        winner.configureBlocking(true);
        return winner.socket();
    }

    private void tunnel(Connection connection, Url target, Proxy proxy) throws IOException {
        String place = hostAndPort(target);
        Transport.Request request = new Transport.Request("CONNECT", "", List.of(), null);
        Protocol protocol = new Protocol(connection, Limits.DEFAULT);
        protocol.write(request, place, place, proxy.authorization);
        int status = protocol.tunnelled();
        if (status / 100 != 2 || connection.isOverrun()) {
            throw new SocketException(
                    "the proxy refused the way, with status ".concat(Integer.toString(status)));
        }
    }

    static String hostAndPort(Url target) {
        String port = Integer.toString(target.portOrDefault());
        return target.host.indexOf(':') >= 0
                ? Text.joined("[", target.host, "]:", port)
                : Text.joined(target.host, ":", port);
    }

    /** Returns a socket with TLS on top of another one, whose certificate was checked. */
    private Socket secured(Socket below, Url host, Socket lowest, int millis) throws IOException {
        SSLSocket secured;
        try {
            SSLContext trusting = context == null ? SSLContext.getDefault() : context;
            secured =
                    (SSLSocket)
                            trusting.getSocketFactory()
                                    .createSocket(below, host.host, host.portOrDefault(), true);
        } catch (NoSuchAlgorithmException e) {
            throw new SocketException("this machine has no certificates that it trusts");
        }
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // a bare socket checks no name
        secured.setSSLParameters(parameters);
        lowest.setSoTimeout(millis);
        secured.startHandshake();
        lowest.setSoTimeout(0);
        return secured;
    }
}
