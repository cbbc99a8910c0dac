package compactgen_root.errors;

/** A code of a provider's that has a class of its own. */
public class QuotaException extends RateLimitException {

    private static final long serialVersionUID = 1L;

    public QuotaException(ErrorDetails details) {
        super(details);
    }
}
