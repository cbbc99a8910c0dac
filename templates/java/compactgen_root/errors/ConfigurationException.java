package compactgen_root.errors;

/** A client can't be set up with what it was given, or its credential can't be used. */
public class ConfigurationException extends ArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     */
    public ConfigurationException(ErrorDetails details) {
        super(details);
    }
}
