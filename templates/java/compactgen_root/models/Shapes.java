package compactgen_root.models;

import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

/** What rules ask of an object to find out of which kind it is. */
final class Shapes {

    private Shapes() {}

    /** Returns whether at least one of some members is there. */
    static boolean hasAny(JsonObject object, String... names) {
        for (String name : names) {
            if (object.has(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a value is one of some constants; the null reference is none. */
    static boolean isOneOf(JsonValue value, Object... constants) {
        for (Object constant : constants) {
            if (JsonValue.of(constant).equals(value)) {
                return true;
            }
        }
        return false;
    }
}
