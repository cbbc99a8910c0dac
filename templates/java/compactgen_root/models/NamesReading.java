package compactgen_root.models;

import compactgen_root.Defect;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

import java.util.List;

/**
 * How objects are read whose names are held to limits.
 *
 * @param <T> what they are read as
 */
final class NamesReading<T> extends Reading<T> {

    private final Reading<T> plain;
    private final Reading<String> name;

    NamesReading(Reading<T> plain, Reading<String> name) {
        super(plain.expected());
        this.plain = plain;
        this.name = name;
    }

    @Override
    public T read(JsonValue value) {
        return plain.read(value);
    }

    /** Tells what is wrong with the first name that isn't right, and with the values. */
    @Override
    void check(JsonValue value, Checks checks) {
        if (value instanceof JsonObject object) {
            for (int n = 0; n < object.size(); n++) {
                List<Defect> defects = name.defects(JsonString.of(object.name(n)));
                if (!defects.isEmpty()) {
                    checks.add("has a name that is wrong: ".concat(defects.get(0).message()));
                    break;
                }
            }
        }
        plain.check(value, checks);
    }
}
