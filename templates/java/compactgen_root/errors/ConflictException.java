package compactgen_root.errors;

/** 409: the request contradicts the state that it meets. */
public class ConflictException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ConflictException(ErrorDetails details) {
        super(details);
    }
}
