package compactgen_root.internal;

import compactgen_root.errors.ArgumentException;
import compactgen_root.errors.ConfigurationException;
import compactgen_root.errors.ErrorDetails;

/** Exceptions for what is wrong before there is a call. */
final class Failures {

    private Failures() {}

    static ArgumentException argument(String... message) {
        return new ArgumentException(new ErrorDetails().message(Text.joined(message)));
    }

    static ConfigurationException configuration(String... message) {
        return new ConfigurationException(new ErrorDetails().message(Text.joined(message)));
    }
}
