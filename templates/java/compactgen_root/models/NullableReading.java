package compactgen_root.models;

import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonValue;

import java.util.Optional;

/**
 * How values are read that may be null.
 *
 * @param <T> the type of other values
 */
final class NullableReading<T> extends Reading<Optional<T>> {

    private final Reading<T> other;

    NullableReading(Reading<T> other) {
        super(other.expected());
        this.other = other;
    }

    @Override
    @SuppressWarnings("OptionalAssignedToNull") // which says that it can't be read
    public Optional<T> read(JsonValue value) {
        if (value == JsonNull.NULL) {
            return Optional.empty();
        }
        T read = other.read(value);
        return read == null ? null : Optional.of(read);
    }

    @Override
    void check(JsonValue value, Checks checks) {
        if (value != JsonNull.NULL) {
            other.check(value, checks);
        }
    }
}
