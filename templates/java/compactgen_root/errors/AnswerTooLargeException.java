package compactgen_root.errors;

/** An answer began whose body is larger than the client's limits. */
public class AnswerTooLargeException extends ApiConnectionException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     * @param sent whether the request may have reached the server
     */
    public AnswerTooLargeException(ErrorDetails details, boolean sent) {
        super(details, sent);
    }
}
