package compactgen_root.errors;

import compactgen_root.json.JsonSyntaxException;
import compactgen_root.json.JsonValue;

import java.time.Duration;
import java.util.Optional;

/**
 * Whatever a call of this package fails with. No credential is in anything that it holds, and
 * nothing of what was sent.
 */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String providerMessage;
    private final String code;
    private final String param;
    private final String type;
    private final String requestId;
    private final String clientRequestId;
    private final String method;
    private final String url;
    private final byte[] raw;
    private final int attempts;
    private final long elapsedNanos;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ApiException(ErrorDetails details) {
        super(details.message);
        this.providerMessage = details.providerMessage;
        this.code = details.code;
        this.param = details.param;
        this.type = details.type;
        this.requestId = details.requestId;
        this.clientRequestId = details.clientRequestId;
        this.method = details.method;
        this.url = details.url;
        this.raw = details.raw;
        this.attempts = details.attempts;
        this.elapsedNanos = details.elapsedNanos;
    }

    /**
     * Returns what the provider says, in its own words and whole.
     *
     * @return its message, or the beginning of an answer that has none
     */
    public final Optional<String> providerMessage() {
        return Optional.ofNullable(providerMessage);
    }

    /**
     * Returns the provider's code of the error; a number is given as text.
     *
     * @return the code
     */
    public final Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /**
     * Returns the part of the request that the provider complains about.
     *
     * @return the part
     */
    public final Optional<String> param() {
        return Optional.ofNullable(param);
    }

    /**
     * Returns the provider's class of the error.
     *
     * @return the class
     */
    public final Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /**
     * Returns the provider's id of the request, for support.
     *
     * @return the id
     */
    public final Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns our id of the last try, where the provider takes one; it finds calls without an
     * answer.
     *
     * @return the id
     */
    public final Optional<String> clientRequestId() {
        return Optional.ofNullable(clientRequestId);
    }

    /**
     * Returns the method of the last request.
     *
     * @return the method; empty where there was no request
     */
    public final Optional<String> method() {
        return Optional.ofNullable(method);
    }

    /**
     * Returns the address of the last request; values of its query that aren't known to be harmless
     * are shown as {@code ***}.
     *
     * @return the address; empty where there was no request
     */
    public final Optional<String> url() {
        return Optional.ofNullable(url);
    }

    /**
     * Returns the body of the answer, or as much of it as came, with the credential masked should
     * the server have repeated it.
     *
     * @return a copy of its bytes; empty where no answer came
     */
    public final Optional<byte[]> raw() {
        return raw == null ? Optional.empty() : Optional.of(raw.clone());
    }

    /**
     * Returns the body of the answer as JSON.
     *
     * @return the value; empty where no answer came, or it isn't JSON
     */
    public final Optional<JsonValue> json() {
        if (raw != null) {
            try {
                return Optional.of(JsonValue.parse(raw));
            } catch (JsonSyntaxException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Returns how often the call was tried, the last time included.
     *
     * @return the number; 0 where it never began
     */
    public final int attempts() {
        return attempts;
    }

    /**
     * Returns how long the call took until it failed, waits between tries included.
     *
     * @return the time
     */
    public final Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }
}
