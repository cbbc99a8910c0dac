package compactgen_root.internal;

import compactgen_root.RateLimit;
import compactgen_root.Transport;
import compactgen_root.errors.ErrorDetails;
import compactgen_root.models.Reading;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A call that came to an answer. */
final class Success<R> implements RawAnswer<R>, Answers.Witness {

    final Call<R> call;
    final Transport.Answer answer;
    private final long elapsedNanos;

    Success(Call<R> call, Transport.Answer answer) {
        this.call = call;
        this.answer = answer;
        this.elapsedNanos = call.clock.nanos() - call.began;
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers());
        return Collections.unmodifiableMap(headers);
    }

    @Override
    public byte[] body() {
        return answer.body();
    }

    @Override
    public R read() {
        boolean isEmpty = answer.body().length == 0;
        Reading<R> reading =
                Promises.of(call.operation, answer.status(), answer.headers(), isEmpty);
        return call.answers(answer, this).read(reading, call.settings.strict);
    }

    @Override
    public List<String> secrets() {
        return call.hidden();
    }

    @Override
    public ErrorDetails details() {
        return call.details().cost(call.attempt, elapsedNanos);
    }

    @Override
    public Optional<String> requestId() {
        String id = Answers.requestId(call.configuration.provider, answer.headers());
        return Optional.ofNullable(id == null ? null : Masks.masked(id, call.hidden()));
    }

    @Override
    public Optional<String> clientRequestId() {
        return Optional.ofNullable(call.clientId());
    }

    @Override
    public Map<String, RateLimit> rateLimits() {
        return RateLimits.of(call.configuration.provider.rateLimits(), answer.headers());
    }

    @Override
    public int attempts() {
        return call.attempt;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }
}
