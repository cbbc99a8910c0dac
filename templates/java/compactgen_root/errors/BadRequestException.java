package compactgen_root.errors;

/** 400: the request is at fault. */
public class BadRequestException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public BadRequestException(ErrorDetails details) {
        super(details);
    }
}
