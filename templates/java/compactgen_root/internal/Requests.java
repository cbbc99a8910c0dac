package compactgen_root.internal;

import compactgen_root.json.JsonBoolean;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the request of a call: each argument where the operation says, and layers merged (the
 * client's parameters, its defaults, the operation's parameters, what the call adds; a later one
 * wins).
 */
final class Requests {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String NO_STREAM = "the answer of this call is no stream";
    private static final String JAVA = System.getProperty("java.version", "");

    private Requests() {}

    /** Returns the request that a call sends, without its credentials. */
    static Draft draft(Operation<?> operation, Arguments arguments, Configuration configuration) {
        for (Parameter parameter : operation.parameters()) {
            if (parameter.required() && !arguments.parameters().containsKey(parameter.argument())) {
                throw Failures.argument(parameter.argument(), " is required");
            }
        }
        byte[] held = arguments.content();
        Arguments.Form form = arguments.form();
        boolean hasBody = arguments.body() != null || held != null || form != null;
        if (!hasBody && operation.bodyRequired()) {
            throw Failures.argument(operation.name(), " needs a body");
        }
        Arguments.Streamed content = form == null ? null : form(form, operation, arguments.body());
        byte[] body = form == null && held == null ? body(operation, arguments.body()) : held;
        String media = body == null ? null : media(operation);
        media = content == null ? media : content.media();
        return new Draft(
                operation.method(),
                url(operation, arguments, configuration),
                headers(operation, arguments, configuration, media),
                body,
                content);
    }

    private static Arguments.Streamed form(
            Arguments.Form form, Operation<?> operation, JsonValue members) {
        return form.written(operation, switched(operation, members));
    }

    /** Returns the body as it travels; the null reference for none. */
    private static byte[] body(Operation<?> operation, JsonValue body) {
        JsonValue sent = switched(operation, body);
        if (sent == null) {
            return null;
        }
        if (!Text.lower(operation.media()).startsWith(FORM)) {
            return json(sent);
        }
        String form = form(operation, sent);
        return form.isEmpty() && !operation.bodyRequired()
                ? null
                : form.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns a body with a switch as the operation has it, and refuses one that says another. */
    private static JsonValue switched(Operation<?> operation, JsonValue body) {
        String name = operation.off().concat(operation.on()); // of which one is there at most
        if (name.isEmpty() || !(body == null || body instanceof JsonObject)) {
            return body;
        }
        boolean on = !operation.on().isEmpty();
        JsonObject.Builder object = JsonObject.builder();
        JsonObject members = body == null ? object.build() : (JsonObject) body;
        for (int n = 0; n < members.size(); n++) {
            object.put(members.name(n), members.value(n));
        }
        if (members.get(name) == (on ? JsonBoolean.FALSE : JsonBoolean.TRUE)) {
            String said = on ? " can't be false: " : " can't be true: ";
            String kind = on ? "the answer of this call is a stream" : NO_STREAM;
            throw Failures.argument(name, said, kind);
        }
        return object.put(name, on ? JsonBoolean.TRUE : JsonBoolean.FALSE).build();
    }

    /** Returns members as pieces of a form; what is null is left out. */
    private static String form(Operation<?> operation, JsonValue body) {
        if (!(body instanceof JsonObject members)) {
            throw Failures.argument(operation.name(), " sends a form, which has to be an object");
        }
        StringBuilder form = new StringBuilder();
        for (int n = 0; n < members.size(); n++) {
            String name = members.name(n);
            if (Text.hasHalf(name)) {
                throw Failures.argument(
                        "a form holds half a surrogate pair, which UTF-8 doesn't have");
            }
            JsonValue value = members.value(n);
            for (String piece : Styles.query(encoding(operation, name, value), value)) {
                append(form, piece);
            }
        }
        return form.toString();
    }

    /** Returns how a member of a form is written: where nothing is said, objects are JSON text. */
    private static Parameter encoding(Operation<?> operation, String name, JsonValue value) {
        for (Parameter each : operation.encodings()) {
            if (each.wire().equals(name)) {
                return each;
            }
        }
        String media = value instanceof JsonObject ? JSON : "";
        return new Parameter(name, name, "body", false, "form", true, false, media);
    }

    private static byte[] json(JsonValue body) {
        try {
            return body.toBytes();
        } catch (IllegalArgumentException e) {
            throw Failures.argument("the body can't be written as JSON: ", e.getMessage());
        }
    }

    private static JsonValue value(Parameter parameter, Arguments arguments, String place) {
        if (!parameter.place().equals(place)) {
            return null;
        }
        JsonValue value = arguments.parameters().get(parameter.argument());
        return value == JsonNull.NULL ? null : value;
    }

    private static String url(
            Operation<?> operation, Arguments arguments, Configuration configuration) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            JsonValue value = value(parameter, arguments, "path");
            if (value != null) {
                values.put(parameter.wire(), Styles.path(parameter, value));
            }
        }
        String template = operation.path();
        int fragment = template.indexOf('#'); // it only tells operations apart
        template = fragment < 0 ? template : template.substring(0, fragment);
        int mark = template.indexOf('?');
        String path = mark < 0 ? template : template.substring(0, mark);
        String fixed = mark < 0 ? "" : Url.expanded(template.substring(mark + 1), values);
        return Url.joined(
                configuration.address(operation),
                Url.expanded(path, values),
                query(operation, arguments, configuration, fixed));
    }

    /** Returns the query; a later layer replaces what an earlier one has under the same name. */
    private static String query(
            Operation<?> operation,
            Arguments arguments,
            Configuration configuration,
            String fixed) {
        Map<String, List<String>> layers = new LinkedHashMap<>();
        for (Provider.ClientParameter parameter : configuration.provider.parameters()) {
            String value = configuration.parameters.get(parameter.argument());
            if (value != null
                    && parameter.place().equals("query")
                    && operation.clientParameters().contains(parameter.argument())) {
                layers.put(parameter.name(), List.of(piece(parameter.name(), value)));
            }
        }
        for (Map.Entry<String, String> each : configuration.settings.query.entrySet()) {
            layers.put(each.getKey(), List.of(piece(each.getKey(), each.getValue())));
        }
        for (Parameter parameter : operation.parameters()) {
            JsonValue value = value(parameter, arguments, "query");
            if (value != null) {
                layers.put(parameter.wire(), Styles.query(parameter, value));
            }
        }
        Map<String, List<String>> own = new LinkedHashMap<>();
        for (Arguments.Pair pair : arguments.query()) {
            List<String> pieces = own.get(pair.name());
            if (pieces == null) {
                pieces = new ArrayList<>();
                own.put(pair.name(), pieces);
            }
            pieces.add(piece(pair.name(), pair.value()));
        }
        layers.putAll(own);
        StringBuilder query = new StringBuilder();
        for (String piece : Text.parts(fixed, '&')) {
            int equals = piece.indexOf('=');
            if (!layers.containsKey(equals < 0 ? piece : piece.substring(0, equals))) {
                append(query, piece);
            }
        }
        for (List<String> pieces : layers.values()) {
            for (String piece : pieces) {
                append(query, piece);
            }
        }
        return query.toString();
    }

    private static void append(StringBuilder query, String piece) {
        if (!piece.isEmpty()) {
            query.append(query.length() == 0 ? "" : "&").append(piece);
        }
    }

    private static String piece(String name, String value) {
        if (Text.hasHalf(name) || Text.hasHalf(value)) {
            throw Failures.argument(
                    "a parameter of the query holds half a surrogate pair,",
                    " which UTF-8 doesn't have");
        }
        return Text.joined(Text.quoted(name, ""), "=", Text.quoted(value, ""));
    }

    /** Returns the media type of a body, of a text with the encoding that it is sent in. */
    private static String media(Operation<?> operation) {
        String media = operation.media().isEmpty() ? JSON : operation.media();
        String lower = Text.lower(media);
        boolean isOpen = lower.startsWith("text/") && !lower.contains("charset");
        return isOpen ? media.concat("; charset=utf-8") : media;
    }

    private static Headers headers(
            Operation<?> operation,
            Arguments arguments,
            Configuration configuration,
            String media) {
        Headers headers = new Headers();
        headers.put("Accept", operation.accept());
        String agent = configuration.provider.userAgent();
        headers.put("User-Agent", Text.joined(agent, agent.isEmpty() ? "" : " ", "Java/", JAVA));
        if (media != null) {
            headers.put("Content-Type", media);
        }
        for (Provider.ClientParameter parameter : configuration.provider.parameters()) {
            String value = configuration.parameters.get(parameter.argument());
            if (value != null
                    && parameter.place().equals("header")
                    && operation.clientParameters().contains(parameter.argument())) {
                headers.put(parameter.name(), value);
            }
        }
        for (Map.Entry<String, String> each : configuration.settings.headers.entrySet()) {
            headers.put(each.getKey(), each.getValue());
        }
        List<String> cookies = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            JsonValue header = value(parameter, arguments, "header");
            if (header != null) {
                String text = Styles.header(parameter, header);
                put(headers, operation.name(), parameter.wire(), text);
            }
            JsonValue cookie = value(parameter, arguments, "cookie");
            if (cookie != null) {
                Styles.cookie(parameter, cookie, cookies);
            }
        }
        if (!cookies.isEmpty()) {
            put(headers, operation.name(), "Cookie", String.join("; ", cookies));
        }
        for (Arguments.Pair pair : arguments.headers()) {
            put(headers, "additional headers", pair.name(), pair.value());
        }
        return headers;
    }

    private static void put(Headers headers, String origin, String name, String value) {
        String wrong = Headers.problem(name, value);
        if (wrong != null) {
            throw Failures.argument(origin, ": ", wrong);
        }
        headers.put(name, value);
    }
}
