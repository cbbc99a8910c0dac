package compactgen_root.models;

import compactgen_root.internal.ValueLimit;
import compactgen_root.json.JsonObject;

import java.util.List;
import java.util.Optional;

/** What calls of tests answer with. */
public final class Thing extends Model {

    public static final Reading<Thing> READING = Reading.like(new Thing(null));

    Thing(JsonObject json) {
        super(json);
    }

    @Override
    Thing viewOf(JsonObject json) {
        return new Thing(json);
    }

    public String id() {
        return text("id");
    }

    public long count() {
        return whole("count");
    }

    public double weight() {
        return real("weight");
    }

    public Optional<String> note() {
        return optionalText("note");
    }

    public Optional<List<List<Long>>> table() {
        return optionalList("table", Reading.list(Reading.WHOLE));
    }

    public List<Thing> parts() {
        return list("parts", READING);
    }

    @Override
    void check(Checks checks) {
        checks.member("id", Reading.TEXT, true, false);
        checks.member("count", Reading.WHOLE, true, false);
        checks.member("object", Reading.limited(Reading.TEXT, ValueLimit.constant("thing")), false, false);
        checks.member("weight", Reading.REAL, false, false);
        checks.member("note", Reading.TEXT, false, true);
        checks.member("table", Reading.list(Reading.list(Reading.WHOLE)), false, false);
        checks.member("parts", Reading.list(READING), false, false);
    }
}
