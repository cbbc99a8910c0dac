package compactgen_root;

import compactgen_root.internal.Clock;

import java.time.Duration;

/** When a call has to be over. */
public final class Deadline {

    private static final long FAR = Long.MAX_VALUE / 4;

    private final Clock clock;
    private final long end;

    private Deadline(Clock clock, long end) {
        this.clock = clock;
        this.end = end;
    }

    /**
     * Returns the moment after some time.
     *
     * @param time the time; the null reference for no end
     * @param clock what tells the time
     * @return the moment
     */
    public static Deadline after(Duration time, Clock clock) {
        boolean far = time == null || time.getSeconds() > 1_000_000_000L;
        return new Deadline(clock, clock.nanos() + (far ? FAR : time.toNanos()));
    }

    /**
     * Returns the time that is left.
     *
     * @return nanoseconds; 0 or less once it is over
     */
    public long nanosLeft() {
        return end - clock.nanos();
    }

    /**
     * Returns the time that is left as system calls take it.
     *
     * @return milliseconds, rounded up; 0 once it is over
     */
    public int millisLeft() {
        long nanos = nanosLeft();
        return nanos <= 0 ? 0 : (int) Math.min((nanos + 999_999) / 1_000_000, Integer.MAX_VALUE);
    }
}
