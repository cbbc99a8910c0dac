package compactgen_root.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;

/**
 * The items of an answer for one subscriber: each is read when it was requested, so that what isn't
 * wanted yet stays with the server.
 *
 * @param <T> the items
 */
public final class ItemPublisher<T> implements Flow.Publisher<T> {

    private final ItemReader<T> reader;
    private boolean taken;

    /**
     * Publishes items.
     *
     * @param reader what reads them
     */
    public ItemPublisher(ItemReader<T> reader) {
        this.reader = reader;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        boolean first;
        synchronized (this) {
            first = !taken;
            taken = true;
        }
        Reading<T> reading = new Reading<>(reader, subscriber);
        if (!first) {
            reading.over = true;
        }
        subscriber.onSubscribe(reading);
        if (!first) {
            subscriber.onError(new IllegalStateException("the stream has a subscriber already"));
        }
    }

    private static final class Reading<T> implements Flow.Subscription, Runnable {

        private final ItemReader<T> reader;
        private final Flow.Subscriber<? super T> subscriber;
        private long wanted;
        private boolean busy;
        private boolean over;
        private Throwable misuse;

        Reading(ItemReader<T> reader, Flow.Subscriber<? super T> subscriber) {
            this.reader = reader;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            synchronized (this) {
                if (count <= 0) {
                    misuse = new IllegalArgumentException("at least one item has to be requested");
                } else {
                    wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
                }
                if (busy || over) {
                    return; // who gives items out gives these as well
                }
                busy = true;
            }
            start(reader.executor());
        }

        private void start(Executor executor) {
            try {
                executor.execute(this);
            } catch (RejectedExecutionException e) {
                fail(e);
            }
        }

        @Override
        public void run() {
            while (isWanted()) {
                T item;
                try {
                    item = reader.next();
                } catch (RuntimeException | Error e) {
                    fail(e);
                    return;
                }
                if (item == null) {
                    if (end()) {
                        subscriber.onComplete();
                    }
                    return;
                }
                subscriber.onNext(item);
            }
        }

        /** Returns whether one more item is to be given out; ends the work where none is. */
        private boolean isWanted() {
            Throwable wrong;
            synchronized (this) {
                wrong = over ? null : misuse;
                if (wrong == null && wanted > 0 && !over) {
                    wanted--;
                    return true;
                }
                busy = false;
            }
            if (wrong != null) {
                fail(wrong);
            }
            return false;
        }

        private void fail(Throwable error) {
            if (end()) {
                subscriber.onError(error);
            }
        }

        /** Ends the stream; returns whether it wasn't over. */
        private boolean end() {
            boolean ended;
            synchronized (this) {
                ended = !over;
                over = true;
            }
            reader.close();
            return ended;
        }

        @Override
        public void cancel() {
            end();
        }
    }
}
