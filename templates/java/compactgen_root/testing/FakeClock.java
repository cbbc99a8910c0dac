package compactgen_root.testing;

import compactgen_root.internal.Clock;

import java.time.Duration;

/** A clock that stands still but for the waits of clients, which are over at once. */
public final class FakeClock implements Clock {

    private static final long START = 1_700_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long passed;

    /** Starts at a moment that is always the same. */
    public FakeClock() {}

    /**
     * Returns how long clients have waited, and what the test has added.
     *
     * @return the time
     */
    public synchronized Duration passed() {
        return Duration.ofNanos(passed);
    }

    /**
     * Lets time pass.
     *
     * @param time how much
     */
    public synchronized void advance(Duration time) {
        passed += time.toNanos();
    }

    @Override
    public synchronized long nanos() {
        return passed;
    }

    @Override
    public synchronized long epochMillis() {
        return START + passed / NANOS_PER_MILLI;
    }

    /** Returns one half, each time. */
    @Override
    public double chance() {
        return 0.5;
    }

    @Override
    public synchronized void sleep(long nanos) {
        passed += nanos;
    }
}
