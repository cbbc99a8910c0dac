package compactgen_root;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An answer came, be it a success or a failure.
 *
 * @param request what was sent
 * @param statusCode its status
 * @param requestId the provider's id of the request
 * @param elapsed how long this try took
 * @param rateLimits what the answer says about limits, by what they count
 */
public record ResponseEvent(
        RequestEvent request,
        int statusCode,
        Optional<String> requestId,
        Duration elapsed,
        Map<String, RateLimit> rateLimits) {}
