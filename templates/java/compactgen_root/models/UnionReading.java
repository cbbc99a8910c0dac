package compactgen_root.models;

import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;
import compactgen_root.json.ToJson;

/**
 * How values are read that may be one thing or another: each is something.
 *
 * @param <T> what all of them are
 */
final class UnionReading<T> extends Reading<T> {

    private final UnknownValue example;
    private final boolean growing;

    /**
     * Reads objects as another value is one; those of kinds that aren't known are nothing wrong.
     *
     * @param example one that can't be told, which tells others
     */
    UnionReading(UnknownValue example) {
        super("should be an object");
        this.example = example;
        this.growing = true;
    }

    /**
     * Reads values of some JSON types as another value is one.
     *
     * @param expected what a value of any other type should have been
     * @param example one of any other type, which tells others
     */
    UnionReading(String expected, UnknownValue example) {
        super(expected);
        this.example = example;
        this.growing = false;
    }

    @Override
    public T read(JsonValue value) {
        @SuppressWarnings("unchecked") // each tells values of its own place
        T read = (T) example.viewOf(value);
        return read;
    }

    @Override
    void check(JsonValue value, Checks checks) {
        ToJson view = example.viewOf(value);
        if (view instanceof Model model) {
            checks.model(model);
        } else if (view instanceof JsonView known) {
            known.reading().check(value, checks);
        } else if (!growing || !(value instanceof JsonObject)) {
            checks.add(expected());
        }
    }
}
