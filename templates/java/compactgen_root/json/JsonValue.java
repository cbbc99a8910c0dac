package compactgen_root.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON value as it was received or as it will be sent. Values are immutable.
 *
 * <p>What was read is written again with the same order of members, the same text of numbers and
 * the same strings, halves of surrogate pairs included.
 */
public sealed interface JsonValue extends ToJson
        permits JsonArray, JsonBoolean, JsonNull, JsonNumber, JsonObject, JsonString {

    /**
     * Returns the value that a JSON text in UTF-8 stands for.
     *
     * @param utf8 the text
     * @return its value
     * @throws JsonSyntaxException if it isn't JSON in UTF-8, or is nested more than 128 levels deep
     */
    static JsonValue parse(byte[] utf8) {
        return JsonReader.read(utf8, Long.MAX_VALUE);
    }

    /**
     * Returns the value that a JSON text stands for.
     *
     * @param text the text
     * @return its value
     * @throws JsonSyntaxException if it isn't JSON, or is nested more than 128 levels deep
     */
    static JsonValue parse(String text) {
        return JsonReader.read(utf8(text), Long.MAX_VALUE);
    }

    /**
     * Returns the value that a JSON text in UTF-8 stands for, if it hasn't too many values in it.
     *
     * @param utf8 the text
     * @param values how many it may have; an empty array or object counts as two
     * @return its value
     * @throws JsonSyntaxException if it isn't JSON in UTF-8, has more values, or is nested more
     *     than 128 levels deep
     */
    static JsonValue parse(byte[] utf8, long values) {
        return JsonReader.read(utf8, values);
    }

    private static byte[] utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            boolean pair = Character.isHighSurrogate(c) && n + 1 < text.length();
            if (pair && Character.isLowSurrogate(text.charAt(n + 1))) {
                n++;
            } else if (Character.isSurrogate(c)) {
                throw new JsonSyntaxException(
                        n, "half a surrogate pair", JsonSyntaxException.Kind.SYNTAX);
            }
        }
        return utf8;
    }

    /**
     * Returns the JSON form of a value.
     *
     * @param value a {@link ToJson}, {@link String}, {@link Long}, {@link Integer}, {@link Double},
     *     {@link Boolean}, or a {@link List}, {@link Map} (by names) or {@link Optional} of such;
     *     null, and an empty {@link Optional}, are JSON's null
     * @return its form
     * @throws IllegalArgumentException if it is anything else, or a number that is none in JSON
     */
    static JsonValue of(Object value) {
        if (value == null) {
            return JsonNull.NULL;
        }
        if (value instanceof ToJson convertible) {
            return convertible.json();
        }
        if (value instanceof String text) {
            return JsonString.of(text);
        }
        if (value instanceof Boolean flag) {
            return JsonBoolean.of(flag);
        }
        if (value instanceof Long || value instanceof Integer) {
            return JsonNumber.of(((Number) value).longValue());
        }
        if (value instanceof Double real) {
            return JsonNumber.of(real.doubleValue());
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? of(optional.get()) : JsonNull.NULL;
        }
        if (value instanceof List<?> items) {
            return JsonArray.of(items);
        }
        if (value instanceof Map<?, ?> members) {
            JsonObject.Builder object = JsonObject.builder();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                object.put(Objects.toString(member.getKey()), of(member.getValue()));
            }
            return object.build();
        }
        throw new IllegalArgumentException(value.getClass().getName().concat(" has no JSON form"));
    }

    @Override
    default JsonValue json() {
        return this;
    }

    /**
     * Returns the value as JSON text on one line.
     *
     * @return the text
     */
    default String toJson() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Returns the value as JSON text in UTF-8, on one line.
     *
     * @return the text
     */
    default byte[] toBytes() {
        return JsonWriter.write(this);
    }
}
