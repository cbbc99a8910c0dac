package compactgen_root.errors;

/** 401: the credential is missing, wrong or expired. */
public class AuthenticationException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public AuthenticationException(ErrorDetails details) {
        super(details);
    }
}
