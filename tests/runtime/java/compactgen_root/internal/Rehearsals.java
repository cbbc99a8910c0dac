package compactgen_root.internal;

import compactgen_root.RequestEvent;
import compactgen_root.RequestOptions;
import compactgen_root.TransportException;
import compactgen_root.errors.ApiException;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;
import compactgen_root.models.Thing;
import compactgen_root.testing.FakeClock;
import compactgen_root.testing.FakeTransport;
import compactgen_root.testing.Reply;
import compactgen_root.testing.SentRequest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the transport for tests does to the code of callers. */
final class Rehearsals {

    private static final String GOOD = "{\"id\":\"a\",\"count\":1}";

    private final FakeClock clock = new FakeClock();
    private final FakeTransport fake = new FakeTransport(clock);
    private final List<String> events = new ArrayList<>();

    private Rehearsals() {}

    static Map<String, Object> run(String name) {
        Rehearsals rehearsal = new Rehearsals();
        switch (name) {
            case "records":
                return rehearsal.records();
            case "form":
                return rehearsal.form();
            case "logs":
                return rehearsal.logs();
            case "waits":
                return rehearsal.waits();
            case "failures":
                return rehearsal.failures();
            case "hooks":
                return rehearsal.hooks();
            default:
                return rehearsal.complaint(name);
        }
    }

    private Session session() {
        Settings settings = new Settings(Providers.of("tenant"));
        settings.environment(Map.of());
        settings.argument("tenant_endpoint", "https://tenant.example");
        settings.argument("api_key", "key-0123456789abcdef");
        settings.argument("api_version", "v1");
        settings.transport(fake);
        settings.onRequest(event -> events.add(described(event)));
        settings.onResponse(event -> events.add("status " + event.statusCode()));
        settings.onRetry(
                event -> {
                    events.add("again after " + event.waiting() + " for " + event.error());
                    throw new IllegalStateException("what a hook throws doesn't touch the call");
                });
        return settings.session();
    }

    private static String described(RequestEvent event) {
        return event.method() + " " + event.path() + " " + event.attempt();
    }

    private Thing call(String body) {
        JsonObject json = (JsonObject) JsonValue.parse(body);
        Arguments arguments =
                new Arguments(json, Map.of(), List.of(), List.of())
                        .describedBy(Thing.READING.read(json));
        Operation<?> operation = Providers.operation("make");
        return (Thing) session().call(operation, arguments, RequestOptions.none());
    }

    private Map<String, Object> records() {
        fake.answer(JsonValue.parse(GOOD)).answer(GOOD);
        String ids = call(GOOD).id() + call(GOOD).id();
        fake.verify();
        SentRequest sent = fake.last();
        return Map.of(
                "ids", ids,
                "count", fake.requests().size(),
                "operation", sent.operation(),
                "url", sent.url(),
                "headers", sent.headers(),
                "body", sent.json().orElseThrow());
    }

    private Map<String, Object> form() {
        fake.answer(GOOD);
        JsonObject members = (JsonObject) JsonValue.parse("{\"grant\":\"a\"}");
        Arguments arguments = new Arguments(members, Map.of(), List.of(), List.of());
        session().call(Providers.operation("form"), arguments, RequestOptions.none());
        SentRequest sent = fake.last();
        String content = new String(sent.content(), StandardCharsets.US_ASCII);
        return Map.of("json", sent.json().isPresent(), "content", content);
    }

    private Map<String, Object> logs() {
        List<String> lines = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        String level = line.getLevel() + " " + line.getMessage();
                        lines.add(line.getThrown() == null ? level : level + line.getThrown());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger logger = Logger.getLogger("compactgen_root");
        logger.addHandler(handler);
        fake.answer(Reply.of(503, "key-0123456789abcdef of the body")).answer(GOOD);
        call(GOOD);
        logger.removeHandler(handler);
        return Map.of("lines", lines);
    }

    private Map<String, Object> waits() {
        fake.answer(Reply.of(503, "busy"))
                .answer(Reply.of(429, "slow").header("Retry-After", "7"))
                .answer(GOOD);
        call(GOOD);
        return Map.of("seconds", clock.passed().toMillis() / 1000.0, "events", events);
    }

    private Map<String, Object> hooks() {
        fake.fail(new TransportException(TransportException.Kind.CONNECTION, "gone", false))
                .answerBy(sent -> Reply.of(200, GOOD));
        call(GOOD);
        return Map.of("events", events);
    }

    private Map<String, Object> failures() {
        fake.fail(new TransportException(TransportException.Kind.TIMEOUT, "gone", true));
        try {
            call(GOOD);
        } catch (ApiException e) {
            return Map.of("class", e.getClass().getSimpleName(), "message", e.getMessage());
        }
        return Map.of();
    }

    /** Returns what a test fails with, and what {@code verify()} fails with though it was caught. */
    private Map<String, Object> complaint(String name) {
        String body = GOOD;
        switch (name) {
            case "bad body":
                fake.answer(GOOD);
                body = "{\"id\":5}";
                break;
            case "bad answer":
                fake.answer(JsonValue.parse("{\"id\":\"a\"}"));
                break;
            case "left over":
                fake.answer(GOOD).answer(GOOD);
                break;
            default:
        }
        String told = "";
        try {
            call(body);
        } catch (AssertionError e) {
            told = e.getMessage();
        }
        try {
            fake.verify();
        } catch (AssertionError e) {
            return Map.of("message", told, "verified", e.getMessage());
        }
        return Map.of("message", told);
    }
}
