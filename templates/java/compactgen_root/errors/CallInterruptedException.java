package compactgen_root.errors;

/**
 * The thread was interrupted while it waited; its flag is set again. The request may have been
 * carried out.
 */
public class CallInterruptedException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public CallInterruptedException(ErrorDetails details) {
        super(details);
    }
}
