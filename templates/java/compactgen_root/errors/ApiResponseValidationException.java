package compactgen_root.errors;

import compactgen_root.Defect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The status says success, but the answer isn't what the description promises. */
public class ApiResponseValidationException extends ApiAnswerException {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Defect> defects;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps
     * @param defects each deviation from the schema
     */
    public ApiResponseValidationException(ErrorDetails details, List<Defect> defects) {
        super(details);
        this.defects = new ArrayList<>(defects);
    }

    /**
     * Returns each deviation from the schema, where a strict client refused the answer for them.
     *
     * @return the deviations
     */
    public final List<Defect> defects() {
        return Collections.unmodifiableList(defects);
    }
}
