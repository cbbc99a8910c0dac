package compactgen_root.internal;

import compactgen_root.RawResponse;
import compactgen_root.RequestOptions;

import java.util.concurrent.CompletableFuture;

/** What a client's methods call: a provider, how to reach it, and what calls may cost. */
public final class Session implements AutoCloseable {

    private final Settings settings;

    Session(Settings settings) {
        this.settings = settings;
    }

    /**
     * Makes a call and waits for its value.
     *
     * @param <R> the type of the value
     * @param operation what is called
     * @param arguments what it is called with
     * @param options what the call is told besides
     * @return the value; the null reference where the operation answers without content
     * @throws compactgen_root.errors.ApiException if it fails
     */
    public <R> R call(Operation<R> operation, Arguments arguments, RequestOptions options) {
        return raw(operation, arguments, options).parse();
    }

    /**
     * Makes a call and waits for its answer.
     *
     * @param <R> the type of the value
     * @param operation what is called
     * @param arguments what it is called with
     * @param options what the call is told besides
     * @return the answer as it came
     * @throws compactgen_root.errors.ApiException if it fails
     */
    public <R> RawResponse<R> raw(
            Operation<R> operation, Arguments arguments, RequestOptions options) {
        throw new UnsupportedOperationException(settings.toString());
    }

    /**
     * Makes a call. Cancelling the future closes its connection.
     *
     * @param <R> the type of the value
     * @param operation what is called
     * @param arguments what it is called with
     * @param options what the call is told besides
     * @return the value to come, or an {@link compactgen_root.errors.ApiException}
     */
    public <R> CompletableFuture<R> callAsync(
            Operation<R> operation, Arguments arguments, RequestOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a call. Cancelling the future closes its connection.
     *
     * @param <R> the type of the value
     * @param operation what is called
     * @param arguments what it is called with
     * @param options what the call is told besides
     * @return the answer to come as it is, or an {@link compactgen_root.errors.ApiException}
     */
    public <R> CompletableFuture<RawResponse<R>> rawAsync(
            Operation<R> operation, Arguments arguments, RequestOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns what another client starts with that shares the connections of this one.
     *
     * @return a copy of what this one is set up with
     */
    public Settings settings() {
        return settings;
    }

    /** Closes the connections, unless they are the caller's own transport. */
    @Override
    public void close() {}
}
