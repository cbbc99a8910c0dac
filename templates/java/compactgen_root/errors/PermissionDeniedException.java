package compactgen_root.errors;

/** 403: the credential doesn't allow this. */
public class PermissionDeniedException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public PermissionDeniedException(ErrorDetails details) {
        super(details);
    }
}
