package compactgen_root.internal;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Header names and values: what may be sent, and how layers of them are merged. */
final class Headers {

    private static final String TOKEN = "!#$%&'*+-.^_`|~";
    private static final List<String> FRAMING =
            List.of("connection", "content-length", "host", "te", "transfer-encoding");

    private final Map<String, Map.Entry<String, String>> layers = new LinkedHashMap<>();

    /**
     * Returns what keeps a value from being a header's value, in words that don't show it; null for
     * nothing.
     */
    static String problem(String value, boolean asciiOnly) {
        for (int n = 0; n < value.length(); n++) {
            char c = value.charAt(n);
            if (c < ' ' || c == 0x7F) {
                return "holds a control character at position ".concat(Integer.toString(n));
            }
            if (c > (asciiOnly ? 0x7F : 0xFF)) {
                String kind = asciiOnly ? "ASCII" : "Latin-1";
                String place = Integer.toString(n);
                return Text.joined("holds a character outside of ", kind, " at position ", place);
            }
        }
        if (!value.isEmpty()
                && (isSpace(value.charAt(0)) || isSpace(value.charAt(value.length() - 1)))) {
            return "begins or ends with white space";
        }
        return null;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == 0x85 || c == 0xA0;
    }

    /**
     * Returns what is wrong with a header, in words that don't show its value; null for nothing.
     */
    static String problem(String name, String value) {
        if (!isToken(name)) {
            return "a header's name isn't a token of letters and digits";
        }
        if (FRAMING.contains(Text.lower(name))) {
            return Text.joined("the header ", name, " belongs to the connection");
        }
        String wrong = value == null ? null : problem(value, false);
        return wrong == null ? null : Text.joined("the value of the header ", name, " ", wrong);
    }

    static boolean isToken(String name) {
        for (int n = 0; n < name.length(); n++) {
            if (!Text.isLetterOrDigit(name.charAt(n)) && TOKEN.indexOf(name.charAt(n)) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Returns whether a header or a parameter of that name holds a secret. */
    static boolean isSensitive(String name) {
        String lower = Text.lower(name);
        return lower.contains("auth")
                || lower.contains("cookie")
                || lower.contains("key")
                || lower.contains("secret")
                || lower.contains("token");
    }

    /** Sets a header; one of the same name, in any case, is replaced where it stands. */
    void put(String name, String value) {
        layers.put(Text.lower(name), new SimpleImmutableEntry<>(name, value));
    }

    /** Sets a header behind all others, whether one of the same name was there or not. */
    void putLast(String name, String value) {
        layers.remove(Text.lower(name));
        put(name, value);
    }

    /** Returns the value of a header that is to be sent; null for none. */
    String get(String name) {
        Map.Entry<String, String> entry = layers.get(Text.lower(name));
        return entry == null ? null : entry.getValue();
    }

    /** Returns whether the caller wants a header sent by no means. */
    boolean isDropped(String name) {
        Map.Entry<String, String> entry = layers.get(Text.lower(name));
        return entry != null && entry.getValue() == null;
    }

    Headers copy() {
        Headers copy = new Headers();
        copy.layers.putAll(layers);
        return copy;
    }

    /** Returns the headers that are to be sent. */
    List<Map.Entry<String, String>> sent() {
        List<Map.Entry<String, String>> sent = new ArrayList<>(layers.size());
        for (Map.Entry<String, String> entry : layers.values()) {
            if (entry.getValue() != null) {
                sent.add(entry);
            }
        }
        return sent;
    }
}
