package compactgen_root.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An object: members by name, in the order in which they came. */
public final class JsonObject implements JsonValue {

    private static final int LARGE = 16;
    private static final String[] NO_NAMES = {};

    private final String[] names;
    private final JsonValue[] values;
    private final String[] repeated;
    private Map<String, Integer> places; // of large objects alone, made when first needed

    JsonObject(String[] names, JsonValue[] values, String[] repeated) {
        this.names = names;
        this.values = values;
        this.repeated = repeated;
    }

    /**
     * Starts an object.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the object that has some members.
     *
     * @param members values by name; anything that {@link JsonValue#of(Object)} takes
     * @return the object, its members in the order of the map
     * @throws IllegalArgumentException if one of the values has no JSON form
     */
    public static JsonObject of(Map<String, ?> members) {
        Builder builder = new Builder();
        for (Map.Entry<String, ?> member : members.entrySet()) {
            builder.put(member.getKey(), JsonValue.of(member.getValue()));
        }
        return builder.build();
    }

    /**
     * Returns how many members there are.
     *
     * @return the number of members
     */
    public int size() {
        return names.length;
    }

    /**
     * Returns the name of one member.
     *
     * @param index its place, from 0 on
     * @return the name
     * @throws ArrayIndexOutOfBoundsException if there is no such place
     */
    public String name(int index) {
        return names[index];
    }

    /**
     * Returns the value of one member.
     *
     * @param index its place, from 0 on
     * @return the value
     * @throws ArrayIndexOutOfBoundsException if there is no such place
     */
    public JsonValue value(int index) {
        return values[index];
    }

    /**
     * Returns the names.
     *
     * @return the names of all members, in their order
     */
    public List<String> names() {
        return List.of(names);
    }

    /**
     * Returns the names that the text had more than once; of their values the last one counts.
     *
     * @return the names, each once
     */
    public List<String> repeatedNames() {
        return List.of(repeated);
    }

    /**
     * Returns the value of a name.
     *
     * @param name the name
     * @return the value; the null reference where there is none ({@link JsonNull} is a value)
     */
    public JsonValue get(String name) {
        int place = place(name);
        return place < 0 ? null : values[place];
    }

    /**
     * Returns whether there is a member of that name.
     *
     * @param name the name
     * @return whether there is one, of whatever value
     */
    public boolean has(String name) {
        return place(name) >= 0;
    }

    @SuppressWarnings("ReferenceEquality") // names that code asks for are interned, as those read
    private int place(String name) {
        if (names.length > LARGE) {
            Integer place = places().get(name);
            return place == null ? -1 : place;
        }
        for (int n = 0; n < names.length; n++) {
            if (names[n] == name) {
                return n;
            }
        }
        int hash = name.hashCode(); // which names keep: most that aren't there are told by it
        for (int n = 0; n < names.length; n++) {
            if (names[n].hashCode() == hash && names[n].equals(name)) {
                return n;
            }
        }
        return -1;
    }

    private Map<String, Integer> places() {
        Map<String, Integer> index = places;
        if (index == null) {
            index = new HashMap<>(names.length * 2);
            for (int n = 0; n < names.length; n++) {
                index.put(names[n], n);
            }
            index = Map.copyOf(index); // final inside, as a race needs it
            places = index;
        }
        return index;
    }

    /**
     * Returns a copy of the members that may be changed.
     *
     * @return values by name, in their order
     */
    public Map<String, JsonValue> asMap() {
        Map<String, JsonValue> members = new LinkedHashMap<>(names.length * 2);
        for (int n = 0; n < names.length; n++) {
            members.put(names[n], values[n]);
        }
        return members;
    }

    /** Returns whether the members are the same, whatever their order. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof JsonObject object) || object.names.length != names.length) {
            return false;
        }
        for (int n = 0; n < names.length; n++) {
            if (!values[n].equals(object.get(names[n]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int n = 0; n < names.length; n++) {
            hash += names[n].hashCode() ^ values[n].hashCode();
        }
        return hash;
    }

    /** Returns the JSON text. */
    @Override
    public String toString() {
        return toJson();
    }

    /** Makes a {@link JsonObject}. */
    public static final class Builder {

        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets a member; one of the same name is replaced where it stands.
         *
         * @param name its name
         * @param value its value
         * @return this builder
         */
        public Builder put(String name, JsonValue value) {
            members.put(Objects.requireNonNull(name), Objects.requireNonNull(value));
            return this;
        }

        /**
         * Returns the object.
         *
         * @return the object, its members in the order in which they were set
         */
        public JsonObject build() {
            int size = members.size();
            return new JsonObject(
                    members.keySet().toArray(new String[size]),
                    members.values().toArray(new JsonValue[size]),
                    NO_NAMES);
        }
    }

    static JsonObject of(String[] names, JsonValue[] values, int size, String[] repeated) {
        return new JsonObject(
                Arrays.copyOf(names, size),
                Arrays.copyOf(values, size),
                repeated == null ? NO_NAMES : repeated);
    }
}
