package compactgen_root.errors;

/** The provider refused the request or failed on it. */
public class ApiStatusException extends ApiAnswerException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ApiStatusException(ErrorDetails details) {
        super(details);
    }
}
