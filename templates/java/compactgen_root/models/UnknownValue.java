package compactgen_root.models;

import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;
import compactgen_root.json.ToJson;

/** A value of no kind, or of no JSON type, that the description knows at its place. */
public abstract class UnknownValue extends JsonView<JsonValue> {

    /**
     * For the types of this package.
     *
     * @param json the value as it came
     */
    UnknownValue(JsonValue json) {
        super(json);
    }

    /** Returns what another value is that stands at the same place. */
    abstract ToJson viewOf(JsonValue value);

    /** Tells everything that is wrong with another value that stands at the same place. */
    void check(JsonValue value, Checks checks) {
        if (!(value instanceof JsonObject)) {
            checks.add(UnionReading.OBJECT_EXPECTED);
        } else if (viewOf(value) instanceof Model model) {
            checks.model(model);
        }
    }
}
