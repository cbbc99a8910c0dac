package compactgen_root.internal;

import compactgen_root.FilePart;
import compactgen_root.HttpClientTransport;
import compactgen_root.Limits;
import compactgen_root.RawResponse;
import compactgen_root.RequestOptions;
import compactgen_root.errors.ApiAnswerException;
import compactgen_root.errors.ApiConnectionException;
import compactgen_root.errors.ApiException;
import compactgen_root.errors.ApiResponseValidationException;
import compactgen_root.errors.ApiStatusException;
import compactgen_root.errors.InvalidDataException;
import compactgen_root.json.JsonArray;
import compactgen_root.json.JsonBoolean;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonNumber;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonSyntaxException;
import compactgen_root.json.JsonValue;
import compactgen_root.json.ToJson;
import compactgen_root.models.Reading;
import compactgen_root.models.Limited;
import compactgen_root.models.Thing;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Answers questions of the tests about the runtime: a line of JSON in, a line of JSON out. */
public final class Probe {

    private static final Map<String, Session> SESSIONS = new HashMap<>();
    private static final Map<String, Running> CALLS = new HashMap<>();

    private Probe() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            try {
                answer(new Question((JsonObject) JsonValue.parse(line)), answer);
            } catch (ApiException e) {
                answer.put("refused", e.getMessage());
                answer.put("class", e.getClass().getSimpleName());
            } catch (RuntimeException | InterruptedException | GeneralSecurityException e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                answer.put("broken", trace.toString());
            }
            out.println(JsonValue.of(answer).toJson());
        }
    }

    /** What is asked. */
    private static final class Question {

        private final JsonObject json;

        Question(JsonObject json) {
            this.json = json;
        }

        boolean has(String name) {
            return json.has(name) && json.get(name) != JsonNull.NULL;
        }

        JsonValue value(String name) {
            return json.get(name);
        }

        String text(String name) {
            return has(name) ? ((JsonString) json.get(name)).value() : "";
        }

        double number(String name, double otherwise) {
            return has(name) ? ((JsonNumber) json.get(name)).doubleValue() : otherwise;
        }

        boolean flag(String name) {
            return has(name) && ((JsonBoolean) json.get(name)).value();
        }

        Question part(String name) {
            return new Question(
                    has(name) ? (JsonObject) json.get(name) : JsonObject.builder().build());
        }

        List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            for (JsonValue each : (JsonArray) json.get(name)) {
                texts.add(((JsonString) each).value());
            }
            return texts;
        }

        Map<String, String> map(String name) {
            Map<String, String> map = new LinkedHashMap<>();
            Question part = part(name);
            for (String each : part.json.names()) {
                map.put(each, part.text(each));
            }
            return map;
        }
    }

    private static void answer(Question question, Map<String, Object> answer)
            throws IOException, InterruptedException, GeneralSecurityException {
        switch (question.text("do")) {
            case "json":
                json(Base64.getDecoder().decode(question.text("text")), answer);
                break;
            case "numbers":
                number((JsonNumber) JsonValue.parse(question.text("text")), answer);
                break;
            case "model":
                model(question, answer);
                break;
            case "limit":
                answer.put(
                        "problems",
                        Limited.problems(
                                question.text("type"),
                                (JsonObject) question.value("limits"),
                                JsonValue.parse(question.text("value"))));
                break;
            case "hint":
                double hint =
                        RetryAfter.hinted(question.map("headers"), question.number("now", 0));
                answer.put("seconds", hint < 0 ? null : Double.isInfinite(hint) ? "inf" : hint);
                break;
            case "decide":
                decide(question, answer);
                break;
            case "base_url":
                answer.put(
                        "url", Url.base(question.text("url"), "base_url", question.flag("insecure")));
                break;
            case "join":
                answer.put(
                        "url", Url.joined(question.text("base"), question.text("path"), ""));
                break;
            case "expand":
                answer.put(
                        "path", Url.expanded(question.text("template"), question.map("values")));
                break;
            case "client":
                Session client = session(question);
                answer.put("base_url", client.configuration().baseUrl);
                client.close();
                break;
            case "header":
                answer.put(
                        "fits",
                        Headers.problem(question.text("name"), question.text("value")) == null);
                break;
            case "mask":
                List<String> secrets = Masks.secrets(question.texts("secrets"));
                answer.put("text", Masks.masked(question.text("text"), secrets));
                byte[] raw = question.text("text").getBytes(StandardCharsets.UTF_8);
                answer.put(
                        "bytes", new String(Masks.masked(raw, secrets), StandardCharsets.UTF_8));
                break;
            case "ids":
                List<String> ids = new ArrayList<>();
                for (int n = 0; n < question.number("count", 1); n++) {
                    ids.add(ClientIds.of(Providers.of("tenant"), new Headers()).of(1));
                }
                answer.put("ids", ids);
                break;
            case "redirect":
                answer.put(
                        "target",
                        Redirects.followed(
                                question.text("url"),
                                (int) question.number("status", 0),
                                question.text("location"),
                                (int) question.number("hops", 0)));
                break;
            case "duration":
                Duration duration = RateLimits.duration(question.text("text")).orElse(null);
                answer.put("seconds", duration == null ? null : duration.toNanos() / 1e9);
                break;
            case "style":
                style(question, answer);
                break;
            case "cut":
                cut(question, answer);
                break;
            case "part":
                part(question, answer);
                break;
            case "proxy":
                Settings settings = new Settings(Providers.of("plain"));
                settings.environment(question.map("environment"));
                Proxy proxy = Proxy.of(Url.parsed(question.text("url")), settings);
                answer.put(
                        "proxy", proxy == null ? null : Connector.hostAndPort(proxy.address));
                answer.put("authorization", proxy == null ? null : proxy.authorization);
                break;
            case "rehearse":
                answer.putAll(Rehearsals.run(question.text("name")));
                break;
            case "start":
                start(question);
                break;
            case "cancel":
                CALLS.get(question.text("id")).cancel();
                break;
            case "interrupt":
                CALLS.get(question.text("id")).thread.interrupt();
                break;
            case "wait":
                Running running = CALLS.remove(question.text("id"));
                running.thread.join();
                answer.putAll(running.outcome);
                break;
            case "close":
                Session ended = SESSIONS.remove(question.text("session"));
                if (ended != null) {
                    ended.close();
                }
                break;
            default:
                throw new IllegalArgumentException(question.text("do"));
        }
    }

    private static void json(byte[] text, Map<String, Object> answer) {
        try {
            JsonValue value = JsonValue.parse(text);
            byte[] written = value.toBytes();
            answer.put("text", Base64.getEncoder().encodeToString(written));
            answer.put("again", JsonValue.parse(written).equals(value));
        } catch (JsonSyntaxException e) {
            answer.put("error", e.kind().name());
        }
    }

    private static void number(JsonNumber number, Map<String, Object> answer) {
        answer.put("whole", number.isWhole());
        answer.put("long", number.isLong() ? number.longValueExact() : null);
    }

    private static void model(Question question, Map<String, Object> answer) {
        Thing thing = Thing.READING.read(question.value("json"));
        answer.put("shown", thing.toString());
        List<Map<String, String>> defects = new ArrayList<>();
        thing.defects()
                .forEach(
                        defect ->
                                defects.add(
                                        Map.of(
                                                "pointer", defect.pointer(),
                                                "message", defect.message())));
        answer.put("defects", defects);
        read(answer, "id", thing::id);
        read(answer, "count", thing::count);
        read(answer, "weight", thing::weight);
        read(answer, "note", () -> thing.note().orElse(null));
        read(answer, "table", () -> thing.table().orElse(null));
        read(answer, "parts", () -> thing.parts().size());
    }

    private static void read(Map<String, Object> answer, String name, Supplier<Object> accessor) {
        try {
            Object value = accessor.get();
            answer.put(name, value);
        } catch (InvalidDataException e) {
            answer.put(name, "throws ".concat(e.getMessage()));
        }
    }

    private static void decide(Question question, Map<String, Object> answer) {
        Retry.Failure failure = new Retry.Failure();
        failure.status = (int) question.number("status", 0);
        failure.sent = question.flag("sent");
        failure.isFinal = question.flag("final");
        failure.hint =
                question.value("hint") instanceof JsonString
                        ? Double.POSITIVE_INFINITY
                        : question.number("hint", -1);
        Retry retry =
                Retry.decide(
                        (int) question.number("max_retries", 2),
                        question.flag("unsafe"),
                        failure,
                        (int) question.number("attempt", 1),
                        (int) question.number("tokens", 500),
                        question.number("seconds_left", Double.POSITIVE_INFINITY),
                        question.number("chance", 1));
        answer.put("stop", retry.stop != null);
        answer.put("seconds", retry.seconds);
        answer.put("cost", retry.cost);
    }

    private static void cut(Question question, Map<String, Object> answer) {
        byte[] stream = Base64.getDecoder().decode(question.text("stream"));
        int size = (int) question.number("size", 1);
        Framing framing =
                Framing.of(question.text("media"), (long) question.number("limit", 1));
        ArrayDeque<Message> messages = new ArrayDeque<>();
        try {
            for (int n = 0; n < stream.length; n += size) {
                byte[] piece = Arrays.copyOfRange(stream, n, Math.min(n + size, stream.length));
                framing.feed(piece, piece.length, messages);
            }
            framing.end(messages);
        } catch (Framing.Uncut e) {
            answer.put("problem", e.getMessage());
            return;
        }
        List<List<String>> told = new ArrayList<>();
        for (Message each : messages) {
            String data = new String(each.data, StandardCharsets.UTF_8);
            told.add(List.of(data, each.event, each.id));
        }
        answer.put("messages", told);
    }

    private static void part(Question question, Map<String, Object> answer) {
        String name = question.text("name");
        String stated = question.has("stated") ? question.text("stated") : "";
        Parameter encoding =
                new Parameter(name, name, "body", false, "", true, false, stated);
        FilePart file = FilePart.of(new byte[0]).withName(question.text("filename"));
        file = question.has("type") ? file.withType(question.text("type")) : file;
        if (question.has("headers")) {
            for (Map.Entry<String, String> each : question.map("headers").entrySet()) {
                file = file.withHeader(each.getKey(), each.getValue());
            }
        }
        byte[] head = Part.of(encoding, file).head;
        answer.put("head", new String(head, StandardCharsets.UTF_8));
    }

    private static void style(Question question, Map<String, Object> answer) {
        String place = question.text("place");
        Parameter parameter =
                new Parameter(
                        "color",
                        question.has("name") ? question.text("name") : "color",
                        place,
                        false,
                        question.text("style"),
                        question.flag("explode"),
                        question.flag("reserved"),
                        "");
        JsonValue value = question.value("value");
        switch (place) {
            case "path":
                answer.put("text", Styles.path(parameter, value));
                break;
            case "query":
                answer.put("text", String.join("&", Styles.query(parameter, value)));
                break;
            case "cookie":
                List<String> cookies = new ArrayList<>();
                Styles.cookie(parameter, value, cookies);
                answer.put("text", String.join("; ", cookies));
                break;
            default:
                answer.put("text", Styles.header(parameter, value));
        }
    }

    // Calls.

    private static Session session(Question question)
            throws IOException, GeneralSecurityException {
        Session kept = SESSIONS.get(question.text("session"));
        if (kept != null && !question.has("base")) {
            return kept;
        }
        Settings settings =
                question.has("base")
                        ? SESSIONS.get(question.text("base")).settings()
                        : new Settings(Providers.of(question.text("provider")));
        if (!question.has("base")) {
            settings.environment(question.map("environment"));
        }
        for (Map.Entry<String, String> each : question.map("arguments").entrySet()) {
            settings.argument(each.getKey(), each.getValue());
        }
        if (question.has("keys")) {
            Iterator<String> keys = question.texts("keys").iterator();
            settings.argument("api_key", keys::next);
        }
        if (question.has("base_url")) {
            settings.baseUrl(question.text("base_url"));
        }
        if (question.has("timeout")) {
            settings.timeout(Duration.ofNanos((long) (question.number("timeout", 0) * 1e9)));
        }
        settings.maxRetries((int) question.number("max_retries", 0));
        settings.retryUnsafe(question.flag("retry_unsafe"));
        settings.strict(question.flag("strict"));
        settings.followRedirects(question.flag("follow_redirects"));
        settings.allowInsecureHttp(question.flag("insecure"));
        Question limits = question.part("limits");
        settings.limits(
                new Limits(
                        (long) limits.number("wire", Limits.DEFAULT.wire()),
                        (long) limits.number("decoded", Limits.DEFAULT.decoded()),
                        (long) limits.number("values", Limits.DEFAULT.values())));
        for (Map.Entry<String, String> each : question.map("headers").entrySet()) {
            settings.header(each.getKey(), each.getValue());
        }
        if (question.has("trust")) {
            settings.sslContext(trusting(question.text("trust")));
        }
        if (question.text("transport").equals("java.net.http")) {
            settings.transport(new HttpClientTransport());
        }
        Session session = settings.session();
        if (question.has("session")) {
            SESSIONS.put(question.text("session"), session);
        }
        return session;
    }

    private static SSLContext trusting(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = new FileInputStream(file)) {
            store.setCertificateEntry(
                    "own", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trusting =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusting.getTrustManagers(), null);
        return context;
    }

    private static void start(Question question) throws IOException, GeneralSecurityException {
        Session session = session(question);
        Running running = new Running(session, question);
        CALLS.put(question.text("id"), running);
        running.thread.setDaemon(true);
        running.thread.start();
    }

    /** A call in a thread, and how it ended. */
    private static final class Running implements Runnable {

        final Thread thread = new Thread(this);
        volatile Map<String, Object> outcome = Map.of();

        private final Session session;
        private final Question question;
        private final Arguments arguments;
        private volatile CompletableFuture<?> future;

        Running(Session session, Question question) {
            this.session = session;
            this.question = question;
            Map<String, JsonValue> parameters = new LinkedHashMap<>();
            Question values = question.part("parameters");
            for (String name : values.json.names()) {
                parameters.put(name, values.value(name));
            }
            List<Arguments.Pair> headers = new ArrayList<>();
            for (Map.Entry<String, String> each : question.map("extra_headers").entrySet()) {
                headers.add(new Arguments.Pair(each.getKey(), each.getValue()));
            }
            JsonValue body = question.value("body");
            this.arguments = new Arguments(body, parameters, headers, List.of());
        }

        void cancel() throws InterruptedException {
            while (future == null) {
                Thread.sleep(1);
            }
            future.cancel(true);
        }

        @Override
        public void run() {
            long began = System.nanoTime();
            Map<String, Object> told = new LinkedHashMap<>();
            try {
                value(told);
            } catch (ApiException e) {
                error(e, told);
            } catch (CancellationException e) {
                told.put("error", "cancelled");
            } catch (RuntimeException | Error e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                told.put("broken", trace.toString());
            }
            told.put("took", (System.nanoTime() - began) / 1e9);
            told.put("interrupted", Thread.currentThread().isInterrupted());
            outcome = told;
        }

        private void value(Map<String, Object> told) {
            Operation<?> operation = Providers.operation(question.text("operation"));
            RawResponse<?> raw;
            if (question.flag("async")) {
                CompletableFuture<? extends RawResponse<?>> raws =
                        session.rawAsync(operation, arguments, RequestOptions.none());
                future = raws;
                try {
                    raw = raws.get();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof ApiException error) {
                        throw error;
                    }
                    throw new IllegalStateException(e.getCause());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            } else {
                raw = session.raw(operation, arguments, RequestOptions.none());
            }
            told.put("value", shown(raw.parse()));
            told.put("status", raw.statusCode());
            told.put("attempts", raw.attempts());
            told.put("request_id", raw.requestId().orElse(null));
            told.put("client_request_id", raw.clientRequestId().orElse(null));
            told.put("headers", raw.headers());
            Map<String, String> limits = new LinkedHashMap<>();
            raw.rateLimits().forEach((name, limit) -> limits.put(name, limit.toString()));
            told.put("rate_limits", limits);
        }

        /** Returns what JSON has for a value: of bytes a character for each. */
        private static Object shown(Object value) {
            if (value instanceof byte[] bytes) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
            return value instanceof List<?> || value instanceof String ? value : (ToJson) value;
        }

        private static void error(ApiException error, Map<String, Object> told) {
            told.put("error", error.getClass().getSimpleName());
            List<String> bases = new ArrayList<>();
            for (Class<?> base = error.getClass();
                    base != Object.class;
                    base = base.getSuperclass()) {
                bases.add(base.getSimpleName());
            }
            told.put("bases", bases);
            told.put("message", error.getMessage());
            told.put("provider_message", error.providerMessage().orElse(null));
            told.put("code", error.code().orElse(null));
            told.put("param", error.param().orElse(null));
            told.put("type", error.type().orElse(null));
            told.put("request_id", error.requestId().orElse(null));
            told.put("client_request_id", error.clientRequestId().orElse(null));
            told.put("url", error.url().orElse(null));
            told.put("attempts", error.attempts());
            told.put("elapsed", error.elapsed().toNanos() / 1e9);
            byte[] raw = error.raw().orElse(null);
            told.put("raw", raw == null ? null : Base64.getEncoder().encodeToString(raw));
            if (error instanceof ApiConnectionException connection) {
                told.put("sent", connection.sent());
                told.put(
                        "status",
                        connection.statusCode().isPresent()
                                ? connection.statusCode().getAsInt()
                                : null);
            }
            if (error instanceof ApiStatusException refusal) {
                told.put("typed", refusal.typed(Thing.class).map(Thing::json).orElse(null));
            }
            if (error instanceof ApiAnswerException refusal) {
                told.put("status", refusal.statusCode());
                told.put("headers", refusal.headers());
            }
            if (error instanceof ApiResponseValidationException invalid) {
                told.put("defects", invalid.defects().size());
            }
            told.put("cause", error.getCause() == null ? null : error.getCause().toString());
            told.put("shown", shown(error));
        }

        /** Returns everything that a log, a debugger or a copy of an exception may show. */
        private static String shown(ApiException error) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace));
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new ObjectOutputStream(bytes).writeObject(error);
                byte[] serialized = bytes.toByteArray();
                Object copy =
                        new ObjectInputStream(new ByteArrayInputStream(serialized)).readObject();
                if (!copy.toString().equals(error.toString())
                        || !Arrays.equals(
                                ((ApiException) copy).raw().orElse(null),
                                error.raw().orElse(null))) {
                    throw new IllegalStateException("the copy differs");
                }
                return trace + new String(serialized, StandardCharsets.ISO_8859_1);
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
