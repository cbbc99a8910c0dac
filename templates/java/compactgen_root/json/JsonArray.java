package compactgen_root.json;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A list of values. */
public final class JsonArray implements JsonValue, Iterable<JsonValue> {

    private final JsonValue[] items;

    JsonArray(JsonValue[] items) {
        this.items = items;
    }

    /**
     * Returns the array of some values.
     *
     * @param items anything that {@link JsonValue#of(Object)} takes
     * @return the array
     * @throws IllegalArgumentException if one of them has no JSON form
     */
    public static JsonArray of(List<?> items) {
        JsonValue[] values = new JsonValue[items.size()];
        int count = 0;
        for (Object item : items) {
            values[count++] = JsonValue.of(item);
        }
        return new JsonArray(values);
    }

    /**
     * Returns how many values there are.
     *
     * @return the number of values
     */
    public int size() {
        return items.length;
    }

    /**
     * Returns one value.
     *
     * @param index its place, from 0 on
     * @return the value
     * @throws ArrayIndexOutOfBoundsException if there is no such place
     */
    public JsonValue get(int index) {
        return items[index];
    }

    /**
     * Returns the values as a list that can't be changed.
     *
     * @return the values, in their order
     */
    public List<JsonValue> asList() {
        return List.of(items);
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return asList().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray array && Arrays.equals(items, array.items);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(items);
    }

    /** Returns the JSON text. */
    @Override
    public String toString() {
        return toJson();
    }
}
