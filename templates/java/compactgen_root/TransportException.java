package compactgen_root;

import java.io.IOException;

/** No answer came, or no whole one. */
public final class TransportException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Kind {
        /** The connection failed, or what came can't be used. */
        CONNECTION,
        /** Nothing came in time. */
        TIMEOUT,
        /** The server's certificate doesn't prove that it is the one that was asked for. */
        CERTIFICATE,
        /** An answer began and broke off, or its body isn't in the form that its headers name. */
        INCOMPLETE,
        /** The body is larger than the limits. */
        TOO_LARGE,
        /** The transport was closed. */
        CLOSED
    }

    private final Kind kind;
    private final boolean sent;
    private final transient Transport.Answer begun;

    /**
     * Keeps what failed.
     *
     * @param kind what kind of failure it is
     * @param message what went wrong, without anything of the request's
     * @param sent whether the request may have reached the server
     */
    public TransportException(Kind kind, String message, boolean sent) {
        this(kind, message, sent, null);
    }

    /**
     * Keeps what failed after an answer had begun.
     *
     * @param kind what kind of failure it is
     * @param message what went wrong, without anything of the request's
     * @param sent whether the request may have reached the server
     * @param begun what came of the answer; the null reference for nothing
     */
    public TransportException(Kind kind, String message, boolean sent, Transport.Answer begun) {
        super(message);
        this.kind = kind;
        this.sent = sent;
        this.begun = begun;
    }

    /**
     * Returns what kind of failure it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns whether the request may have reached the server, which may then charge for it.
     *
     * @return whether it may
     */
    public boolean sent() {
        return sent;
    }

    /**
     * Returns what came of the answer.
     *
     * @return status, headers and the beginning of the body; the null reference for nothing
     */
    public Transport.Answer begun() {
        return begun;
    }
}
