package compactgen_root.models;

import compactgen_root.json.JsonArray;
import compactgen_root.json.JsonValue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How arrays are read.
 *
 * @param <T> the type of items
 */
final class ListReading<T> extends Reading<List<T>> {

    private final Reading<T> item;

    ListReading(Reading<T> item) {
        super("should be an array");
        this.item = item;
    }

    @Override
    public List<T> read(JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            return null;
        }
        Object[] items = new Object[array.size()];
        for (int n = 0; n < items.length; n++) {
            items[n] = inside(item, array.get(n), n);
        }
        @SuppressWarnings("unchecked") // nothing but what the reading returned is in it
        List<T> list = (List<T>) Collections.unmodifiableList(Arrays.asList(items));
        return list;
    }

    @Override
    void check(JsonValue value, Checks checks) {
        if (value instanceof JsonArray array) {
            for (int n = 0; n < array.size(); n++) {
                checks.at(n, item, array.get(n));
            }
        } else {
            checks.add(expected());
        }
    }
}
