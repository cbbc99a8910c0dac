package compactgen_root.models;

import compactgen_root.json.ToJson;

/** A value of one of the JSON types that may stand at its place. */
interface JsonView extends ToJson {

    /** Returns how the value is read, and held to limits. */
    Reading<?> reading();
}
