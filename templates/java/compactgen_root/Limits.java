package compactgen_root;

/**
 * How large an answer may be.
 *
 * @param wire bytes of the body as it is received
 * @param decoded bytes of the body once it is decompressed
 * @param values values in the JSON of the body; an empty array or object counts as two
 */
public record Limits(long wire, long decoded, long values) {

    private static final long MEBIBYTE = 1024L * 1024;

    /** What clients allow that aren't told anything else: 64 MiB both ways, and 500,000 values. */
    public static final Limits DEFAULT = new Limits(64 * MEBIBYTE, 64 * MEBIBYTE, 500_000);

    /**
     * Refuses what can't be a limit.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public Limits {
        if (wire < 0 || decoded < 0 || values < 0) {
            throw new IllegalArgumentException("limits have to be 0 or more");
        }
    }
}
