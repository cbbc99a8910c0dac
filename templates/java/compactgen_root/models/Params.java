package compactgen_root.models;

import compactgen_root.internal.Arguments;
import compactgen_root.json.JsonObject;

/** What an operation is called with: an object that is its body, and what is sent besides. */
public abstract class Params extends Model {

    private final Arguments arguments;

    /**
     * For the types of this package.
     *
     * @param json the arguments that are members of the body
     * @param arguments all that is sent
     */
    Params(JsonObject json, Arguments arguments) {
        super(json);
        this.arguments = arguments.describedBy(this);
    }

    /**
     * Returns what is sent, for the clients of this package.
     *
     * @return the body and the parameters
     */
    public final Arguments arguments() {
        return arguments;
    }
}
