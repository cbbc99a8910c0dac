package compactgen_root.models;

import compactgen_root.internal.Arguments;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the builders of parameters have in common: what the description doesn't know of.
 *
 * @param <B> the builder
 */
abstract class ParamsBuilder<B extends ParamsBuilder<B>> extends Members<B> {

    private final Map<String, JsonValue> parameters = new LinkedHashMap<>();
    private final List<Arguments.Pair> headers = new ArrayList<>();
    private final List<Arguments.Pair> query = new ArrayList<>();
    private byte[] content;

    /**
     * Starts with nothing.
     *
     * @param order the names of the body's members in the order in which they are written
     */
    ParamsBuilder(String... order) {
        super(null, order);
    }

    /** Starts with what others were made with. */
    ParamsBuilder(Params params) {
        super(params.json());
        parameters.putAll(params.arguments().parameters());
        headers.addAll(params.arguments().headers());
        query.addAll(params.arguments().query());
        content = params.arguments().content();
    }

    /** Sets a parameter of the path, the query or the headers, by the name of its argument. */
    final void parameter(String argument, Object value) {
        parameters.put(argument, JsonValue.of(Objects.requireNonNull(value, argument)));
    }

    /**
     * Returns what is sent.
     *
     * @param body the body; the null reference for none
     * @param required arguments of parameters that have to be there
     * @throws IllegalStateException if one of them isn't set
     */
    final Arguments arguments(JsonValue body, String... required) {
        for (String name : required) {
            if (!parameters.containsKey(name)) {
                throw new IllegalStateException("required and missing: ".concat(name));
            }
        }
        return new Arguments(body, parameters, headers, query);
    }

    /** Sets a body that is sent as it is. */
    final void putContent(byte[] bytes) {
        content = Objects.requireNonNull(bytes, "body").clone();
    }

    /**
     * Sets a body that is sent as it is, in UTF-8.
     *
     * @throws IllegalArgumentException if it holds half a surrogate pair
     */
    final void putContent(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            content = Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "body holds half a surrogate pair, which UTF-8 doesn't have");
        }
    }

    /**
     * Returns what is sent, of which the body is no JSON.
     *
     * @param isRequired whether there has to be a body
     * @param required arguments of parameters that have to be there
     * @throws IllegalStateException if something isn't set, or members were added to the body
     */
    final Arguments sending(boolean isRequired, String... required) {
        Arguments arguments = arguments(null, required);
        if (isRequired && content == null) {
            throw new IllegalStateException("required and missing: body");
        }
        if (made().size() > 0) {
            throw new IllegalStateException("a body that is sent as it is takes no members");
        }
        return content == null ? arguments : arguments.sending(content);
    }

    /** Returns a body with the members that were added; the null reference where there is none. */
    final JsonValue completed(JsonValue body) {
        JsonObject additional = made();
        if (additional.size() == 0 || !(body == null || body instanceof JsonObject)) {
            return body;
        }
        JsonObject.Builder object = JsonObject.builder();
        for (JsonObject part : new JsonObject[] {(JsonObject) body, additional}) {
            for (int n = 0; part != null && n < part.size(); n++) {
                object.put(part.name(n), part.value(n));
            }
        }
        return object.build();
    }

    /**
     * Adds a member to the body as it is. One that is set by its own method is replaced.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public final B putAdditionalBodyProperty(String name, JsonValue value) {
        putAdditional(name, value);
        return self();
    }

    /**
     * Adds a header for this call alone; it wins over all others of its name.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public final B putAdditionalHeader(String name, String value) {
        headers.add(new Arguments.Pair(name, value));
        return self();
    }

    /**
     * Adds a parameter to the query for this call alone.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public final B putAdditionalQueryParam(String name, String value) {
        query.add(new Arguments.Pair(name, value));
        return self();
    }
}
