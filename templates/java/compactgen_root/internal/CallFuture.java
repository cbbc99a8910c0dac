package compactgen_root.internal;

import compactgen_root.RawResponse;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/** A call on its way. Whoever completes it first, by cancelling it or else, ends the call. */
abstract class CallFuture<R, T> extends CompletableFuture<T>
        implements Runnable, BiConsumer<T, Throwable> {

    private final Call<R> call;

    CallFuture(Call<R> call) {
        this.call = call;
    }

    /** Returns what the call is made for. */
    abstract T value(Success<R> success);

    /** Lets go of a value that came too late. */
    void drop(T value) {}

    @Override
    public final void run() {
        if (isDone()) {
            return;
        }
        try {
            T value = value(call.run());
            if (!complete(value)) {
                drop(value);
            }
        } catch (CancellationException e) {
            cancel(true);
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    @Override
    public final void accept(T value, Throwable error) {
        call.cancel(); // which has no effect on one that is over
    }

    /** Starts the call. */
    final CallFuture<R, T> on(Executor executor) {
        whenComplete(this);
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            completeExceptionally(e);
        }
        return this;
    }

    /** For the value alone. */
    static final class OfValue<R> extends CallFuture<R, R> {

        private OfValue(Call<R> call) {
            super(call);
        }

        static <R> CompletableFuture<R> started(Call<R> call, Executor executor) {
            return new OfValue<>(call).on(executor);
        }

        @Override
        R value(Success<R> success) {
            return success.read();
        }
    }

    /** For the answer as it came. */
    static final class OfAnswer<R> extends CallFuture<R, RawResponse<R>> {

        private OfAnswer(Call<R> call) {
            super(call);
        }

        static <R> CompletableFuture<RawResponse<R>> started(Call<R> call, Executor executor) {
            return new OfAnswer<>(call).on(executor);
        }

        @Override
        RawResponse<R> value(Success<R> success) {
            return new RawResponse<>(success);
        }
    }
}
