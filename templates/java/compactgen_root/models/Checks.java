package compactgen_root.models;

import compactgen_root.Defect;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** A walk over a value that notes where it breaks its schema. */
final class Checks {

    /** How many are told: an answer that is all defects would cost many times its size in them. */
    private static final int MOST = 10_000;

    /** Characters of their pointers together. */
    private static final int ROOM = 4 * 1024 * 1024;

    private final List<Defect> defects = new ArrayList<>();
    private final Deque<String> tokens = new ArrayDeque<>();
    private JsonObject object;
    private int room = ROOM;
    private boolean full;
    private final boolean shaping;
    private boolean recognized;
    private boolean demanding;

    /**
     * Starts a walk.
     *
     * @param shaping whether it only finds out if an object is one of its class at all
     */
    Checks(boolean shaping) {
        this.shaping = shaping;
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
        JsonObject outer = object;
        object = model.json();
        for (String name : object.repeatedNames()) {
            tokens.addLast(name);
            add("is there more than once");
            tokens.removeLast();
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
        JsonValue value = object.get(name);
        if (shaping) {
            recognized = recognized || value != null;
            demanding = demanding || required;
        } else if (value == null) {
            if (required) {
                tokens.addLast(name);
                add("is required and missing");
                tokens.removeLast();
            }
        } else if (value != JsonNull.NULL || !nullable) {
            at(name, reading, value);
        }
    }

    /** Checks what stands below a name or a place. */
    void at(String token, Reading<?> reading, JsonValue value) {
        if (!full) {
            tokens.addLast(token);
            reading.check(value, this);
            tokens.removeLast();
        }
    }

    /** Checks the value itself as one of a type. */
    void value(Reading<?> reading, JsonValue value) {
        reading.check(value, this);
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
        for (Iterator<String> token = tokens.iterator(); token.hasNext(); ) {
            pointer.append(token(token.next()));
        }
        return pointer.toString();
    }

    /** Returns a name as a part of a JSON pointer. */
    static String token(String name) {
        return "/".concat(name.replace("~", "~0").replace("/", "~1"));
    }
}
