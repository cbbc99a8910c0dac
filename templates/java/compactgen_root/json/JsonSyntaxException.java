package compactgen_root.json;

/** A text isn't JSON in UTF-8. The message says where and why, and shows nothing of the text. */
public final class JsonSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** It isn't JSON. */
        SYNTAX,
        /** It may be JSON, but is nested more deeply than is read. */
        TOO_DEEP,
        /** It may be JSON, but has more values than are read. */
        TOO_MANY
    }

    private final long offset;
    private final Kind kind;

    JsonSyntaxException(long offset, String reason, Kind kind) {
        super("not JSON at byte ".concat(Long.toString(offset)).concat(": ").concat(reason));
        this.offset = offset;
        this.kind = kind;
    }

    /**
     * Returns where the text stops being JSON.
     *
     * @return bytes from its start
     */
    public long offset() {
        return offset;
    }

    /**
     * Returns what is wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
