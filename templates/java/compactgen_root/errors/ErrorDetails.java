package compactgen_root.errors;

import compactgen_root.RateLimit;

import java.util.Map;

/** What an exception is made with, for the clients of this package. */
public final class ErrorDetails {

    String message = "";
    String providerMessage;
    String code;
    String param;
    String type;
    Object error;
    String requestId;
    String clientRequestId;
    String method;
    String url;
    int status;
    Map<String, String> headers = Map.of();
    byte[] raw;
    int attempts;
    long elapsedNanos;
    Map<String, RateLimit> rateLimits = Map.of();

    /** Starts with nothing. */
    public ErrorDetails() {}

    /**
     * Sets what went wrong.
     *
     * @param message the message, which shows no secret
     * @return this
     */
    public ErrorDetails message(String message) {
        this.message = message;
        return this;
    }

    /**
     * Sets what the provider says about the error; null references for what it doesn't say.
     *
     * @param providerMessage its message
     * @param code its code
     * @param param the part of the request that it complains about
     * @param type its class of the error
     * @return this
     */
    public ErrorDetails provider(String providerMessage, String code, String param, String type) {
        this.providerMessage = providerMessage;
        this.code = code;
        this.param = param;
        this.type = type;
        return this;
    }

    /**
     * Sets the body of an error as what the description says that it is.
     *
     * @param error the body; the null reference where it isn't that, or nothing is said
     * @return this
     */
    public ErrorDetails error(Object error) {
        this.error = error;
        return this;
    }

    /**
     * Sets the provider's id of the request.
     *
     * @param requestId the id; the null reference for none
     * @return this
     */
    public ErrorDetails requestId(String requestId) {
        this.requestId = requestId;
        return this;
    }

    /**
     * Sets our id of the request.
     *
     * @param clientRequestId the id; the null reference for none
     * @return this
     */
    public ErrorDetails clientRequestId(String clientRequestId) {
        this.clientRequestId = clientRequestId;
        return this;
    }

    /**
     * Sets the request.
     *
     * @param method its method
     * @param url its address, without what may be secret
     * @return this
     */
    public ErrorDetails request(String method, String url) {
        this.method = method;
        this.url = url;
        return this;
    }

    /**
     * Sets the answer.
     *
     * @param status its status
     * @param headers its headers, without secrets
     * @param raw its body, without secrets
     * @return this
     */
    public ErrorDetails answer(int status, Map<String, String> headers, byte[] raw) {
        this.status = status;
        this.headers = headers;
        this.raw = raw;
        return this;
    }

    /**
     * Sets what the answer says about limits.
     *
     * @param rateLimits limits by what they count
     * @return this
     */
    public ErrorDetails rateLimits(Map<String, RateLimit> rateLimits) {
        this.rateLimits = rateLimits;
        return this;
    }

    /**
     * Sets what the call has cost.
     *
     * @param attempts how often it was tried
     * @param elapsedNanos how long it took
     * @return this
     */
    public ErrorDetails cost(int attempts, long elapsedNanos) {
        this.attempts = attempts;
        this.elapsedNanos = elapsedNanos;
        return this;
    }
}
