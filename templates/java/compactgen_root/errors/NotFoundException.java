package compactgen_root.errors;

/** 404: there is nothing under this address or name. */
public class NotFoundException extends ApiStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public NotFoundException(ErrorDetails details) {
        super(details);
    }
}
