package compactgen_root;

import java.time.Duration;
import java.util.Optional;

/** What a single call can be told, in place of what its client was. */
public final class RequestOptions {

    private static final RequestOptions NONE = new RequestOptions(null);

    private final Duration timeout;

    private RequestOptions(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Returns options that change nothing.
     *
     * @return the same each time
     */
    public static RequestOptions none() {
        return NONE;
    }

    /**
     * Starts options.
     *
     * @return a builder that changes nothing yet
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns how long the call may take as a whole, with all tries and the waits between them.
     *
     * @return the time; empty for the client's
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Makes {@link RequestOptions}. */
    public static final class Builder {

        private Duration timeout;

        private Builder() {}

        /**
         * Sets how long the call may take as a whole.
         *
         * @param timeout a time of more than zero and at most 10<sup>9</sup> seconds
         * @return this builder
         * @throws IllegalArgumentException if it is anything else
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero() || timeout.getSeconds() >= 1_000_000_000) {
                throw new IllegalArgumentException(
                        "timeout has to be more than 0 and less than 10**9 seconds");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Returns the options.
         *
         * @return the options
         */
        public RequestOptions build() {
            return timeout == null ? NONE : new RequestOptions(timeout);
        }
    }
}
