package compactgen_root;

import compactgen_root.TransportException.Kind;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLHandshakeException;

/**
 * Sends by the JDK's own client, for those who share one between libraries. It sends no probes of
 * TCP, so that a long silence may end unnoticed, and asks for no compression.
 */
public final class HttpClientTransport implements Transport {

    private static final int CONNECT_SECONDS = 10;
    private static final int PIECE = 16 * 1024;
    private static final long FAILURE = 1024 * 1024;

    private final HttpClient client;

    /** Sends by a client of its own. */
    public HttpClientTransport() {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
                        .build());
    }

    /**
     * Sends by another client.
     *
     * @param client a client that follows no redirects
     * @throws IllegalArgumentException if it does, and might carry requests elsewhere
     */
    public HttpClientTransport(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client must not follow redirects");
        }
        this.client = client;
    }

    @Override
    public Answer send(Request request, Deadline deadline, Limits limits) throws IOException {
        return read(begun(request, deadline), limits);
    }

    @Override
    public Answer open(Request request, Deadline deadline, Limits limits) throws IOException {
        HttpResponse<InputStream> response = begun(request, deadline);
        Map<String, String> headers = headers(response);
        boolean success = response.statusCode() / 100 == 2;
        if (!success || !isPlain(headers)) {
            return read(response, limits);
        }
        return Answer.opened(response.statusCode(), headers, response.body());
    }

    private HttpResponse<InputStream> begun(Request request, Deadline deadline) throws IOException {
        Upload upload = request.content() == null ? null : new Upload(request.content());
        CompletableFuture<HttpResponse<InputStream>> future =
                client.sendAsync(made(request, upload), HttpResponse.BodyHandlers.ofInputStream());
        deadline.closing(
                new Closeable() {
                    @Override
                    public void close() {
                        future.cancel(true);
                    }
                });
        HttpResponse<InputStream> response;
        try {
            response = future.get();
        } catch (InterruptedException | CancellationException e) {
            future.cancel(true);
            throw new TransportException(Kind.TIMEOUT, "nobody waits any more", true);
        } catch (ExecutionException e) {
            if (upload != null && upload.failure != null) {
                throw upload.failure;
            }
            throw failure(e.getCause());
        }
        deadline.closing(response.body());
        return response;
    }

    private static Map<String, String> headers(HttpResponse<InputStream> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> each : response.headers().map().entrySet()) {
            headers.put(each.getKey().toLowerCase(Locale.ROOT), joined(each.getValue()));
        }
        return headers;
    }

    private static boolean isPlain(Map<String, String> headers) {
        return headers.getOrDefault("content-encoding", "identity").equals("identity");
    }

    private static HttpRequest made(Request request, Upload upload) {
        byte[] held = upload == null ? request.body() : null;
        HttpRequest.BodyPublisher body = upload;
        if (held != null) {
            body = HttpRequest.BodyPublishers.ofByteArray(held);
        } else if (upload == null) {
            body = HttpRequest.BodyPublishers.noBody();
        }
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(request.url())).method(request.method(), body);
        for (Map.Entry<String, String> header : request.headers()) {
            builder.setHeader(header.getKey(), header.getValue());
        }
        return builder.build();
    }

    /**
     * A body that is read as the network takes it. The JDK's own publisher of streams takes one
     * that can't be read any more for one that is over, and so sends half of it as if it were all.
     */
    private static final class Upload implements HttpRequest.BodyPublisher {

        private final Content content;
        private final long length;
        private volatile RuntimeException failure;

        Upload(Content content) {
            this.content = content;
            this.length = content.length();
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Reading(this, subscriber));
        }
    }

    /** The pieces of a body, each of which is read when it is asked for. */
    private static final class Reading implements Flow.Subscription {

        private final Upload upload;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private InputStream in;
        private volatile boolean over;

        Reading(Upload upload, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.upload = upload;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (wanted.getAndAdd(count) > 0) {
                return; // who asked before gives these as well
            }
            do {
                next();
            } while (wanted.decrementAndGet() > 0 && !over);
        }

        private void next() {
            if (over) {
                return;
            }
            ByteBuffer piece;
            try {
                piece = read();
            } catch (RuntimeException e) {
                upload.failure = e;
                end();
                subscriber.onError(e);
                return;
            }
            if (piece == null) {
                end();
                subscriber.onComplete();
            } else {
                subscriber.onNext(piece);
            }
        }

        /** Returns the next bytes; the null reference at the end. */
        private ByteBuffer read() {
            try {
                in = in == null ? upload.content.open() : in;
                byte[] bytes = new byte[PIECE];
                int count = in.read(bytes);
                return count < 0 ? null : ByteBuffer.wrap(bytes, 0, count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void end() {
            over = true;
            try {
                if (in != null) {
                    in.close();
                }
            } catch (IOException e) {
                return; // all that is sent was read
            }
        }

        @Override
        public void cancel() {
            end();
        }
    }

    private static IOException failure(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof HttpConnectTimeoutException) {
            return new TransportException(Kind.TIMEOUT, name, false);
        }
        if (cause instanceof ConnectException) {
            return new TransportException(Kind.CONNECTION, name, false);
        }
        if (cause instanceof SSLHandshakeException) {
            return new TransportException(Kind.CERTIFICATE, name, false);
        }
        return new TransportException(Kind.CONNECTION, name, true);
    }

    private static Answer read(HttpResponse<InputStream> response, Limits limits)
            throws IOException {
        int status = response.statusCode();
        Map<String, String> headers = headers(response);
        boolean success = status / 100 == 2;
        long most = Math.min(limits.wire(), limits.decoded());
        most = success ? most : Math.min(most, FAILURE);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream in = response.body()) {
            byte[] piece = new byte[PIECE];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                body.write(piece, 0, (int) Math.min(count, most - body.size()));
                if (count > 0 && body.size() == most && in.read() >= 0) {
                    return tooLarge(new Answer(status, headers, body.toByteArray()), success);
                }
            }
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            Answer begun = new Answer(status, headers, body.toByteArray());
            if (!success) {
                return begun; // the status says more than whatever broke its body
            }
            throw new TransportException(Kind.INCOMPLETE, "the answer broke off", true, begun);
        }
        Answer answer = new Answer(status, headers, body.toByteArray());
        if (success && !isPlain(headers)) {
            throw new TransportException(
                    Kind.INCOMPLETE,
                    "the answer has a content coding that wasn't asked for",
                    true,
                    answer);
        }
        return answer;
    }

    private static Answer tooLarge(Answer begun, boolean success) throws TransportException {
        if (!success) {
            return begun;
        }
        throw new TransportException(
                Kind.TOO_LARGE, "the answer is larger than the limits", true, begun);
    }

    private static String joined(List<String> values) {
        return String.join(", ", values);
    }

    /** Leaves the client to its owner; its idle threads end by themselves. */
    @Override
    public void close() {}
}
