package compactgen_root.models;

import compactgen_root.json.JsonValue;
import compactgen_root.json.ToJson;

import java.util.Objects;

/**
 * A value as one of those that may stand at its place: whole, whatever is known of it.
 *
 * @param <J> its JSON type
 */
public abstract class JsonView<J extends JsonValue> implements ToJson {

    private final J json;

    /**
     * For the types of this package.
     *
     * @param json the value as it came or will be sent
     */
    JsonView(J json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    /** Returns the value as it came or as it will be sent: nothing added, nothing left out. */
    @Override
    public final J json() {
        return json;
    }

    /** Returns whether both are of one class and their JSON is equal. */
    @Override
    public final boolean equals(Object other) {
        return this == other
                || other instanceof JsonView<?> view
                        && view.getClass() == getClass()
                        && view.json.equals(json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    /** Returns the class; the value may be somebody's secret. */
    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
