package compactgen_root.json;

/** True or false. */
public enum JsonBoolean implements JsonValue {
    /** The value true. */
    TRUE,
    /** The value false. */
    FALSE;

    /**
     * Returns the constant for a value.
     *
     * @param value the value
     * @return its constant
     */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * Returns the value.
     *
     * @return the value
     */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String toString() {
        return this == TRUE ? "true" : "false";
    }
}
