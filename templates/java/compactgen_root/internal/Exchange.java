package compactgen_root.internal;

import compactgen_root.Deadline;
import compactgen_root.Transport;
import compactgen_root.TransportException;
import compactgen_root.errors.CallInterruptedException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The requests of a call, each under way in a worker of its own, which another thread may end. */
final class Exchange {

    private static final long GRACE_MILLIS = 250; // for a worker to say how far it came

    private final Call<?> call;
    private Deadline waiting;
    private Thread runner;
    private boolean cancelled;

    Exchange(Call<?> call) {
        this.call = call;
    }

    /** Notes which thread waits. */
    synchronized void begin() {
        runner = Thread.currentThread();
    }

    /** Notes that no thread waits any more. */
    synchronized void end() {
        runner = null;
        if (cancelled) {
            Thread.interrupted(); // it was meant for this call alone
        }
    }

    /** Ends what is under way from another thread: its connection is closed. */
    void cancel() {
        Deadline exchange;
        synchronized (this) {
            cancelled = true;
            exchange = waiting;
            if (runner != null) {
                runner.interrupt();
            }
        }
        if (exchange != null) {
            exchange.end();
        }
    }

    /** Sends a request and waits for its answer with what is left of a time. */
    Transport.Answer answer(Transport.Request request, Deadline deadline) throws IOException {
        if (deadline.nanosLeft() <= 0) {
            throw new TransportException(
                    TransportException.Kind.TIMEOUT, "the call's time is up", false);
        }
        Deadline exchange = deadline.again();
        synchronized (this) {
            if (cancelled) {
                throw new CancellationException();
            }
            waiting = exchange;
        }
        FutureTask<Transport.Answer> task = new FutureTask<>(new Work(call, request, exchange));
        try {
            call.session.executor().execute(task);
        } catch (RejectedExecutionException e) {
            throw new TransportException(
                    TransportException.Kind.CONNECTION, "the executor takes no request", false);
        }
        try {
            return task.get(Math.max(1, exchange.nanosLeft()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failureOf(e);
        } catch (TimeoutException e) {
            return afterEnd(task, exchange, request);
        } catch (InterruptedException e) {
            exchange.end();
            throw interrupted();
        } finally {
            synchronized (this) {
                waiting = null;
            }
        }
    }

    private static IOException failureOf(ExecutionException error) {
        Throwable cause = error.getCause();
        if (cause instanceof IOException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return new IOException(cause.getClass().getSimpleName());
    }

    /** Ends an exchange whose time is up, and asks how far it came. */
    private Transport.Answer afterEnd(
            FutureTask<Transport.Answer> task, Deadline exchange, Transport.Request request)
            throws IOException {
        exchange.end();
        Transport.Answer begun = null;
        try {
            Transport.Answer answer = task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            if (!Answers.succeeds(answer)) {
                return answer; // the status says more than the time
            }
            begun = answer;
        } catch (ExecutionException e) {
            IOException failure = failureOf(e);
            if (failure instanceof TransportException own) {
                begun = own.begun();
            }
        } catch (TimeoutException e) {
            task.cancel(true); // it waits for something that can't be closed, such as a name
        } catch (InterruptedException e) {
            throw interrupted();
        }
        String done = begun == null ? "didn't answer" : "didn't finish its answer";
        String host = Url.parsed(request.url()).authority;
        throw new TransportException(
                TransportException.Kind.TIMEOUT,
                Text.joined(host, " ", done, " in time (the call's time is up)"),
                begun != null || exchange.sent(),
                begun);
    }

    /** Returns what the thread throws that was interrupted, by a cancellation or by its owner. */
    RuntimeException interrupted() {
        synchronized (this) {
            if (cancelled) {
                return new CancellationException();
            }
        }
        Thread.currentThread().interrupt();
        return new CallInterruptedException(
                call.details()
                        .message("the thread was interrupted while it waited for the answer"));
    }

    /** The work of a thread that nothing blocks but the network. */
    private static final class Work implements Callable<Transport.Answer> {

        private final Call<?> call;
        private final Transport.Request request;
        private final Deadline deadline;

        Work(Call<?> call, Transport.Request request, Deadline deadline) {
            this.call = call;
            this.request = request;
            this.deadline = deadline;
        }

        @Override
        public Transport.Answer call() throws IOException {
            Transport transport = call.session.transport();
            if (transport instanceof Rehearsal rehearsal) {
                List<String> secret = call.hidden();
                return rehearsal.send(
                        request,
                        call.operation,
                        call.arguments,
                        secret,
                        deadline,
                        call.settings.limits);
            }
            return call.opens
                    ? transport.open(request, deadline, call.settings.limits)
                    : transport.send(request, deadline, call.settings.limits);
        }
    }
}
