package compactgen_root.internal;

import compactgen_root.errors.ApiStatusException;
import compactgen_root.errors.ErrorDetails;

/** What a provider's codes mean: an exception, and whether trying again can help. */
public abstract class ErrorCodes {

    /** Of a provider whose codes mean nothing special. */
    public static final ErrorCodes NONE =
            new ErrorCodes() {
                @Override
                public ApiStatusException exception(String code, ErrorDetails details) {
                    return null;
                }

                @Override
                public boolean retried(String code) {
                    return true;
                }
            };

    /** For the tables of this package. */
    public ErrorCodes() {}

    /**
     * Returns the exception that stands for a code.
     *
     * @param code the code
     * @param details what it is made with
     * @return the exception; the null reference where the code means nothing special
     */
    public abstract ApiStatusException exception(String code, ErrorDetails details);

    /**
     * Returns whether trying again can help.
     *
     * @param code the code
     * @return whether it can; true of codes that mean nothing special
     */
    public abstract boolean retried(String code);
}
