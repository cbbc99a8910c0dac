package compactgen_root.models;

import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How objects are read whose names aren't known.
 *
 * @param <T> the type of their values
 */
final class MapReading<T> extends Reading<Map<String, T>> {

    private final Reading<T> member;

    MapReading(Reading<T> member) {
        super("should be an object");
        this.member = member;
    }

    @Override
    public Map<String, T> read(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return null;
        }
        Map<String, T> members = new LinkedHashMap<>(object.size() * 2);
        for (int n = 0; n < object.size(); n++) {
            String name = object.name(n);
            members.put(name, inside(member, object.value(n), name));
        }
        return Collections.unmodifiableMap(members);
    }

    @Override
    void check(JsonValue value, Checks checks) {
        if (value instanceof JsonObject object) {
            for (int n = 0; n < object.size(); n++) {
                checks.at(object.name(n), member, object.value(n));
            }
        } else {
            checks.add(expected());
        }
    }
}
