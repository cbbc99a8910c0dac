package compactgen_root.errors;

/** 429: too many requests, or a quota is used up. */
public class RateLimitException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public RateLimitException(ErrorDetails details) {
        super(details);
    }
}
