package compactgen_root;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The seam to the network: sends one request once and gives back one whole answer, whatever its
 * status. Redirects are answers and never followed. Calls may come from several threads at once.
 */
public interface Transport extends AutoCloseable {

    /**
     * Sends a request and waits for the whole answer. The thread is interrupted when nobody waits
     * any more.
     *
     * @param request what is sent
     * @param deadline when it has to be over
     * @param limits how large the answer may be
     * @return the answer, its body decompressed
     * @throws TransportException if none came, or no whole one; it says whether the request may
     *     have reached the server
     * @throws IOException for the same, where nothing is known about that
     */
    Answer send(Request request, Deadline deadline, Limits limits) throws IOException;

    /**
     * Sends a request and waits for the beginning of its answer. A success comes with its {@link
     * Answer#content()}; any other answer is whole. Transports that don't open answers give whole
     * ones.
     *
     * @param request what is sent
     * @param deadline when the answer has to have begun
     * @param limits how large an answer may be that is whole
     * @return the answer
     * @throws TransportException as for a whole answer
     * @throws IOException for the same, where nothing is known about that
     */
    default Answer open(Request request, Deadline deadline, Limits limits) throws IOException {
        return send(request, deadline, limits);
    }

    /** Lets go of all connections. */
    @Override
    void close();

    /** A request. It shows neither headers, which hold the credential, nor the body. */
    final class Request {

        private final String method;
        private final String url;
        private final List<Map.Entry<String, String>> headers;
        private final byte[] body;
        private final Content content;

        /**
         * Keeps what is sent.
         *
         * @param method the method, in capitals
         * @param url the whole address
         * @param headers names and values, in their order
         * @param body the body; the null reference for none
         */
        public Request(
                String method, String url, List<Map.Entry<String, String>> headers, byte[] body) {
            this(method, url, headers, body, null);
        }

        private Request(
                String method,
                String url,
                List<Map.Entry<String, String>> headers,
                byte[] body,
                Content content) {
            this.method = method;
            this.url = url;
            this.headers = List.copyOf(headers);
            this.body = body;
            this.content = content;
        }

        /**
         * Returns a request whose body is read while it is sent.
         *
         * @param method the method, in capitals
         * @param url the whole address
         * @param headers names and values, in their order
         * @param content the body
         * @return the request
         */
        public static Request streaming(
                String method,
                String url,
                List<Map.Entry<String, String>> headers,
                Content content) {
            return new Request(method, url, headers, null, content);
        }

        /**
         * Returns the method.
         *
         * @return the method, in capitals
         */
        public String method() {
            return method;
        }

        /**
         * Returns the whole address.
         *
         * @return an http or https URL
         */
        public String url() {
            return url;
        }

        /**
         * Returns the headers. Those that belong to the connection ({@code Host}, {@code
         * Content-Length}) aren't among them.
         *
         * @return names and values, in their order
         */
        public List<Map.Entry<String, String>> headers() {
            return headers;
        }

        /**
         * Returns the body. One that is read while it is sent is read here, and held whole: a
         * transport that sends it as it is read asks for its {@link #content()} in place of this.
         *
         * @return its bytes, which must not be changed; the null reference for none
         */
        public byte[] body() {
            if (content == null) {
                return body;
            }
            try (InputStream in = content.open()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Returns the body that is read while it is sent.
         *
         * @return the body; the null reference for one that is held, and for none
         */
        public Content content() {
            return content;
        }

        /** Returns the method. */
        @Override
        public String toString() {
            return "Request[".concat(method).concat("]");
        }
    }

    /** A body that is read while it is sent. */
    interface Content {

        /**
         * Returns how long it is.
         *
         * @return bytes; -1 where nobody can tell how many it has
         */
        long length();

        /**
         * Returns whether it can be sent now.
         *
         * @return whether it wasn't yet, or can be read anew
         */
        boolean isSendable();

        /**
         * Opens it from its beginning; who asked for it closes it. Reading throws {@link
         * compactgen_root.errors.ArgumentException} where it can't be read, which ends the call.
         *
         * @return what is sent
         */
        InputStream open();
    }

    /** An answer. It shows nothing of what is in it. */
    final class Answer {

        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;
        private final InputStream content;

        /**
         * Keeps an answer.
         *
         * @param status the status
         * @param headers values by name in lower case; those that came more than once with commas
         *     between them
         * @param body the body, decompressed
         */
        public Answer(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, null);
        }

        private Answer(int status, Map<String, String> headers, byte[] body, InputStream content) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body;
            this.content = content;
        }

        /**
         * Returns an answer that has begun.
         *
         * @param status the status
         * @param headers values by name in lower case
         * @param content the body, decompressed as it comes; closing it lets go of the connection
         *     at once, whatever waits for it
         * @return the answer, whose body is empty
         */
        public static Answer opened(int status, Map<String, String> headers, InputStream content) {
            return new Answer(status, headers, new byte[0], content);
        }

        /**
         * Returns the status.
         *
         * @return a status from 200 on
         */
        public int status() {
            return status;
        }

        /**
         * Returns the headers.
         *
         * @return values by name in lower case
         */
        public Map<String, String> headers() {
            return headers;
        }

        /**
         * Returns the body.
         *
         * @return its bytes, decompressed, which must not be changed
         */
        public byte[] body() {
            return body;
        }

        /**
         * Returns the body of an answer that has begun.
         *
         * @return the body; the null reference where the answer is whole
         */
        public InputStream content() {
            return content;
        }

        /** Returns the status. */
        @Override
        public String toString() {
            return "Answer[".concat(Integer.toString(status)).concat("]");
        }
    }
}
