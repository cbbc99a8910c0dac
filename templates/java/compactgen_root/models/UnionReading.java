package compactgen_root.models;

import compactgen_root.json.JsonValue;

/**
 * How values are read that may be one thing or another: each is something.
 *
 * @param <T> what all of them are
 */
final class UnionReading<T> extends Reading<T> {

    /** What stands at the place of a union should have been that. */
    static final String OBJECT_EXPECTED = "should be an object";

    private final UnknownValue example;

    /**
     * Reads values as another value is one.
     *
     * @param expected what a value that can't be told should have been
     * @param example one that can't be told, which tells others
     */
    UnionReading(String expected, UnknownValue example) {
        super(expected);
        this.example = example;
    }

    @Override
    public T read(JsonValue value) {
        @SuppressWarnings("unchecked") // each tells values of its own place
        T read = (T) example.viewOf(value);
        return read;
    }

    @Override
    void check(JsonValue value, Checks checks) {
        example.check(value, checks);
    }
}
