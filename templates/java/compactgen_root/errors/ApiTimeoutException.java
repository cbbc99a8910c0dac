package compactgen_root.errors;

/** No answer came in time. */
public class ApiTimeoutException extends ApiConnectionException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     * @param sent whether the request may have reached the server
     */
    public ApiTimeoutException(ErrorDetails details, boolean sent) {
        super(details, sent);
    }
}
