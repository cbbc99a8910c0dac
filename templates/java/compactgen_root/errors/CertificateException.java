package compactgen_root.errors;

/** The server's certificate doesn't prove that it is the one that was asked for. */
public class CertificateException extends ApiConnectionException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     * @param sent whether the request may have reached the server
     */
    public CertificateException(ErrorDetails details, boolean sent) {
        super(details, sent);
    }
}
