package compactgen_root.errors;

/** A value given to a call can't be sent. The message names it and doesn't show it. */
public class ArgumentException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ArgumentException(ErrorDetails details) {
        super(details);
    }
}
