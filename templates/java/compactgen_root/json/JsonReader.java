package compactgen_root.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** JSON text in UTF-8 to values, by RFC 8259 and nothing more, in time linear in the text. */
final class JsonReader {

    static final int DEEPEST = 128;

    private static final int MARK = 3;
    private static final int SMALL = 16;
    private static final int SLOTS = 512;
    private static final int LONGEST_SHARED = 40;
    private static final int MOST_SHARED = 1024;
    private static final int TRIES = 4;

    private final byte[] text;
    private final String[] known = new String[SLOTS];
    private int shared;
    private int at;
    private long room; // for brackets and commas, each of which announces a value

    private JsonReader(byte[] text, long room) {
        this.text = text;
        this.room = room;
    }

    static JsonValue read(byte[] text, long most) {
        JsonReader reader = new JsonReader(text, most);
        if (text.length >= MARK
                && text[0] == (byte) 0xEF
                && text[1] == (byte) 0xBB
                && text[2] == (byte) 0xBF) {
            reader.at = MARK;
        }
        JsonValue value = reader.value(0);
        reader.blank();
        if (reader.at < text.length) {
            throw reader.wrong("more follows the value");
        }
        return value;
    }

    private JsonSyntaxException wrong(String reason) {
        return new JsonSyntaxException(at, reason, JsonSyntaxException.Kind.SYNTAX);
    }

    private void enter(int depth) {
        if (depth > DEEPEST) {
            throw new JsonSyntaxException(
                    at, "nested too deeply", JsonSyntaxException.Kind.TOO_DEEP);
        }
        announce();
    }

    /** Steps over a sign that announces a value. */
    private void announce() {
        if (--room <= 0) {
            throw new JsonSyntaxException(at, "too many values", JsonSyntaxException.Kind.TOO_MANY);
        }
        at++;
    }

    private int blank() {
        byte[] text = this.text;
        int at = this.at;
        while (at < text.length) {
            int c = text[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                this.at = at;
                return c;
            }
            at++;
        }
        this.at = at;
        return -1;
    }

    private JsonValue value(int depth) {
        int c = blank();
        switch (c) {
            case '{':
                return object(depth + 1);
            case '[':
                return array(depth + 1);
            case '"':
                return JsonString.of(string());
            case 't':
                word("true");
                return JsonBoolean.TRUE;
            case 'f':
                word("false");
                return JsonBoolean.FALSE;
            case 'n':
                word("null");
                return JsonNull.NULL;
            default:
                if (c == '-' || (c >= '0' && c <= '9')) {
                    return number();
                }
                throw wrong("a value is missing");
        }
    }

    private void word(String word) {
        for (int n = 0; n < word.length(); n++) {
            if (at >= text.length || text[at] != word.charAt(n)) {
                throw wrong("an unknown word");
            }
            at++;
        }
    }

    private JsonObject object(int depth) {
        enter(depth);
        String[] names = new String[8];
        JsonValue[] values = new JsonValue[8];
        int size = 0;
        Map<String, Integer> places = null;
        Set<String> repeated = null;
        int c = blank();
        if (c == '}') {
            at++;
            return JsonObject.of(names, values, 0, null);
        }
        while (true) {
            if (c != '"') {
                throw wrong("a name is missing");
            }
            String name = name();
            if (blank() != ':') {
                throw wrong("a colon is missing");
            }
            at++;
            JsonValue value = value(depth);
            if (size == SMALL && places == null) {
                places = places(names, size);
            }
            int place = places == null ? place(names, size, name) : placed(places, name, size);
            if (place >= 0) {
                values[place] = value; // the last one counts
                repeated = repeated == null ? new LinkedHashSet<>() : repeated;
                repeated.add(name);
            } else {
                if (size == names.length) {
                    names = Arrays.copyOf(names, size * 2);
                    values = Arrays.copyOf(values, size * 2);
                }
                names[size] = name;
                values[size++] = value;
            }
            c = blank();
            if (c == '}') {
                at++;
                return JsonObject.of(
                        names,
                        values,
                        size,
                        repeated == null ? null : repeated.toArray(new String[0]));
            }
            if (c != ',') {
                throw wrong("a comma is missing");
            }
            announce();
            c = blank();
        }
    }

    private static int place(String[] names, int size, String name) {
        for (int n = 0; n < size; n++) {
            if (names[n].equals(name)) {
                return n;
            }
        }
        return -1;
    }

    private static Map<String, Integer> places(String[] names, int size) {
        Map<String, Integer> places = new HashMap<>();
        for (int n = 0; n < size; n++) {
            places.put(names[n], n);
        }
        return places;
    }

    private static int placed(Map<String, Integer> places, String name, int next) {
        Integer place = places.putIfAbsent(name, next);
        return place == null ? -1 : place;
    }

    private JsonArray array(int depth) {
        enter(depth);
        if (blank() == ']') {
            at++;
            return new JsonArray(new JsonValue[0]);
        }
        JsonValue[] items = new JsonValue[8];
        int size = 0;
        while (true) {
            JsonValue item = value(depth);
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
            }
            items[size++] = item;
            int c = blank();
            if (c == ']') {
                at++;
                return new JsonArray(Arrays.copyOf(items, size));
            }
            if (c != ',') {
                throw wrong("a comma is missing");
            }
            announce();
        }
    }

    private JsonNumber number() {
        int start = at;
        byte[] text = this.text;
        boolean whole = true;
        if (text[at] == '-') {
            at++;
        }
        int first = at;
        int digits = digits();
        if (digits == 0 || (digits > 1 && text[first] == '0')) {
            throw wrong("not a number");
        }
        if (at < text.length && text[at] == '.') {
            whole = false;
            at++;
            if (digits() == 0) {
                throw wrong("not a number");
            }
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            whole = false;
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            if (digits() == 0) {
                throw wrong("not a number");
            }
        }
        if (whole && digits <= 18 && !(text[start] == '-' && text[first] == '0')) {
            long value = 0;
            for (int n = first; n < at; n++) {
                value = value * 10 + (text[n] - '0');
            }
            return JsonNumber.of(first == start ? value : -value);
        }
        return JsonNumber.spelt(new String(text, start, at - start, StandardCharsets.ISO_8859_1));
    }

    private int digits() {
        int start = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at - start;
    }

    /** Reads a member's name; the same name is the same object within a text. */
    private String name() {
        byte[] text = this.text;
        int start = at + 1;
        int hash = 0;
        for (int n = start; n < text.length; n++) {
            int c = text[n];
            if (c == '"') {
                int length = n - start;
                at = n + 1;
                return known(start, length, hash ^ (hash >>> 9) ^ length);
            }
            if (c < ' ' || c == '\\') {
                break;
            }
            hash = hash * 31 + c;
        }
        return string();
    }

    /** Returns the name that stands somewhere; names that share a place take turns at the last. */
    private String known(int start, int length, int hash) {
        int slot = hash & (known.length - 1);
        for (int tries = 0; tries < TRIES; tries++) {
            slot = (hash + tries) & (known.length - 1);
            String before = known[slot];
            if (before == null) {
                break;
            }
            if (before.length() == length && same(before, start)) {
                return before;
            }
        }
        String name = new String(text, start, length, StandardCharsets.ISO_8859_1);
        if (length <= LONGEST_SHARED && shared < MOST_SHARED) {
            shared++;
            name = name.intern();
        }
        known[slot] = name;
        return name;
    }

    private boolean same(String name, int start) {
        for (int n = 0; n < name.length(); n++) {
            if (name.charAt(n) != text[start + n]) {
                return false;
            }
        }
        return true;
    }

    private String string() {
        byte[] text = this.text;
        int start = at + 1;
        int n = start;
        int bits = 0;
        while (n < text.length) {
            int c = text[n];
            if (c == '"') {
                at = n + 1;
                if (bits >= 0) {
                    return new String(text, start, n - start, StandardCharsets.ISO_8859_1);
                }
                return utf8(start, n);
            }
            if (c == '\\') {
                return escaped(start, n);
            }
            if (c >= 0 && c < ' ') {
                at = n;
                throw wrong("a control character in a string");
            }
            bits |= c;
            n++;
        }
        throw wrong("a string without an end");
    }

    private String utf8(int start, int end) {
        String read = new String(text, start, end - start, StandardCharsets.UTF_8);
        if (read.indexOf('\uFFFD') >= 0) { // rare: the sign itself, or bytes that are no UTF-8
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(text, start, end - start))
                        .toString();
            } catch (CharacterCodingException e) {
                throw wrong("a string that isn't UTF-8");
            }
        }
        return read;
    }

    private String escaped(int start, int first) {
        StringBuilder out = new StringBuilder(Math.max(64, (first - start) * 2));
        int run = start;
        int n = first;
        while (n < text.length) {
            int c = text[n];
            if (c == '"') {
                append(out, run, n);
                at = n + 1;
                return out.toString();
            }
            if (c >= 0 && c < ' ') {
                at = n;
                throw wrong("a control character in a string");
            }
            if (c != '\\') {
                n++;
                continue;
            }
            append(out, run, n);
            if (++n >= text.length) {
                break;
            }
            switch (text[n]) {
                case '"', '\\', '/' -> out.append((char) text[n]);
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    int unit = 0;
                    for (int d = 1; d <= 4; d++) {
                        int digit = n + d < text.length ? Character.digit(text[n + d], 16) : -1;
                        if (digit < 0) {
                            at = n;
                            throw wrong("not an escape");
                        }
                        unit = unit * 16 + digit;
                    }
                    out.append((char) unit);
                    n += 4;
                }
                default -> {
                    at = n;
                    throw wrong("not an escape");
                }
            }
            run = ++n;
        }
        throw wrong("a string without an end");
    }

    private void append(StringBuilder out, int from, int to) {
        if (to > from) {
            boolean ascii = true;
            for (int n = from; n < to; n++) {
                if (text[n] < 0) {
                    ascii = false;
                    break;
                }
            }
            out.append(
                    ascii
                            ? new String(text, from, to - from, StandardCharsets.ISO_8859_1)
                            : utf8(from, to));
        }
    }
}
