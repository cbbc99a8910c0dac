package compactgen_root.models;

import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The members of an object that is being made: what builders derive from. */
abstract class Members {

    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    private final Map<String, JsonValue> additional = new LinkedHashMap<>();
    private final String[] order;

    /**
     * Starts with no member.
     *
     * @param order the names in the order in which they are written, whatever order they are set in
     */
    Members(String... order) {
        this.order = order;
    }

    /** Starts with the members of an object, which keep their order. */
    Members(JsonObject json) {
        this.order = new String[0];
        members.putAll(json.asMap());
    }

    /**
     * Sets a member.
     *
     * @param value anything that {@link JsonValue#of(Object)} takes, but the null reference
     */
    final void put(String name, Object value) {
        members.put(name, JsonValue.of(Objects.requireNonNull(value, name)));
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

    /**
     * Returns the object.
     *
     * @throws IllegalStateException if a required member isn't set; the message names all of them
     */
    final JsonObject made(String... required) {
        StringBuilder missing = new StringBuilder();
        for (String name : required) {
            if (!members.containsKey(name) && !additional.containsKey(name)) {
                missing.append(missing.length() == 0 ? "" : ", ").append(name);
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
