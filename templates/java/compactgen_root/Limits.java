package compactgen_root;

/**
 * How large an answer may be.
 *
 * @param wire bytes of the body as it is received
 * @param decoded bytes of the body once it is decompressed
 */
public record Limits(long wire, long decoded) {

    private static final long MEBIBYTE = 1024L * 1024;

    /** What clients allow that aren't told anything else: 64 MiB both ways. */
    public static final Limits DEFAULT = new Limits(64 * MEBIBYTE, 64 * MEBIBYTE);

    /**
     * Refuses what can't be a limit.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public Limits {
        if (wire < 0 || decoded < 0) {
            throw new IllegalArgumentException("limits have to be 0 or more");
        }
    }
}
