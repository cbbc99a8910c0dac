package compactgen_root.models;

import compactgen_root.Defect;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The members of an object that is being made: what builders derive from.
 *
 * @param <B> the builder
 */
abstract class Members<B extends Members<B>> {

    private static final String[] NONE = {};

    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    private final Map<String, JsonValue> additional = new LinkedHashMap<>();
    private final String[] order;
    private final JsonObject start; // null where there is none

    /**
     * Starts with the members of an object, or with no member.
     *
     * @param start the object, whose members keep their order; the null reference for none
     * @param order the names in the order in which they are written, whatever order they are set in
     */
    Members(JsonObject start, String... order) {
        this.order = start == null ? order : NONE;
        this.start = start;
        if (start != null) {
            members.putAll(start.asMap());
        }
    }

    /** Returns this builder. */
    @SuppressWarnings("unchecked") // each builder says that it is its own
    final B self() {
        return (B) this;
    }

    /** Sets a member that is always the same, if no object is there that has one already. */
    final void constant(String name, Object value) {
        if (start == null) {
            put(name, value);
        }
    }

    /**
     * Sets a member.
     *
     * @param value anything that {@link JsonValue#of(Object)} takes, but the null reference
     */
    final void put(String name, Object value) {
        members.put(name, JsonValue.of(Objects.requireNonNull(value, name)));
    }

    /**
     * Sets a member that callers know by another name.
     *
     * @param setter what the method is called that sets it
     * @param value anything that {@link JsonValue#of(Object)} takes, but the null reference
     */
    final void put(String name, String setter, Object value) {
        members.put(name, JsonValue.of(Objects.requireNonNull(value, setter)));
    }

    /** Sets a member if there is a value. */
    final void putOptional(String name, Optional<?> value) {
        putOptional(name, name, value);
    }

    /** Sets a member that callers know by another name, if there is a value. */
    final void putOptional(String name, String setter, Optional<?> value) {
        if (Objects.requireNonNull(value, setter).isPresent()) {
            put(name, setter, value.get());
        }
    }

    /** Sets a member to null, which isn't the same as leaving it out. */
    final void putNull(String name) {
        members.put(name, JsonNull.NULL);
    }

    /**
     * Sets or replaces a member that the description doesn't know of, or says something else of.
     */
    final void putAdditional(String name, JsonValue value) {
        Objects.requireNonNull(name, "name");
        additional.put(name, Objects.requireNonNull(value, name));
    }

    /** Returns whether a member was set to a value of its own type. */
    @SuppressWarnings("ReferenceEquality") // the same value is the one that was there before
    final boolean isSet(String name) {
        JsonValue value = members.get(name);
        return value != null
                && !additional.containsKey(name)
                && (start == null || value != start.get(name));
    }

    /**
     * Returns an object as it is.
     *
     * @throws IllegalStateException if a member was set to what breaks a limit of the description
     */
    final <M extends Model> M checked(M model) {
        Checks checks = new Checks(this);
        checks.model(model);
        for (Defect defect : checks.defects()) {
            throw new IllegalStateException(
                    model.getClass()
                            .getSimpleName()
                            .concat(": ")
                            .concat(defect.pointer())
                            .concat(" ")
                            .concat(defect.message()));
        }
        return model;
    }

    /**
     * Returns the object.
     *
     * @param required the names of members that have to be set, each with that of its setter
     * @throws IllegalStateException if one of them isn't set; the message names the setters
     */
    final JsonObject made(String... required) {
        StringBuilder missing = new StringBuilder();
        for (int n = 0; n < required.length; n += 2) {
            String name = required[n];
            if (!members.containsKey(name) && !additional.containsKey(name)) {
                missing.append(missing.length() == 0 ? "" : ", ").append(required[n + 1]);
            }
        }
        if (missing.length() > 0) {
            String owner = getClass().getEnclosingClass().getSimpleName();
            throw new IllegalStateException(
                    owner.concat(": required and missing: ").concat(missing.toString()));
        }
        JsonObject.Builder object = JsonObject.builder();
        for (String name : order) {
            JsonValue value = members.get(name);
            if (value != null) {
                object.put(name, value);
            }
        }
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            object.put(
                    member.getKey(), member.getValue()); // those of the order stay where they are
        }
        for (Map.Entry<String, JsonValue> member : additional.entrySet()) {
            object.put(member.getKey(), member.getValue());
        }
        return object.build();
    }
}
