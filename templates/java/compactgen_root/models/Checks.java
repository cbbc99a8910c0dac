package compactgen_root.models;

import compactgen_root.Defect;
import compactgen_root.internal.Arguments;
import compactgen_root.internal.ValueLimit;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A walk over a value that notes where it breaks its schema. */
final class Checks {

    /** How many are told: an answer that is all defects would cost many times its size in them. */
    private static final int MOST = 10_000;

    /** Characters of their pointers together. */
    private static final int ROOM = 4 * 1024 * 1024;

    private final List<Defect> defects = new ArrayList<>();
    private String[] names = new String[16]; // on the way to the value; null for a place
    private int[] places = new int[16];
    private int depth;
    private JsonObject object;
    private int room = ROOM;
    private boolean full;
    private final boolean shaping;
    private final Members<?> set;
    private boolean recognized;
    private boolean demanding;

    /**
     * Starts a walk.
     *
     * @param shaping whether it only finds out if an object is one of its class at all
     */
    Checks(boolean shaping) {
        this.shaping = shaping;
        this.set = null;
    }

    /**
     * Starts a walk over what a builder was told, but for the objects in it.
     *
     * @param set the members that were set
     */
    Checks(Members<?> set) {
        this.shaping = false;
        this.set = set;
    }

    /** Returns whether the object has a member that its class knows. */
    boolean isRecognized() {
        return recognized;
    }

    /** Returns whether the class has a member that is required. */
    boolean isDemanding() {
        return demanding;
    }

    /** Checks an object of a known type: its members, and whether it names one of them twice. */
    void model(Model model) {
        if (set != null && depth > 0) {
            return; // it came from elsewhere, and what came travels on as it is
        }
        JsonObject outer = object;
        object = model.json();
        for (String name : object.repeatedNames()) {
            at(name, "is there more than once");
        }
        model.check(this);
        object = outer;
    }

    /**
     * Checks a member of the object that is being checked.
     *
     * @param required whether it has to be there
     * @param nullable whether it may be null
     */
    void member(String name, Reading<?> reading, boolean required, boolean nullable) {
        JsonValue value = looked(name, required);
        if (value instanceof JsonString && reading.takesText()) {
            return; // as most are
        }
        if (value != null && (value != JsonNull.NULL || !nullable)) {
            at(name, reading, value);
        }
    }

    /**
     * Checks a member that has to be there with one text.
     *
     * @param nullable whether it may be null
     */
    void constant(String name, String text, boolean nullable) {
        JsonValue value = looked(name, true);
        boolean right =
                value == null
                        || value instanceof JsonString string && string.value().equals(text)
                        || nullable && value == JsonNull.NULL;
        if (!right) {
            at(name, "should be \"".concat(text).concat("\""));
        }
    }

    /**
     * Checks a member that has to be there with one value that is no text.
     *
     * @param constant what {@link JsonValue#of(Object)} takes
     * @param nullable whether it may be null
     */
    void constant(String name, Object constant, boolean nullable) {
        member(name, Reading.limited(Reading.ANY, ValueLimit.constant(constant)), true, nullable);
    }

    /** Returns a member that is to be checked; the null reference if there is nothing to check. */
    private JsonValue looked(String name, boolean required) {
        JsonValue value = object.get(name);
        if (shaping) {
            recognized = recognized || value != null;
            demanding = demanding || required;
            return null;
        }
        if (set != null) {
            return set.isSet(name) ? value : null;
        }
        if (value == null && required) {
            at(name, "is required and missing");
        }
        return value;
    }

    /** Notes that something is wrong with what has a name, or should be there. */
    private void at(String name, String message) {
        step(name, 0);
        add(message);
        depth--;
    }

    /** Checks what stands below a name. */
    void at(String name, Reading<?> reading, JsonValue value) {
        if (!full) {
            step(name, 0);
            reading.check(value, this);
            depth--;
        }
    }

    /** Checks what stands at a place of an array. */
    void at(int place, Reading<?> reading, JsonValue value) {
        if (!full) {
            step(null, place);
            reading.check(value, this);
            depth--;
        }
    }

    private void step(String name, int place) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            places = Arrays.copyOf(places, depth * 2);
        }
        names[depth] = name;
        places[depth] = place;
        depth++;
    }

    /** Checks what is sent as a body, if something is. */
    void body(Reading<?> reading, Arguments arguments) {
        if (arguments.body() != null) {
            reading.check(arguments.body(), this);
        }
    }

    /** Notes that something is wrong with the value that is being checked. */
    void add(String message) {
        if (full) {
            return;
        }
        String pointer = pointer();
        room -= pointer.length();
        if (defects.size() == MOST || room < 0) {
            full = true;
            defects.add(new Defect("", "has more defects than are told"));
        } else {
            defects.add(new Defect(pointer, message));
        }
    }

    List<Defect> defects() {
        return List.copyOf(defects);
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (int n = 0; n < depth; n++) {
            pointer.append(token(names[n] == null ? Integer.toString(places[n]) : names[n]));
        }
        return pointer.toString();
    }

    /** Returns a name as a part of a JSON pointer. */
    static String token(String name) {
        return "/".concat(name.replace("~", "~0").replace("/", "~1"));
    }
}
