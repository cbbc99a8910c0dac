package compactgen_root.internal;

import compactgen_root.EventStream;
import compactgen_root.RequestOptions;
import compactgen_root.models.ItemReading;
import compactgen_root.models.Reading;

import java.util.concurrent.CompletableFuture;

/** Calls whose answers are streams. */
public final class StreamCalls {

    private StreamCalls() {}

    /**
     * Makes a call and waits for its answer to begin.
     *
     * @param <T> the items
     * @param session what the client calls
     * @param operation what is called
     * @param arguments what it is called with
     * @param options what the call is told besides
     * @return the items
     * @throws compactgen_root.errors.ApiException if it fails, or isn't answered with a stream
     */
    public static <T> EventStream<T> opened(
            Session session, Operation<T> operation, Arguments arguments, RequestOptions options) {
        return begun(call(session, operation, arguments, options).run());
    }

    /**
     * Makes a call. Cancelling the future closes its connection.
     *
     * @param <T> the items
     * @param session what the client calls
     * @param operation what is called
     * @param arguments what it is called with
     * @param options what the call is told besides
     * @return the items to come, or an {@link compactgen_root.errors.ApiException}
     */
    public static <T> CompletableFuture<EventStream<T>> openedAsync(
            Session session, Operation<T> operation, Arguments arguments, RequestOptions options) {
        Call<T> call = call(session, operation, arguments, options);
        return new OfStream<>(call).on(session.executor());
    }

    private static <T> Call<T> call(
            Session session, Operation<T> operation, Arguments arguments, RequestOptions options) {
        Call<T> call = session.made(operation, arguments, options);
        call.opens = true;
        return call;
    }

    private static <T> EventStream<T> begun(Success<T> success) {
        Reading<T> promise =
                Promises.of(
                        success.call.operation, success.status(), success.answer.headers(), false);
        ItemReader<T> reader = new ItemReader<>(success, (ItemReading<T>) promise);
        reader.check();
        return new EventStream<>(reader);
    }

    private static final class OfStream<T> extends CallFuture<T, EventStream<T>> {

        OfStream(Call<T> call) {
            super(call);
        }

        @Override
        EventStream<T> value(Success<T> success) {
            return begun(success);
        }

        @Override
        void drop(EventStream<T> stream) {
            stream.close();
        }
    }
}
