package compactgen_root.models;

import compactgen_root.json.ToJson;

import java.util.Objects;

/** What records have in common that keep a value whole, whatever is known of it. */
final class JsonRecord {

    private JsonRecord() {}

    /** Refuses the null reference. */
    static void requireJson(Object json) {
        Objects.requireNonNull(json, "json");
    }

    /** Returns whether both are of one class and their JSON is equal. */
    static boolean equal(ToJson one, Object other) {
        return one == other
                || other instanceof ToJson value
                        && value.getClass() == one.getClass()
                        && value.json().equals(one.json());
    }

    /** Returns the class; the value may be somebody's secret. */
    static String text(ToJson one) {
        return one.getClass().getSimpleName();
    }
}
