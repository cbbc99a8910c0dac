package compactgen_root.internal;

import compactgen_root.RateLimit;
import compactgen_root.RequestEvent;
import compactgen_root.ResponseEvent;
import compactgen_root.RetryEvent;
import compactgen_root.Transport;
import compactgen_root.errors.ApiConnectionException;
import compactgen_root.errors.ApiException;
import compactgen_root.errors.ApiStatusException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells what becomes of a call to whoever wants to hear of it; no call fails by that. */
final class Hooks {

    private final Call<?> call;

    Hooks(Call<?> call) {
        this.call = call;
    }

    private RequestEvent event() {
        return new RequestEvent(
                call.operation.name(),
                call.operation.method(),
                call.operation.path(),
                call.attempt,
                Optional.ofNullable(call.clientId()));
    }

    /** Tells that a request is about to be sent. */
    void asked() {
        if (call.settings.onRequest == null) {
            return;
        }
        try {
            call.settings.onRequest.accept(event());
        } catch (RuntimeException e) {
            Log.hookFailed("onRequest", call.operation.name(), e);
        }
    }

    /** Tells of an answer, whatever it is. */
    void answered(Transport.Answer answer) {
        if (call.settings.onResponse == null) {
            return;
        }
        String id = Answers.requestId(call.configuration.provider, answer.headers());
        Map<String, RateLimit> limits =
                RateLimits.of(call.configuration.provider.rateLimits(), answer.headers());
        try {
            call.settings.onResponse.accept(
                    new ResponseEvent(
                            event(),
                            answer.status(),
                            Optional.ofNullable(
                                    id == null ? null : Masks.masked(id, call.hidden())),
                            Duration.ofNanos(call.clock.nanos() - call.sentAt),
                            limits));
        } catch (RuntimeException e) {
            Log.hookFailed("onResponse", call.operation.name(), e);
        }
    }

    /** Tells that a try has failed and another one follows. */
    void failed(ApiException failure, double seconds) {
        String error = failure.getClass().getSimpleName();
        String number = Integer.toString(call.attempt);
        Log.info(
                call.operation.name(),
                ": try ",
                number,
                " failed (",
                error,
                "), another one follows");
        if (call.settings.onRetry == null) {
            return;
        }
        OptionalInt status = OptionalInt.empty();
        if (failure instanceof ApiStatusException refusal) {
            status = OptionalInt.of(refusal.statusCode());
        } else if (failure instanceof ApiConnectionException connection) {
            status = connection.statusCode();
        }
        Duration waiting = Duration.ofNanos((long) (seconds * 1e9));
        try {
            call.settings.onRetry.accept(
                    new RetryEvent(
                            event(), waiting, error, status, failure.code(), failure.requestId()));
        } catch (RuntimeException e) {
            Log.hookFailed("onRetry", call.operation.name(), e);
        }
    }
}
