package compactgen_root;

import java.io.Serializable;
import java.util.Objects;

/**
 * A place where a value breaks the schema. No value of the server's is in it.
 *
 * @param pointer where, as a JSON pointer into the value
 * @param message what is wrong there
 */
public record Defect(String pointer, String message) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Refuses null references. */
    public Defect {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(message);
    }
}
