package compactgen_root;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A try failed, and another one follows.
 *
 * @param request what was sent; its attempt is the one that failed
 * @param waiting the time until the next try
 * @param error the name of the exception that the call would have ended with
 * @param statusCode the status, where an answer came
 * @param code the provider's code of the error
 * @param requestId the provider's id of the request
 */
public record RetryEvent(
        RequestEvent request,
        Duration waiting,
        String error,
        OptionalInt statusCode,
        Optional<String> code,
        Optional<String> requestId) {}
