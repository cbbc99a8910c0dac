package compactgen_root.models;

import compactgen_root.internal.ValueLimit;
import compactgen_root.json.JsonValue;

/**
 * How values are read that are held to limits. What breaks one can be read all the same.
 *
 * @param <T> the type of values
 */
final class LimitedReading<T> extends Reading<T> {

    private final Reading<T> plain;
    private final ValueLimit[] limits;

    LimitedReading(Reading<T> plain, ValueLimit... limits) {
        super(plain.expected());
        this.plain = plain;
        this.limits = limits;
    }

    @Override
    public T read(JsonValue value) {
        return plain.read(value);
    }

    /** Tells the first limit that a value breaks, and what else is wrong with it. */
    @Override
    void check(JsonValue value, Checks checks) {
        for (ValueLimit limit : limits) {
            String problem = limit.problem(value);
            if (problem != null) {
                checks.add(problem);
                if (limit.isExact()) {
                    return;
                }
                break;
            }
        }
        plain.check(value, checks);
    }
}
