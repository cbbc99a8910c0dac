package compactgen_root.errors;

/** 422: the request is well formed and makes no sense. */
public class UnprocessableEntityException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public UnprocessableEntityException(ErrorDetails details) {
        super(details);
    }
}
