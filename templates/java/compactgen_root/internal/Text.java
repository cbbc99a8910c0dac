package compactgen_root.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small things about texts, without what is slow the first time. */
final class Text {

    private static final String HEX = "0123456789ABCDEF";

    private Text() {}

    /** Returns the text with the letters of ASCII in lower case. */
    static String lower(String text) {
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (c >= 'A' && c <= 'Z') {
                char[] letters = text.toCharArray();
                for (int m = n; m < letters.length; m++) {
                    if (letters[m] >= 'A' && letters[m] <= 'Z') {
                        letters[m] += 'a' - 'A';
                    }
                }
                return new String(letters);
            }
        }
        return text;
    }

    static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Returns whether there is nothing in it but digits of ASCII, and one at least. */
    static boolean isDigits(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (text.charAt(n) < '0' || text.charAt(n) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Returns whether each character is a visible one of ASCII, and there is one at least. */
    static boolean isPrintable(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (text.charAt(n) < '!' || text.charAt(n) > '~') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Returns whether half a surrogate pair is in it, which UTF-8 doesn't have. */
    static boolean hasHalf(String text) {
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (Character.isHighSurrogate(c)
                    && n + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(n + 1))) {
                n++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the text without spaces and tabs at its ends. */
    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns the text by percent signs, but letters, digits, {@code _.-~} and what is safe. */
    static String quoted(String text, String safe) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte each : bytes) {
            char c = (char) (each & 0xFF);
            if (isLetterOrDigit(c)
                    || c < 0x80 && ("_.-~".indexOf(c) >= 0 || safe.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            }
        }
        return out.toString();
    }

    /** Returns what percent signs stand for; one that stands for nothing stays. */
    static String unquoted(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int size = 0;
        for (int n = 0; n < in.length; n++) {
            int high = in[n] == '%' && n + 2 < in.length ? Character.digit(in[n + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[n + 2], 16) : -1;
            if (low >= 0) {
                out[size++] = (byte) (high << 4 | low);
                n += 2;
            } else {
                out[size++] = in[n];
            }
        }
        return new String(out, 0, size, StandardCharsets.UTF_8);
    }

    /** Returns the parts of a text between a character, empty ones too. */
    static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Returns the text without a character at its end, however often it is there. */
    static String withoutEnd(String text, char c) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == c) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Returns texts one after the other. */
    static String joined(String... texts) {
        StringBuilder joined = new StringBuilder();
        for (String text : texts) {
            joined.append(text);
        }
        return joined.toString();
    }
}
