package compactgen_root.internal;

import compactgen_root.RawResponse;
import compactgen_root.RequestOptions;
import compactgen_root.Transport;
import compactgen_root.errors.ErrorDetails;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What a client's methods call: a provider, how to reach it, and what calls may cost. */
public final class Session implements AutoCloseable {

    private final Configuration configuration;
    private final Transport transport;
    private final boolean shared;
    private final Clock clock;
    private final Budget budget;
    private final Set<String> announced = new HashSet<>();
    private volatile boolean closed;

    Session(Settings settings) {
        Session base = settings.base;
        this.configuration = Configuration.of(settings, base == null ? null : base.configuration);
        boolean another = settings.sslContext != null || settings.proxy != null;
        if (settings.transport != null) {
            this.transport = settings.transport;
            this.shared = true; // the caller's to close
        } else if (base != null && !another) {
            this.transport = base.transport;
            this.shared = true;
        } else {
            this.transport = new SocketTransport(settings);
            this.shared = false;
        }
        this.clock = transport instanceof Rehearsal own ? own.clock() : Clock.SYSTEM;
        this.budget = base == null ? new Budget() : base.budget;
    }

    Configuration configuration() {
        return configuration;
    }

    Transport transport() {
        return transport;
    }

    Clock clock() {
        return clock;
    }

    Budget budget() {
        return budget;
    }

    Executor executor() {
        Executor own = configuration.settings.executor;
        return own == null ? Workers.SHARED : own;
    }

    boolean isOpen() {
        return !closed;
    }

    void checkOpen() {
        if (closed) {
            throw Call.closed(new ErrorDetails());
        }
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
        return new RawResponse<>(made(operation, arguments, options).run());
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
        return CallFuture.OfValue.started(made(operation, arguments, options), executor());
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
        return CallFuture.OfAnswer.started(made(operation, arguments, options), executor());
    }

    /** Returns a call that hasn't begun. */
    <R> Call<R> made(Operation<R> operation, Arguments arguments, RequestOptions options) {
        checkOpen();
        announce(operation);
        return new Call<>(this, operation, arguments, options);
    }

    /** Says once that the provider documents an operation as not supported. */
    private void announce(Operation<?> operation) {
        if (operation.unavailable().isEmpty()) {
            return;
        }
        synchronized (announced) {
            if (!announced.add(operation.name())) {
                return;
            }
        }
        Log.warning(operation.name(), ": ", operation.unavailable());
    }

    /**
     * Returns what another client starts with that shares the connections of this one, and keeps
     * what it doesn't replace.
     *
     * @return a copy of what this one is set up with
     */
    public Settings settings() {
        return configuration.settings.copy(this);
    }

    /** Closes the connections, unless they are the caller's own transport or another client's. */
    @Override
    public void close() {
        closed = true;
        if (!shared) {
            transport.close();
        }
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return Text.joined("Session[", configuration.provider.name(), "]");
    }
}
