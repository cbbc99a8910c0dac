package compactgen_root.errors;

/** An answer began and broke off, or its body isn't in the form that its headers name. */
public class IncompleteAnswerException extends ApiConnectionException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     * @param sent whether the request may have reached the server
     */
    public IncompleteAnswerException(ErrorDetails details, boolean sent) {
        super(details, sent);
    }
}
