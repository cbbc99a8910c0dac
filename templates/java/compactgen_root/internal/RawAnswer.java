package compactgen_root.internal;

import compactgen_root.RateLimit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What came back for a call that succeeded, and how it is read.
 *
 * @param <T> what it is read as
 */
public interface RawAnswer<T> {

    /**
     * Returns the status.
     *
     * @return the status
     */
    int status();

    /**
     * Returns the headers.
     *
     * @return values by name in any case
     */
    Map<String, String> headers();

    /**
     * Returns the body.
     *
     * @return its bytes, which must not be changed
     */
    byte[] body();

    /**
     * Returns the value.
     *
     * @return the value read anew
     */
    T read();

    /**
     * Returns the provider's id of the request.
     *
     * @return the id
     */
    Optional<String> requestId();

    /**
     * Returns our id of the request.
     *
     * @return the id
     */
    Optional<String> clientRequestId();

    /**
     * Returns what the answer says about limits.
     *
     * @return limits by what they count
     */
    Map<String, RateLimit> rateLimits();

    /**
     * Returns how often the call was tried.
     *
     * @return a number from 1 on
     */
    int attempts();

    /**
     * Returns how long the call took.
     *
     * @return the time
     */
    Duration elapsed();
}
