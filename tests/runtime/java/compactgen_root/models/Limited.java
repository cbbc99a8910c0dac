package compactgen_root.models;

import compactgen_root.Defect;
import compactgen_root.internal.ValueLimit;
import compactgen_root.json.JsonNumber;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

import java.util.ArrayList;
import java.util.List;

/** Values of one type that are held to limits by the keywords of JSON Schema. */
public final class Limited {

    private Limited() {}

    /** Returns what is wrong with a value. */
    public static List<String> problems(String type, JsonObject limits, JsonValue value) {
        Reading<?> reading =
                switch (type) {
                    case "string" -> Reading.TEXT;
                    case "integer" -> Reading.WHOLE;
                    case "number" -> Reading.REAL;
                    case "array" -> Reading.list(Reading.ANY);
                    default -> Reading.map(Reading.ANY);
                };
        ValueLimit[] held = new ValueLimit[limits.size()];
        for (int n = 0; n < held.length; n++) {
            held[n] = limit(limits.name(n), limits.value(n));
        }
        List<String> problems = new ArrayList<>();
        for (Defect defect : Reading.limited(reading, held).defects(value)) {
            problems.add(defect.message());
        }
        return problems;
    }

    private static ValueLimit limit(String keyword, JsonValue bound) {
        String text = bound instanceof JsonString string ? string.value() : "";
        long count = bound instanceof JsonNumber number ? number.longValueExact() : 0;
        return switch (keyword) {
            case "minimum" -> ValueLimit.minimum(text);
            case "maximum" -> ValueLimit.maximum(text);
            case "exclusiveMinimum" -> ValueLimit.exclusiveMinimum(text);
            case "exclusiveMaximum" -> ValueLimit.exclusiveMaximum(text);
            case "multipleOf" -> ValueLimit.multipleOf(text);
            case "minLength" -> ValueLimit.minLength(count);
            case "maxLength" -> ValueLimit.maxLength(count);
            case "pattern" -> ValueLimit.pattern(text);
            case "minItems" -> ValueLimit.minItems(count);
            case "maxItems" -> ValueLimit.maxItems(count);
            case "minProperties" -> ValueLimit.minProperties(count);
            default -> ValueLimit.maxProperties(count);
        };
    }
}
