package compactgen_root.models;

import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

import java.util.HashMap;
import java.util.Map;

/**
 * How values of an enumeration are read.
 *
 * @param <E> the enumeration
 */
final class EnumerationReading<E extends Enumeration> extends Reading<E> {

    private final E example;
    private Map<String, Enumeration> known; // made when it is first asked for: races do no harm

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
        Enumeration known = known().get(string.value());
        @SuppressWarnings("unchecked") // each enumeration knows and makes values of its own
        E found = (E) (known == null ? example.unknown(string.value()) : known);
        return found;
    }

    private Map<String, Enumeration> known() {
        Map<String, Enumeration> values = known;
        if (values == null) {
            values = new HashMap<>();
            for (Enumeration value : example.known()) {
                values.put(value.asString(), value);
            }
            values = Map.copyOf(values); // which threads may share that don't wait for each other
            known = values;
        }
        return values;
    }

    @Override
    void check(JsonValue value, Checks checks) {
        if (!(value instanceof JsonString)) {
            checks.add(expected());
        }
    }
}
