package compactgen_root.json;

/** A text isn't JSON in UTF-8. The message says where and why, and shows nothing of the text. */
public final class JsonSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final long offset;
    private final boolean deep;

    JsonSyntaxException(long offset, String reason, boolean deep) {
        super("not JSON at byte ".concat(Long.toString(offset)).concat(": ").concat(reason));
        this.offset = offset;
        this.deep = deep;
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
     * Returns whether it may be JSON, but is nested more deeply than is read.
     *
     * @return whether it is too deep
     */
    public boolean isTooDeep() {
        return deep;
    }
}
