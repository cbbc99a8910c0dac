package compactgen_root.testing;

import compactgen_root.Deadline;
import compactgen_root.Defect;
import compactgen_root.Limits;
import compactgen_root.Transport;
import compactgen_root.TransportException;
import compactgen_root.internal.Arguments;
import compactgen_root.internal.Clock;
import compactgen_root.internal.Operation;
import compactgen_root.internal.Promises;
import compactgen_root.internal.Rehearsal;
import compactgen_root.internal.Shown;
import compactgen_root.json.ToJson;
import compactgen_root.models.ContentReading;
import compactgen_root.models.Reading;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Answers calls from a list or by a function, records what was sent without the credential, and
 * holds each body, sent or answered, against its schema: one that breaks it fails the test with the
 * place. A client takes it as its {@code transport}; all the rest of the client works as it does
 * elsewhere. It needs no test framework.
 */
public final class FakeTransport implements Rehearsal {

    private static final int TOLD = 20; // places that a complaint names

    private final Clock clock;
    private final List<SentRequest> requests = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();
    private Function<? super SentRequest, Reply> function;
    private AssertionError failure;
    private boolean validating = true;
    private boolean closed;

    /** Starts without answers; waits between tries take their time. */
    public FakeTransport() {
        this.clock = Clock.SYSTEM;
    }

    /**
     * Starts without answers.
     *
     * @param clock what tells clients the time, so that waits take none
     */
    public FakeTransport(FakeClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Adds an answer with status 200.
     *
     * @param body a model or a JSON value
     * @return this
     */
    public FakeTransport answer(ToJson body) {
        return answer(Reply.of(200, body));
    }

    /**
     * Adds an answer with status 200, as it is.
     *
     * @param json its text
     * @return this
     */
    public FakeTransport answer(String json) {
        return answer(Reply.of(200, json));
    }

    /**
     * Adds an answer.
     *
     * @param reply the answer
     * @return this
     */
    public synchronized FakeTransport answer(Reply reply) {
        answers.addLast(Objects.requireNonNull(reply, "reply"));
        return this;
    }

    /**
     * Adds a failure in the place of an answer.
     *
     * @param failure what the network fails with
     * @return this
     */
    public synchronized FakeTransport fail(IOException failure) {
        answers.addLast(Objects.requireNonNull(failure, "failure"));
        return this;
    }

    /**
     * Sets what answers requests that no other answer is left for.
     *
     * @param function what is called with each of them
     * @return this
     */
    public synchronized FakeTransport answerBy(Function<? super SentRequest, Reply> function) {
        this.function = Objects.requireNonNull(function, "function");
        return this;
    }

    /**
     * Sets whether a body that breaks its schema fails the test.
     *
     * @param validating whether it does; by default
     * @return this
     */
    public synchronized FakeTransport validating(boolean validating) {
        this.validating = validating;
        return this;
    }

    /**
     * Returns what was sent, tries that came to nothing included.
     *
     * @return the requests, in their order
     */
    public synchronized List<SentRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Returns the latest request.
     *
     * @return the request
     * @throws IndexOutOfBoundsException if there was none
     */
    public synchronized SentRequest last() {
        return requests.get(requests.size() - 1);
    }

    /**
     * Fails if a request was wrong or unexpected, though that was caught, or answers are left over.
     *
     * @throws AssertionError if that is so
     */
    public synchronized void verify() {
        if (failure != null) {
            throw failure;
        }
        if (!answers.isEmpty()) {
            String count = Integer.toString(answers.size());
            throw new AssertionError(count.concat(" answer(s) are left that no request came for"));
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** Lets nothing more through. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public Transport.Answer send(Request request, Deadline deadline, Limits limits) {
        throw new IllegalStateException("only clients of this package send by it");
    }

    @Override
    public Transport.Answer send(
            Request request,
            Operation<?> operation,
            Arguments arguments,
            List<String> secrets,
            Deadline deadline,
            Limits limits)
            throws IOException {
        deadline.sent(false);
        SentRequest sent = recorded(request, operation, arguments, secrets);
        Object answer = next(sent);
        deadline.sent(true);
        if (answer == null) {
            answer = function.apply(sent);
        }
        if (answer instanceof IOException network) {
            throw network;
        }
        Reply reply = (Reply) answer;
        check(reply, operation, sent);
        if (reply.body().length > Math.min(limits.wire(), limits.decoded())) {
            throw new TransportException(
                    TransportException.Kind.TOO_LARGE,
                    "the answer of the test is larger than the limits",
                    true,
                    new Answer(reply.status(), reply.headers(), new byte[0]));
        }
        return new Answer(reply.status(), reply.headers(), reply.body());
    }

    private static SentRequest recorded(
            Request request, Operation<?> operation, Arguments arguments, List<String> secrets) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : request.headers()) {
            if (Shown.isHarmless(header.getKey())) {
                headers.put(header.getKey(), Shown.masked(header.getValue(), secrets));
            }
        }
        byte[] body = request.body() == null ? new byte[0] : request.body();
        String url = Shown.masked(request.url(), secrets);
        return new SentRequest(
                operation.name(), request.method(), url, headers, body, arguments.defects());
    }

    /** Records a request and returns its answer; the null reference where the function has it. */
    private synchronized Object next(SentRequest sent) throws IOException {
        if (closed) {
            throw new TransportException(
                    TransportException.Kind.CLOSED, "the transport is closed", false);
        }
        requests.add(sent);
        if (validating && !sent.defects().isEmpty()) {
            String start = "the body of ".concat(sent.toString());
            throw failed(start.concat(" breaks its schema:"), sent.defects());
        }
        Object answer = answers.pollFirst();
        if (answer == null && function == null) {
            throw failed("no answer is left for ".concat(sent.toString()), List.of());
        }
        return answer;
    }

    private synchronized void check(Reply reply, Operation<?> operation, SentRequest sent) {
        if (!validating || reply.checked() == null || reply.status() / 100 != 2) {
            return;
        }
        boolean isEmpty = reply.body().length == 0;
        Reading<?> reading =
                Promises.content(
                        Promises.of(operation, reply.status(), reply.headers(), isEmpty));
        if (reading == null || reading instanceof ContentReading<?>) {
            return;
        }
        List<Defect> defects = reading.defects(reply.checked().json());
        if (!defects.isEmpty()) {
            String start = "the test's answer to ".concat(sent.operation());
            throw failed(start.concat(" breaks its schema (allow it with unchecked()):"), defects);
        }
    }

    private AssertionError failed(String message, List<Defect> defects) {
        StringBuilder text = new StringBuilder(message);
        for (Defect defect : defects.subList(0, Math.min(TOLD, defects.size()))) {
            String place = defect.pointer().isEmpty() ? "/" : defect.pointer();
            text.append("\n  ").append(place).append(' ').append(defect.message());
        }
        if (defects.size() > TOLD) {
            text.append("\n  ... and ").append(defects.size() - TOLD).append(" more");
        }
        AssertionError error = new AssertionError(text.toString());
        failure = failure == null ? error : failure;
        return error;
    }
}
