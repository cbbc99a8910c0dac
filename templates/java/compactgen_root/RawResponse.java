package compactgen_root;

import compactgen_root.internal.RawAnswer;
import compactgen_root.json.JsonValue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An answer as it came, with the means to read it. It shows nothing of what is in it.
 *
 * @param <T> what it is read as
 */
public final class RawResponse<T> {

    private final RawAnswer<T> answer;

    /**
     * For the clients of this package.
     *
     * @param answer what came
     */
    public RawResponse(RawAnswer<T> answer) {
        this.answer = answer;
    }

    /**
     * Returns the status.
     *
     * @return a status from 200 to 299
     */
    public int statusCode() {
        return answer.status();
    }

    /**
     * Returns the headers.
     *
     * @return values by name, which may be asked for in any case
     */
    public Map<String, String> headers() {
        return answer.headers();
    }

    /**
     * Returns the body, decompressed.
     *
     * @return a copy of its bytes
     */
    public byte[] content() {
        return answer.body().clone();
    }

    /**
     * Returns the body as text; bytes that aren't UTF-8 are replaced.
     *
     * @return the text
     */
    public String text() {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /**
     * Returns the body as a JSON value, read anew each time.
     *
     * @return the value
     * @throws compactgen_root.json.JsonSyntaxException if it isn't JSON
     */
    public JsonValue json() {
        return JsonValue.parse(answer.body());
    }

    /**
     * Returns what the call gives when it isn't asked for a raw answer, read anew each time.
     *
     * @return the value; the null reference where the operation answers without content
     * @throws compactgen_root.errors.ApiResponseValidationException if the answer isn't what is
     *     promised
     */
    public T parse() {
        return answer.read();
    }

    /**
     * Returns the provider's id of the request, for support.
     *
     * @return the id
     */
    public Optional<String> requestId() {
        return answer.requestId();
    }

    /**
     * Returns our id of the request.
     *
     * @return the id; empty where the provider takes none
     */
    public Optional<String> clientRequestId() {
        return answer.clientRequestId();
    }

    /**
     * Returns what the answer says about limits.
     *
     * @return limits by what they count
     */
    public Map<String, RateLimit> rateLimits() {
        return answer.rateLimits();
    }

    /**
     * Returns how often the call was tried.
     *
     * @return a number from 1 on
     */
    public int attempts() {
        return answer.attempts();
    }

    /**
     * Returns how long the call took, waits between tries included.
     *
     * @return the time
     */
    public Duration elapsed() {
        return answer.elapsed();
    }

    /** Returns the status and the size of the body. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("RawResponse[").append(statusCode());
        return text.append(", ").append(answer.body().length).append(" bytes]").toString();
    }
}
