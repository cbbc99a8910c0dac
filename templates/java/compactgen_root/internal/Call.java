package compactgen_root.internal;

import compactgen_root.Deadline;
import compactgen_root.RequestOptions;
import compactgen_root.Transport;
import compactgen_root.errors.AnswerTooLargeException;
import compactgen_root.errors.ApiConnectionException;
import compactgen_root.errors.ApiException;
import compactgen_root.errors.ApiStatusException;
import compactgen_root.errors.CertificateException;
import compactgen_root.errors.ClientClosedException;
import compactgen_root.errors.ErrorDetails;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call: tries within a time, retries within a budget. A success is final whatever happens
 * around it: it may have been paid for.
 */
final class Call<R> implements Answers.Witness {

    private static final long NAP_NANOS = 50_000_000L;

    final Session session;
    final Configuration configuration;
    final Settings settings;
    final Operation<R> operation;
    final Arguments arguments;
    final Clock clock;
    private final Draft draft;
    final Duration timeout; // null for none
    final long began;
    boolean opens; // whether the answer is wanted as soon as it begins
    private final Deadline deadline;
    private final ClientIds ids;
    private final Hooks hooks;
    private final Exchange exchange;

    private List<Secret> secrets = List.of();
    private List<String> values = List.of();
    private List<String> hidden = List.of();
    private String url;
    int attempt;
    private int hops;
    private int paid = Budget.REFUND;
    private boolean renewed;
    private ApiException refused;
    private Transport.Request request;
    long sentAt;

    Call(Session session, Operation<R> operation, Arguments arguments, RequestOptions options) {
        this.session = session;
        this.configuration = session.configuration();
        this.settings = configuration.settings;
        this.operation = operation;
        this.arguments = arguments;
        this.clock = session.clock();
        this.began = clock.nanos();
        this.timeout = options.timeout().orElse(settings.timeout);
        this.deadline = Deadline.after(timeout, clock);
        this.draft = Requests.draft(operation, arguments, configuration);
        this.ids = ClientIds.of(configuration.provider, draft.headers);
        this.url = draft.url;
        this.hooks = new Hooks(this);
        this.exchange = new Exchange(this);
    }

    /** Makes the call and waits for its answer. */
    Success<R> run() {
        exchange.begin();
        try {
            return tries();
        } finally {
            exchange.end();
        }
    }

    /** Ends the call from another thread: its connection is closed. */
    void cancel() {
        exchange.cancel();
    }

    private Success<R> tries() {
        secrets = configuration.keyring.sent(operation, draft);
        while (true) {
            Success<R> success = once();
            if (success != null) {
                return success;
            }
        }
    }

    /** Sends a request; returns null where another one has to follow. */
    private Success<R> once() {
        session.checkOpen();
        prepare();
        hooks.asked();
        Transport.Answer answer;
        try {
            answer = exchange.answer(request, deadline);
        } catch (IOException e) {
            failed(new ConnectionFailure(this, Url.parsed(url).authority).told(e), null);
            return null;
        }
        hooks.answered(answer);
        if (settings.followRedirects && draft.isSendable()) {
            String location = answer.headers().getOrDefault("location", "");
            String target = Redirects.followed(url, answer.status(), location, hops);
            if (target != null) {
                hops++;
                url = target;
                return null;
            }
        }
        if (Answers.succeeds(answer)) {
            session.budget().give(paid);
            return new Success<>(this, answer);
        }
        Answers.Refusal refusal = answers(answer, this).refusal();
        failed(refusal.exception, refusal);
        return null;
    }

    Answers answers(Transport.Answer answer, Answers.Witness witness) {
        long most = settings.limits.values();
        return new Answers(operation, configuration.provider, answer, witness, most);
    }

    // The request.

    private void prepare() {
        List<String> current = new ArrayList<>(secrets.size());
        for (Secret secret : secrets) {
            current.add(secret.current());
        }
        if (refused != null && current.equals(values)) {
            throw refused; // the last try was refused for its credentials, and these are the same
        }
        refused = null;
        if (hops == 0) { // a redirect belongs to the try that it was the answer to
            attempt++;
            url = draft.url;
        }
        if (request != null) {
            hidden = hidden(); // servers may still talk of the credentials of an earlier try
        }
        values = current;
        String header = configuration.provider.clientRequestIdHeader();
        request = draft.authorized(url, secrets, current, header, clientId());
        sentAt = clock.nanos();
    }

    /** Returns what must not be shown, of this try and of those before. */
    @Override
    public List<String> secrets() {
        return hidden();
    }

    List<String> hidden() {
        if (request == null) {
            return hidden;
        }
        List<String> all = new ArrayList<>(hidden);
        all.addAll(Draft.secrets(request, secrets, values));
        return Masks.together(all);
    }

    // What went wrong.

    static ClientClosedException closed(ErrorDetails details) {
        return new ClientClosedException(
                details.message("the client is closed; make a new one for further calls"));
    }

    /** Waits for another try, or throws. */
    private void failed(ApiException failure, Answers.Refusal refusal) {
        hops = 0;
        if (renews(failure)) {
            return;
        }
        Retry.Failure facts = new Retry.Failure();
        if (refusal != null) {
            facts.status = refusal.exception.statusCode();
            facts.isFinal = refusal.isFinal || !draft.isSendable();
            facts.hint = RetryAfter.hinted(lowered(refusal), clock.epochMillis() / 1000.0);
        } else if (failure instanceof ApiConnectionException connection) {
            facts.sent = connection.sent();
            facts.isFinal =
                    failure instanceof CertificateException
                            || failure instanceof AnswerTooLargeException
                            || !draft.isSendable();
        } else {
            facts.isFinal = true;
        }
        double left = deadline.nanosLeft() / 1e9;
        Retry decision =
                Retry.decide(
                        settings.maxRetries,
                        settings.retryUnsafe,
                        facts,
                        Math.max(1, attempt),
                        session.budget().tokens(),
                        left,
                        clock.chance());
        if (decision.stop != null || !session.budget().take(decision.cost)) {
            throw failure;
        }
        paid = decision.cost;
        hooks.failed(failure, decision.seconds);
        sleep((long) (decision.seconds * 1e9));
    }

    private static Map<String, String> lowered(Answers.Refusal refusal) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : refusal.exception.headers().entrySet()) {
            headers.put(Text.lower(each.getKey()), each.getValue());
        }
        return headers;
    }

    /** Returns whether the credential may have been renewed since it was refused; asked once. */
    private boolean renews(ApiException failure) {
        boolean unauthorized =
                failure instanceof ApiStatusException status && status.statusCode() == 401;
        boolean isOver = renewed || attempt > settings.maxRetries || !draft.isSendable();
        if (!unauthorized || isOver) {
            return false;
        }
        for (Secret secret : secrets) {
            if (secret.isRefreshable()) {
                refused = failure;
                renewed = true;
                return true;
            }
        }
        return false;
    }

    private void sleep(long nanos) {
        try {
            for (long left = nanos; left > 0 && session.isOpen(); left -= NAP_NANOS) {
                clock.sleep(Math.min(left, NAP_NANOS));
            }
        } catch (InterruptedException e) {
            throw exchange.interrupted();
        }
    }

    // What is told.

    /** Returns where the latest request went. */
    String url() {
        return url;
    }

    String clientId() {
        return ids == null || attempt == 0 ? null : ids.of(attempt);
    }

    /** Returns what an exception keeps of the call until now. */
    @Override
    public ErrorDetails details() {
        ErrorDetails details = new ErrorDetails().cost(attempt, clock.nanos() - began);
        details.clientRequestId(clientId());
        if (request != null) {
            details.request(request.method(), shownUrl());
        }
        return details;
    }

    /** Returns the address with a mask for values of the query that aren't known to be harmless. */
    private String shownUrl() {
        String address = request.url();
        int mark = address.indexOf('?');
        if (mark < 0) {
            return Masks.masked(address, hidden());
        }
        StringBuilder shown = new StringBuilder(address.substring(0, mark + 1));
        for (String pair : Text.parts(address.substring(mark + 1), '&')) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            shown.append(shown.charAt(shown.length() - 1) == '?' ? "" : "&").append(name);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            shown.append('=').append(isHarmless(Text.unquoted(name)) ? value : Masks.MASK);
        }
        return Masks.masked(shown.toString(), hidden());
    }

    private boolean isHarmless(String name) {
        for (Provider.ClientParameter parameter : configuration.provider.parameters()) {
            if (parameter.place().equals("query") && parameter.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
