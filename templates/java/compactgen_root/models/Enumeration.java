package compactgen_root.models;

import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;
import compactgen_root.json.ToJson;

/** One of the texts that the description lists, or another one: providers add some. */
public abstract class Enumeration implements ToJson {

    private final String text;

    /**
     * For the types of this package.
     *
     * @param text the text as it travels
     */
    Enumeration(String text) {
        this.text = text;
    }

    /** Returns the values of the same enumeration that the description knows. */
    abstract Enumeration[] known();

    /** Returns a value of the same enumeration that the description doesn't know. */
    abstract Enumeration unknown(String text);

    /** Returns some values as they are. */
    static Enumeration[] all(Enumeration... values) {
        return values;
    }

    /**
     * Returns the text.
     *
     * @return the text as it travels
     */
    public final String asString() {
        return text;
    }

    @Override
    public final JsonValue json() {
        return JsonString.of(text);
    }

    /** Returns whether both are of one enumeration and their texts are equal. */
    @Override
    public final boolean equals(Object other) {
        return this == other
                || other instanceof Enumeration value
                        && value.getClass() == getClass()
                        && value.text.equals(text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    /** Returns the text. */
    @Override
    public final String toString() {
        return text;
    }
}
