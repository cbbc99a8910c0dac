package compactgen_root.models;

import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

/**
 * How values of an enumeration are read.
 *
 * @param <E> the enumeration
 */
final class EnumerationReading<E extends Enumeration> extends Reading<E> {

    private final E example;

    /**
     * Reads values as another value is one.
     *
     * @param example any value of the enumeration, which finds others
     */
    EnumerationReading(E example) {
        super("should be a string", true);
        this.example = example;
    }

    @Override
    public E read(JsonValue value) {
        if (!(value instanceof JsonString string)) {
            return null;
        }
        @SuppressWarnings("unchecked") // each enumeration finds values of its own
        E found = (E) example.valueOf(string.value());
        return found;
    }

    @Override
    void check(JsonValue value, Checks checks) {
        if (!(value instanceof JsonString)) {
            checks.add(expected());
        }
    }
}
