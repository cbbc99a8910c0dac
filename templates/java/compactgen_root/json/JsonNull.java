package compactgen_root.json;

/** The value null. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
