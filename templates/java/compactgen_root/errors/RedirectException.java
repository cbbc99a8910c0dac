package compactgen_root.errors;

/** 300 to 399: the answer leads somewhere else, and the request wasn't sent there. */
public class RedirectException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public RedirectException(ErrorDetails details) {
        super(details);
    }
}
