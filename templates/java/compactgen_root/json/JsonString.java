package compactgen_root.json;

import java.util.Objects;

/** A string. It may hold halves of surrogate pairs, which JSON can write and UTF-8 can't. */
public final class JsonString implements JsonValue {

    private final String value;

    private JsonString(String value) {
        this.value = value;
    }

    /**
     * Returns the JSON string of a text.
     *
     * @param value the text
     * @return the string
     */
    public static JsonString of(String value) {
        return new JsonString(Objects.requireNonNull(value));
    }

    /**
     * Returns the text.
     *
     * @return the text
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && string.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Returns the JSON text. */
    @Override
    public String toString() {
        return toJson();
    }
}
