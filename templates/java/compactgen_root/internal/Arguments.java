package compactgen_root.internal;

import compactgen_root.Defect;
import compactgen_root.Transport;
import compactgen_root.json.JsonValue;
import compactgen_root.models.Model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a call is made with: its body, its parameters, and what the description doesn't know of. */
public final class Arguments {

    /** Of a call without any. */
    public static final Arguments NONE = new Arguments(null, Map.of(), List.of(), List.of());

    private final JsonValue body;
    private final Map<String, JsonValue> parameters;
    private final List<Pair> headers;
    private final List<Pair> query;
    private final Model model;
    private final byte[] content;
    private final Form form;

    /**
     * Keeps what a call is made with.
     *
     * @param body the body; the null reference for none
     * @param parameters values by the names of their arguments
     * @param headers additional headers
     * @param query additional parameters of the query
     */
    public Arguments(
            JsonValue body,
            Map<String, JsonValue> parameters,
            List<Pair> headers,
            List<Pair> query) {
        this(body, parameters, headers, query, null, null, null);
    }

    private Arguments(
            JsonValue body,
            Map<String, JsonValue> parameters,
            List<Pair> headers,
            List<Pair> query,
            Model model,
            byte[] content,
            Form form) {
        this.model = model;
        this.content = content;
        this.form = form;
        this.body = body;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.headers = List.copyOf(headers);
        this.query = List.copyOf(query);
    }

    /**
     * Returns the body.
     *
     * @return the body; the null reference for none
     */
    public JsonValue body() {
        return body;
    }

    /**
     * Returns the parameters of the operation.
     *
     * @return values by the names of their arguments
     */
    public Map<String, JsonValue> parameters() {
        return parameters;
    }

    /**
     * Returns additional headers.
     *
     * @return names and values, in their order
     */
    public List<Pair> headers() {
        return headers;
    }

    /**
     * Returns additional parameters of the query.
     *
     * @return names and values, in their order
     */
    public List<Pair> query() {
        return query;
    }

    /**
     * Returns all that is sent but the body as JSON, to be compared.
     *
     * @return what is equal where the same is sent; files are the same where they are one
     */
    public List<Object> besides() {
        ByteBuffer bytes = content == null ? null : ByteBuffer.wrap(content);
        return Arrays.asList(parameters, headers, query, bytes, form);
    }

    /**
     * Returns the same, of which it is known what describes them.
     *
     * @param model what they were made by
     * @return the arguments
     */
    public Arguments describedBy(Model model) {
        return new Arguments(body, parameters, headers, query, model, content, form);
    }

    /**
     * Returns the same, with a body that is sent as it is.
     *
     * @param bytes the body
     * @return the arguments
     */
    public Arguments sending(byte[] bytes) {
        return new Arguments(body, parameters, headers, query, model, bytes, form);
    }

    /**
     * Returns the same, with a body that is a form whose members the body holds in part.
     *
     * @param parts the form
     * @return the arguments
     */
    public Arguments formed(Form parts) {
        return new Arguments(body, parameters, headers, query, model, content, parts);
    }

    /**
     * Returns what writes the body that isn't written from its JSON alone.
     *
     * @return the form; the null reference for none
     */
    public Form form() {
        return form;
    }

    /**
     * Returns the body that is sent as it is.
     *
     * @return its bytes, which must not be changed; the null reference for none
     */
    public byte[] content() {
        return content;
    }

    /**
     * Returns where the body breaks its schema.
     *
     * @return the places; none where nothing is known about it
     */
    public List<Defect> defects() {
        return model == null ? List.of() : model.defects();
    }

    /** A form that holds more than JSON does. */
    public interface Form {

        /**
         * Returns the form as it travels.
         *
         * @param operation says how its members are written
         * @param members those that are JSON; the null reference for none
         * @return the body; the null reference where nothing has to be sent
         * @throws compactgen_root.errors.ArgumentException if a member can't be sent
         */
        Streamed written(Operation<?> operation, JsonValue members);
    }

    /** A body that is read while it is sent, with what it says of itself. */
    public interface Streamed extends Transport.Content {

        /**
         * Returns what it is.
         *
         * @return a media type
         */
        String media();
    }

    /** A name and a value. */
    public static final class Pair {

        private final String name;
        private final String value;

        /**
         * Keeps a name and a value.
         *
         * @param name the name
         * @param value the value
         */
        public Pair(String name, String value) {
            this.name = Objects.requireNonNull(name, "name");
            this.value = Objects.requireNonNull(value, name);
        }

        /**
         * Returns the name.
         *
         * @return the name
         */
        public String name() {
            return name;
        }

        /**
         * Returns the value.
         *
         * @return the value
         */
        public String value() {
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair
                    && pair.name.equals(name)
                    && pair.value.equals(value);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
