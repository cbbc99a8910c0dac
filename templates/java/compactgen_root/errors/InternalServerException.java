package compactgen_root.errors;

/** 500 and above: the provider failed. */
public class InternalServerException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public InternalServerException(ErrorDetails details) {
        super(details);
    }
}
