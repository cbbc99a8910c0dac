package compactgen_root.internal;

import compactgen_root.json.JsonArray;
import compactgen_root.json.JsonBoolean;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonNumber;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

import java.util.ArrayList;
import java.util.List;

/**
 * How values travel outside of a body: the styles of OpenAPI's parameters. Null and an empty list
 * are as good as left out; what no style has a form for travels as JSON text.
 */
final class Styles {

    private static final String RESERVED_IN_PATH = ":@!$&'()*+,;=";
    private static final String RESERVED_IN_QUERY = ":/?@!$'()*,;=";
    private static final String COOKIE_OCTETS = "!#$&'()*+-./:<=>?@[]^_`{|}~";

    private final Parameter parameter;
    private final String style;
    private final String safe; // null where all that is reserved is encoded

    private Styles(Parameter parameter) {
        this.parameter = parameter;
        boolean form = parameter.place().equals("query") || parameter.place().equals("cookie");
        this.style = !parameter.style().isEmpty() ? parameter.style() : form ? "form" : "simple";
        this.safe =
                !parameter.reserved()
                        ? null
                        : parameter.place().equals("path") ? RESERVED_IN_PATH : RESERVED_IN_QUERY;
    }

    /** Returns the text of a value in a path, a query or a header. */
    static String scalar(String name, JsonValue value) {
        if (value instanceof JsonString string) {
            if (Text.hasHalf(string.value())) {
                throw Failures.argument(
                        name, " holds half a surrogate pair, which UTF-8 doesn't have");
            }
            return string.value();
        }
        if (value instanceof JsonNumber || value instanceof JsonBoolean) {
            return value.toString();
        }
        return value.toJson();
    }

    private JsonValue written(JsonValue value) {
        return parameter.media().isEmpty() ? value : JsonString.of(value.toJson());
    }

    /** Returns the value of a path parameter, encoded. */
    static String path(Parameter parameter, JsonValue value) {
        Styles styles = new Styles(parameter);
        return styles.inPath(styles.written(value));
    }

    /** Returns the value of a query parameter as pieces of the query, encoded. */
    static List<String> query(Parameter parameter, JsonValue value) {
        Styles styles = new Styles(parameter);
        return styles.inQuery(styles.written(value));
    }

    /** Returns a member of a form as names and values, neither of them encoded. */
    static List<Arguments.Pair> named(Parameter parameter, JsonValue value) {
        Styles styles = new Styles(parameter);
        return styles.pairs(styles.written(value));
    }

    /** Returns the value of a header parameter. */
    static String header(Parameter parameter, JsonValue value) {
        Styles styles = new Styles(parameter);
        return String.join(",", styles.texts(styles.written(value), false));
    }

    /** Adds the value of a cookie parameter; what no cookie can hold stands by its number. */
    static void cookie(Parameter parameter, JsonValue value, List<String> cookies) {
        Styles styles = new Styles(parameter);
        for (Arguments.Pair pair : styles.pairs(styles.written(value))) {
            String name = Text.quoted(pair.name(), "");
            cookies.add(Text.joined(name, "=", Text.quoted(pair.value(), COOKIE_OCTETS)));
        }
    }

    private String inPath(JsonValue value) {
        List<String> texts = texts(value, true);
        boolean all = true;
        for (String text : texts) {
            all = all && text.isEmpty();
        }
        boolean marked = style.equals("label") || style.equals("matrix");
        if (texts.isEmpty() || !marked && all) {
            throw Failures.argument(
                    parameter.wire(), " is empty, which would address something else");
        }
        boolean explode = parameter.explode();
        switch (style) {
            case "label":
                return ".".concat(String.join(explode ? "." : ",", texts));
            case "matrix":
                return matrix(value, texts, explode);
            default:
                return String.join(",", texts);
        }
    }

    private String matrix(JsonValue value, List<String> texts, boolean explode) {
        StringBuilder out = new StringBuilder();
        if (explode && value instanceof JsonObject) {
            for (String text : texts) {
                out.append(';').append(text);
            }
            return out.toString();
        }
        List<String> values = explode ? texts : List.of(String.join(",", texts));
        for (String text : values) {
            out.append(';').append(encoded(parameter.wire()));
            out.append(text.isEmpty() ? "" : "=").append(text);
        }
        return out.toString();
    }

    private List<String> inQuery(JsonValue value) {
        List<String> pieces = new ArrayList<>();
        String name = Text.quoted(parameter.wire(), "");
        boolean many = value instanceof JsonObject || value instanceof JsonArray;
        if (many && !parameter.explode() && !style.equals("deepObject")) {
            List<String> texts = texts(value, true);
            if (!texts.isEmpty()) {
                String all = String.join(Text.quoted(delimiter(), ","), texts);
                pieces.add(Text.joined(name, "=", all));
            }
            return pieces;
        }
        for (Arguments.Pair pair : pairs(value)) {
            pieces.add(Text.joined(Text.quoted(pair.name(), ""), "=", encoded(pair.value())));
        }
        return pieces;
    }

    private String delimiter() {
        return style.equals("spaceDelimited") ? " " : style.equals("pipeDelimited") ? "|" : ",";
    }

    /** Returns a value as names and values, neither of them encoded; none for null. */
    private List<Arguments.Pair> pairs(JsonValue value) {
        List<Arguments.Pair> pairs = new ArrayList<>();
        String name = parameter.wire();
        if (style.equals("deepObject")) {
            bracketed(name, value, pairs);
        } else if (!parameter.explode()
                && (value instanceof JsonObject || value instanceof JsonArray)) {
            List<String> texts = texts(value, false);
            if (!texts.isEmpty()) {
                pairs.add(new Arguments.Pair(name, String.join(delimiter(), texts)));
            }
        } else if (value instanceof JsonObject object) {
            for (int n = 0; n < object.size(); n++) {
                for (JsonValue item : flat(object.value(n))) {
                    pairs.add(new Arguments.Pair(object.name(n), scalar(name, item)));
                }
            }
        } else {
            for (JsonValue item : items(value)) {
                pairs.add(new Arguments.Pair(name, scalar(name, item)));
            }
        }
        return pairs;
    }

    /** Returns the items of a list of what has a text each, and any other value as it is. */
    private static List<JsonValue> flat(JsonValue value) {
        List<JsonValue> items = items(value);
        for (JsonValue item : items) {
            if (value instanceof JsonArray
                    && (item instanceof JsonArray || item instanceof JsonObject)) {
                return List.of(value);
            }
        }
        return items;
    }

    /**
     * Adds the pairs of {@code deepObject}: a bracket for each level, with an index for an item.
     */
    private static void bracketed(String name, JsonValue value, List<Arguments.Pair> pairs) {
        if (value instanceof JsonObject object) {
            for (int n = 0; n < object.size(); n++) {
                if (object.value(n) != JsonNull.NULL) {
                    String inner = Text.joined(name, "[", object.name(n), "]");
                    bracketed(inner, object.value(n), pairs);
                }
            }
        } else if (value instanceof JsonArray) {
            int index = 0;
            for (JsonValue item : items(value)) {
                String inner = Text.joined(name, "[", Integer.toString(index++), "]");
                bracketed(inner, item, pairs);
            }
        } else if (value != JsonNull.NULL) {
            pairs.add(new Arguments.Pair(name, scalar(name, value)));
        }
    }

    /** Returns the texts that a delimiter stands between: items, or names and values of members. */
    private List<String> texts(JsonValue value, boolean encode) {
        List<String> texts = new ArrayList<>();
        String name = parameter.wire();
        if (value instanceof JsonObject object) {
            for (int n = 0; n < object.size(); n++) {
                if (object.value(n) == JsonNull.NULL) {
                    continue;
                }
                String member = encode ? encoded(object.name(n)) : object.name(n);
                String text = scalar(name, object.value(n));
                text = encode ? encoded(text) : text;
                if (parameter.explode()) {
                    texts.add(Text.joined(member, "=", text));
                } else {
                    texts.add(member);
                    texts.add(text);
                }
            }
            return texts;
        }
        for (JsonValue item : items(value)) {
            String text = scalar(name, item);
            texts.add(encode ? encoded(text) : text);
        }
        return texts;
    }

    private static List<JsonValue> items(JsonValue value) {
        List<JsonValue> items = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (int n = 0; n < array.size(); n++) {
                if (array.get(n) != JsonNull.NULL) {
                    items.add(array.get(n));
                }
            }
        } else if (value != JsonNull.NULL) {
            items.add(value);
        }
        return items;
    }

    /** Returns a text encoded; with reserved characters as they are, triplets are kept. */
    private String encoded(String text) {
        if (safe == null) {
            return Text.quoted(text, "");
        }
        StringBuilder out = new StringBuilder();
        int start = 0;
        for (int n = 0; n + 2 < text.length(); n++) {
            if (text.charAt(n) == '%'
                    && Character.digit(text.charAt(n + 1), 16) >= 0
                    && Character.digit(text.charAt(n + 2), 16) >= 0) {
                out.append(Text.quoted(text.substring(start, n), safe)).append(text, n, n + 3);
                n += 2;
                start = n + 1;
            }
        }
        return out.append(Text.quoted(text.substring(start), safe)).toString();
    }
}
