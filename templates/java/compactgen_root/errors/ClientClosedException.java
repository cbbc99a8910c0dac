package compactgen_root.errors;

/** The client, or the one that it shares its connections with, was closed before the call. */
public class ClientClosedException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ClientClosedException(ErrorDetails details) {
        super(details);
    }
}
