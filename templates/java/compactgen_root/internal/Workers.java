package compactgen_root.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that requests are sent on: daemons, so that they keep no process alive. */
final class Workers implements ThreadFactory {

    private static final long IDLE_SECONDS = 30;

    static final Executor SHARED =
            new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<Runnable>(),
                    new Workers());

    private final AtomicInteger count = new AtomicInteger();

    private Workers() {}

    @Override
    public Thread newThread(Runnable task) {
        String number = Integer.toString(count.incrementAndGet());
        Thread thread = new Thread(null, task, "api-call-".concat(number), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
