package compactgen_root.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * What the text of an exception says about an answer: on one line, with nothing in it that could
 * upset a terminal or a log, and none of it at any length.
 */
final class Wording {

    private static final int EXCERPT = 300; // of a body that has no message
    private static final int WORDS = 2000; // of a message in the text of an exception

    private Wording() {}

    /** Returns the text of a refusal, which searches through logs go by. */
    static String refused(
            int status, Map<String, String> headers, String code, String message, String notice) {
        String says = said(code, message);
        if (status >= 300 && status < 400) {
            Url way = Url.parsed(headers.getOrDefault("location", ""));
            String host = way == null ? "" : way.authority;
            host = host.substring(host.lastIndexOf('@') + 1);
            says =
                    Text.joined(
                            "the answer is a redirect",
                            host.isEmpty() ? "" : " to ".concat(cut(host, EXCERPT)),
                            ", which isn't followed: it could carry the request elsewhere");
        } else if (says.isEmpty()) {
            says = "the answer says nothing";
        }
        String text = notice.isEmpty() ? says : Text.joined(says, " [", notice, "]");
        return Text.joined("Error code: ", Integer.toString(status), " - ", text);
    }

    /** Returns the provider's code and message; nothing where it gave no message. */
    static String said(String code, String message) {
        if (message == null) {
            return "";
        }
        String words = cut(message, WORDS);
        return code == null ? words : Text.joined(cut(code, EXCERPT), ": ", words);
    }

    /** Returns a text with what support goes by behind it. */
    static String finished(
            String text,
            boolean isJson,
            byte[] raw,
            Map<String, String> headers,
            String requestId) {
        String told = text;
        if (!isJson && raw.length > 0) {
            String content = headers.getOrDefault("content-type", "no content type");
            told = Text.joined(told, " (", content, ")");
        }
        return plain(requestId == null ? told : Text.joined(told, " [request id ", requestId, "]"));
    }

    /** Returns the beginning of a body, for want of better words. */
    static String excerpt(byte[] raw) {
        byte[] beginning = Arrays.copyOf(raw, Math.min(raw.length, 4 * EXCERPT));
        return cut(plain(new String(beginning, StandardCharsets.UTF_8)), EXCERPT);
    }

    /** Returns the text, or the beginning of a long one. */
    static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most)).concat("\u2026");
    }

    /** Returns the text on one line, with nothing in it that could upset a terminal or a log. */
    static String plain(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = false;
        for (int n = 0; n < text.length(); ) {
            int c = text.codePointAt(n);
            n += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85) {
                space = line.length() > 0;
                continue;
            }
            if (space) {
                line.append(' ');
                space = false;
            }
            line.appendCodePoint(isShown(c) ? c : 0xFFFD);
        }
        return line.toString();
    }

    private static boolean isShown(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.UNASSIGNED:
                return false;
            default:
                return true;
        }
    }
}
