package compactgen_root;

import compactgen_root.internal.Clock;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** When a request has to be over, and what is closed when nobody waits for it any more. */
public final class Deadline {

    private static final long FAR = Long.MAX_VALUE / 4;

    private final Clock clock;
    private final long end;
    private Closeable resource;
    private boolean ended;
    private boolean sent = true;

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
     * Returns the same moment for another request.
     *
     * @return a deadline with nothing to close
     */
    public Deadline again() {
        return new Deadline(clock, end);
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

    /**
     * Names what is closed when nobody waits any more, in place of what was named before; it is
     * closed at once where that is so already.
     *
     * @param resource what a blocked thread waits for, such as a socket
     */
    public void closing(Closeable resource) {
        synchronized (this) {
            this.resource = resource;
            if (!ended) {
                return;
            }
        }
        close(resource);
    }

    /** Closes what is waited for, since nobody waits any more. */
    public void end() {
        Closeable waiting;
        synchronized (this) {
            ended = true;
            waiting = resource;
        }
        close(waiting);
    }

    /**
     * Returns whether nobody waits any more.
     *
     * @return whether it was ended
     */
    public synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Notes whether the request may have reached the server; until then, it may.
     *
     * @param sent whether it may
     */
    public synchronized void sent(boolean sent) {
        this.sent = sent;
    }

    /**
     * Returns whether the request may have reached the server.
     *
     * @return whether it may
     */
    public synchronized boolean sent() {
        return sent;
    }

    private static void close(Closeable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (IOException e) {
                return; // it is of no use any more, whatever it says
            }
        }
    }
}
