package compactgen_root.errors;

/**
 * An object doesn't hold what its accessor promises. The message names the class and the place, and
 * shows no value.
 */
public final class InvalidDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For the models of this package.
     *
     * @param message the class, the place and what is wrong there
     */
    public InvalidDataException(String message) {
        super(message);
    }
}
