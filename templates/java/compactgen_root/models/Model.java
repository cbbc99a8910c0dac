package compactgen_root.models;

import compactgen_root.Defect;
import compactgen_root.errors.InvalidDataException;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;
import compactgen_root.json.ToJson;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object of the API: typed where it is known, whole in any case.
 *
 * <p>Reading never fails. An accessor throws {@link InvalidDataException} where the object doesn't
 * hold what the description promises; {@link #defects()} tells all such places at once.
 */
public abstract class Model implements ToJson {

    private final JsonObject json;

    /**
     * For the types of this package.
     *
     * @param json the object
     */
    Model(JsonObject json) {
        this.json = json;
    }

    /** Returns the object as it came or as it will be sent: nothing added, nothing left out. */
    @Override
    public final JsonObject json() {
        return json;
    }

    /**
     * Returns where the object, and all that is in it, breaks its schema.
     *
     * @return the places, at most some thousands; none where it keeps to it
     */
    public final List<Defect> defects() {
        Checks checks = new Checks(false);
        checks.model(this);
        return checks.defects();
    }

    /** Returns an object of the same class that is a view of some JSON. */
    abstract ToJson viewOf(JsonObject json);

    /** Tells what is wrong with the members. */
    abstract void check(Checks checks);

    /** Returns whether both are of one class and their JSON is equal, and what is sent besides. */
    @Override
    public final boolean equals(Object other) {
        return this == other
                || other instanceof Model model
                        && model.getClass() == getClass()
                        && model.json.equals(json)
                        && besides(model).equals(besides(this));
    }

    private static List<Object> besides(Model model) {
        return model instanceof Params params ? params.arguments().besides() : List.of();
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    /** Returns the class and the names of the members; their values may be somebody's secret. */
    @Override
    public final String toString() {
        return getClass().getSimpleName().concat(json.names().toString());
    }

    // What generated accessors are made of.

    /** Returns whether there is nothing to read: no such member, or null. */
    final boolean absent(String name) {
        JsonValue value = json.get(name);
        return value == null || value == JsonNull.NULL;
    }

    /** Returns a member that has to be there and can be read. */
    final <T> T value(String name, Reading<T> reading) {
        JsonValue value = json.get(name);
        if (value == null) {
            throw new InvalidDataException(
                    getClass()
                            .getSimpleName()
                            .concat(": ")
                            .concat(Checks.token(name))
                            .concat(" is required and missing"));
        }
        try {
            return Reading.inside(reading, value, name);
        } catch (InvalidDataException e) { // which knows the place, but not the class
            throw new InvalidDataException(
                    getClass().getSimpleName().concat(": ").concat(e.getMessage()));
        }
    }

    /** Returns a member that may be missing or null. */
    final <T> Optional<T> optional(String name, Reading<T> reading) {
        return absent(name) ? Optional.empty() : Optional.of(value(name, reading));
    }

    final String text(String name) {
        return value(name, Reading.TEXT);
    }

    final long whole(String name) {
        return value(name, Reading.WHOLE);
    }

    final double real(String name) {
        return value(name, Reading.REAL);
    }

    final boolean flag(String name) {
        return value(name, Reading.FLAG);
    }

    final <T> List<T> list(String name, Reading<T> item) {
        return value(name, Reading.list(item));
    }

    final <T> Map<String, T> map(String name, Reading<T> member) {
        return value(name, Reading.map(member));
    }

    final Optional<String> optionalText(String name) {
        return optional(name, Reading.TEXT);
    }

    final Optional<Long> optionalWhole(String name) {
        return optional(name, Reading.WHOLE);
    }

    final Optional<Double> optionalReal(String name) {
        return optional(name, Reading.REAL);
    }

    final Optional<Boolean> optionalFlag(String name) {
        return optional(name, Reading.FLAG);
    }

    final <T> Optional<List<T>> optionalList(String name, Reading<T> item) {
        return optional(name, Reading.list(item));
    }

    final <T> Optional<Map<String, T>> optionalMap(String name, Reading<T> member) {
        return optional(name, Reading.map(member));
    }
}
