package compactgen_root.internal;

/** Where calls take time and chance from: the computer, or a test. */
public interface Clock {

    /**
     * Returns the time since some moment.
     *
     * @return nanoseconds, which never go back
     */
    long nanos();

    /**
     * Returns the time of day.
     *
     * @return milliseconds since 1970 (UTC)
     */
    long epochMillis();

    /**
     * Returns a number by chance.
     *
     * @return a number from 0 on, below 1
     */
    double chance();

    /**
     * Waits.
     *
     * @param nanos nanoseconds
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void sleep(long nanos) throws InterruptedException;

    /** The computer's. */
    Clock SYSTEM = new SystemClock();
}
