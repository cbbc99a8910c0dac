package compactgen_root;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One limit of a provider's. What it didn't say, or said without sense, is empty. */
public final class RateLimit implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Long limit;
    private final Long remaining;
    private final Duration reset;

    /**
     * Keeps what a provider said.
     *
     * @param limit how much is allowed in a period
     * @param remaining how much of it is left
     * @param reset the time until all of it is back
     */
    public RateLimit(OptionalLong limit, OptionalLong remaining, Optional<Duration> reset) {
        this.limit = limit.isPresent() ? limit.getAsLong() : null;
        this.remaining = remaining.isPresent() ? remaining.getAsLong() : null;
        this.reset = reset.orElse(null);
    }

    /**
     * Returns how much is allowed in a period.
     *
     * @return the number
     */
    public OptionalLong limit() {
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /**
     * Returns how much of it is left.
     *
     * @return the number
     */
    public OptionalLong remaining() {
        return remaining == null ? OptionalLong.empty() : OptionalLong.of(remaining);
    }

    /**
     * Returns the time until all of it is back.
     *
     * @return the time
     */
    public Optional<Duration> reset() {
        return Optional.ofNullable(reset);
    }

    /** Returns what is known of it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("RateLimit[limit=").append(limit);
        text.append(", remaining=").append(remaining);
        return text.append(", reset=").append(reset).append(']').toString();
    }
}
