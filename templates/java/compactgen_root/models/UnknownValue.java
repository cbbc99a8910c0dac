package compactgen_root.models;

import compactgen_root.json.JsonValue;
import compactgen_root.json.ToJson;

/** A value of no kind, or of no JSON type, that the description knows at its place. */
public interface UnknownValue extends ToJson {

    /**
     * Returns what another value is that stands at the same place.
     *
     * @param value any value
     * @return one of what may stand there
     */
    ToJson viewOf(JsonValue value);
}
