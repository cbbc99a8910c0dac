package compactgen_root.errors;

import java.util.Optional;

/** The provider refused the request or failed on it. */
public class ApiStatusException extends ApiAnswerException {

    private static final long serialVersionUID = 1L;

    private final transient Object error;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ApiStatusException(ErrorDetails details) {
        super(details);
        this.error = details.error;
    }

    /**
     * Returns the body of the error as the description has it for its status, with the credential
     * masked should the server have repeated it.
     *
     * @param <T> what is expected
     * @param kind its class
     * @return the body; empty where it is no such object, or the exception was serialized
     */
    public final <T> Optional<T> typed(Class<T> kind) {
        return kind.isInstance(error) ? Optional.of(kind.cast(error)) : Optional.empty();
    }
}
