package compactgen_root.internal;

import compactgen_root.FilePart;
import compactgen_root.json.JsonArray;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A form of several parts (RFC 7578): files beside values, each in the place of its member. */
public final class MultipartForm implements Arguments.Form {

    private static final String JSON = "application/json";
    private static final JsonObject NONE = JsonObject.builder().build();

    private final List<String> order;
    private final Map<String, List<FilePart>> files;

    /**
     * Keeps the files of a form.
     *
     * @param order the names of its members in the order in which they are written
     * @param files the files of members, by name
     */
    public MultipartForm(List<String> order, Map<String, List<FilePart>> files) {
        this.order = List.copyOf(order);
        this.files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /**
     * Returns the names of members.
     *
     * @return names in the order in which they are written
     */
    public List<String> order() {
        return order;
    }

    /**
     * Returns the files.
     *
     * @return those of each member, by name
     */
    public Map<String, List<FilePart>> files() {
        return files;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MultipartForm form
                && form.order.equals(order)
                && form.files.equals(files);
    }

    @Override
    public int hashCode() {
        return files.hashCode();
    }

    @Override
    public Arguments.Streamed written(Operation<?> operation, JsonValue members) {
        JsonObject values = members instanceof JsonObject object ? object : NONE;
        if (values.size() == 0 && files.isEmpty() && !operation.bodyRequired()) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        for (String name : names(values)) {
            Parameter encoding = encoding(operation, name);
            JsonValue value = values.get(name);
            if (value != null && value != JsonNull.NULL) {
                addValue(parts, encoding, value);
            }
            for (FilePart file : files.getOrDefault(name, List.of())) {
                parts.add(Part.of(encoding, file));
            }
        }
        String boundary = UUID.randomUUID().toString().replace("-", "");
        return new MultipartBody(parts, boundary);
    }

    private Set<String> names(JsonObject values) {
        Set<String> names = new LinkedHashSet<>(order);
        names.addAll(values.names());
        names.addAll(files.keySet());
        return names;
    }

    /** Returns how a member is written; each item as a part of its own where nothing is said. */
    private static Parameter encoding(Operation<?> operation, String name) {
        for (Parameter each : operation.encodings()) {
            if (each.wire().equals(name)) {
                return each;
            }
        }
        return new Parameter(name, name, "body", false, "", true, false, "");
    }

    private static void addValue(List<Part> parts, Parameter encoding, JsonValue value) {
        if (isJson(encoding.media())) {
            parts.add(json(encoding, value, encoding.media()));
        } else if (!encoding.style().isEmpty()) {
            for (Arguments.Pair pair : Styles.named(encoding, value)) {
                parts.add(text(encoding, pair.name(), pair.value(), ""));
            }
        } else if (value instanceof JsonArray array) {
            for (int n = 0; n < array.size(); n++) {
                addItem(parts, encoding, array.get(n));
            }
        } else {
            addItem(parts, encoding, value);
        }
    }

    private static void addItem(List<Part> parts, Parameter encoding, JsonValue item) {
        if (item instanceof JsonObject || item instanceof JsonArray) {
            parts.add(json(encoding, item, JSON));
        } else if (item != JsonNull.NULL) {
            String name = encoding.wire();
            parts.add(text(encoding, name, Styles.scalar(name, item), encoding.media()));
        }
    }

    private static boolean isJson(String media) {
        String bare = Text.lower(Text.trimmed(Text.parts(media, ';').get(0)));
        return bare.equals(JSON) || bare.equals("text/json") || bare.endsWith("+json");
    }

    private static Part json(Parameter encoding, JsonValue value, String media) {
        try {
            byte[] bytes = value.toBytes();
            return Part.of(encoding, encoding.wire(), bytes, media);
        } catch (IllegalArgumentException e) {
            throw Failures.argument(encoding.wire(), " can't be written as JSON: ", e.getMessage());
        }
    }

    private static Part text(Parameter encoding, String name, String text, String media) {
        if (Text.hasHalf(text)) {
            throw Failures.argument(name, " holds half a surrogate pair");
        }
        return Part.of(encoding, name, text.getBytes(StandardCharsets.UTF_8), media);
    }
}
