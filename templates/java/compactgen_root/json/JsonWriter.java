package compactgen_root.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values to JSON text in UTF-8. */
final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int DEEPEST = 1000;

    private byte[] out = new byte[4096];
    private int size;
    private int depth;

    static byte[] write(JsonValue value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return Arrays.copyOf(writer.out, writer.size);
    }

    private void value(JsonValue value) {
        if (value instanceof JsonString string) {
            string(string.value());
        } else if (value instanceof JsonObject object) {
            enter('{');
            for (int n = 0; n < object.size(); n++) {
                if (n > 0) {
                    put(',');
                }
                string(object.name(n));
                put(':');
                value(object.value(n));
            }
            leave('}');
        } else if (value instanceof JsonArray array) {
            enter('[');
            for (int n = 0; n < array.size(); n++) {
                if (n > 0) {
                    put(',');
                }
                value(array.get(n));
            }
            leave(']');
        } else if (value instanceof JsonNumber number) {
            ascii(number.text());
        } else if (value instanceof JsonBoolean flag) {
            ascii(flag.value() ? "true" : "false");
        } else {
            ascii("null");
        }
    }

    private void enter(char bracket) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deeply to be written");
        }
        put(bracket);
    }

    private void leave(char bracket) {
        depth--;
        put(bracket);
    }

    private void room(int more) {
        if (size + more > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
        }
    }

    private void put(char c) {
        room(1);
        out[size++] = (byte) c;
    }

    @SuppressWarnings("deprecation") // exactly what is wanted: the low byte of each char, at once
    private void ascii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), out, size);
        size += text.length();
    }

    @SuppressWarnings("deprecation")
    private void string(String text) {
        int length = text.length();
        room(length * 3 + 2);
        out[size++] = '"';
        int start = 0;
        int n = 0;
        while (n < length) {
            char c = text.charAt(n);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                n++;
                continue;
            }
            text.getBytes(start, n, out, size);
            size += n - start;
            n = other(text, n, c, length);
            start = n;
        }
        text.getBytes(start, n, out, size);
        size += n - start;
        put('"');
    }

    private int other(String text, int n, char c, int length) {
        room((length - n) * 3 + 16);
        if (c == '"' || c == '\\') {
            out[size++] = '\\';
            out[size++] = (byte) c;
        } else if (c < ' ') {
            escape(c);
        } else if (c < 0x800) {
            out[size++] = (byte) (0xC0 | c >> 6);
            out[size++] = (byte) (0x80 | c & 0x3F);
        } else if (Character.isHighSurrogate(c)
                && n + 1 < length
                && Character.isLowSurrogate(text.charAt(n + 1))) {
            int point = Character.toCodePoint(c, text.charAt(n + 1));
            out[size++] = (byte) (0xF0 | point >> 18);
            out[size++] = (byte) (0x80 | point >> 12 & 0x3F);
            out[size++] = (byte) (0x80 | point >> 6 & 0x3F);
            out[size++] = (byte) (0x80 | point & 0x3F);
            return n + 2;
        } else if (Character.isSurrogate(c)) {
            escape(c); // half of a pair can't be written in UTF-8, but as it came
        } else {
            out[size++] = (byte) (0xE0 | c >> 12);
            out[size++] = (byte) (0x80 | c >> 6 & 0x3F);
            out[size++] = (byte) (0x80 | c & 0x3F);
        }
        return n + 1;
    }

    private void escape(char c) {
        out[size++] = '\\';
        int small = "\b\t\n\f\r".indexOf(c);
        if (small >= 0) {
            out[size++] = (byte) "btnfr".charAt(small);
            return;
        }
        out[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            out[size++] = HEX[c >> shift & 0xF];
        }
    }
}
