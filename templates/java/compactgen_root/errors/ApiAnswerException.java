package compactgen_root.errors;

import compactgen_root.RateLimit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer came, and it is the failure. */
public class ApiAnswerException extends ApiException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final HeaderMap headers;
    private final LinkedHashMap<String, RateLimit> rateLimits;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ApiAnswerException(ErrorDetails details) {
        super(details);
        this.status = details.status;
        this.headers = new HeaderMap(details.headers);
        this.rateLimits = new LinkedHashMap<>(details.rateLimits);
    }

    /**
     * Returns the status.
     *
     * @return the status
     */
    public final int statusCode() {
        return status;
    }

    /**
     * Returns the headers of the answer.
     *
     * @return values by name in any case
     */
    public final Map<String, String> headers() {
        return headers.asMap();
    }

    /**
     * Returns what the answer says about limits.
     *
     * @return limits by what they count
     */
    public final Map<String, RateLimit> rateLimits() {
        return Collections.unmodifiableMap(rateLimits);
    }
}
