package compactgen_root.models;

import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

/**
 * What the builders of objects have in common.
 *
 * @param <B> the builder
 */
abstract class ModelBuilder<B extends ModelBuilder<B>> extends Members<B> {

    /**
     * Starts with the members of an object, or with no member.
     *
     * @param start the object; the null reference for none
     * @param order the names in the order in which they are written, whatever order they are set in
     */
    ModelBuilder(JsonObject start, String... order) {
        super(start, order);
    }

    /**
     * Adds a member that the description doesn't know of, or in place of one that it does.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public final B putAdditionalProperty(String name, JsonValue value) {
        putAdditional(name, value);
        return self();
    }
}
