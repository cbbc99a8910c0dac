package compactgen_root.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Secrets in texts that a server sends, whichever way it writes them: plain, in JSON's escapes, by
 * percent signs, as entities of HTML, several times over. Only what is shown or kept of a failure
 * needs this.
 */
final class Masks {

    static final String MASK = "***";

    private static final int SHORTEST = 8; // anything shorter would mangle texts by chance
    private static final int HEAD = 24; // what follows is taken for the rest of a secret

    // Each has a limit, so that a text of nothing but backslashes takes no longer than any other.
    private static final String SLASHES = "\\\\(?:\\\\){0,7}+";
    private static final String PERCENT = "(?:%|".concat(SLASHES).concat("u0025)(?:25){0,4}");
    private static final String AND = "&(?:amp;){0,4}";

    /** What a text holds that spells a character in another way than plainly. */
    private static final Pattern SPELT =
            Pattern.compile(
                    "\\\\(?:u00|[x/\"\\\\])|%[0-9A-Fa-f]{2}|&(?:#|amp;|apos;|gt;|lt;|quot;)");

    private Masks() {}

    /** Returns what must not be shown of headers' values. */
    static List<String> secrets(Collection<String> values) {
        List<String> pieces = new ArrayList<>();
        for (String value : values) {
            addPieces(value, pieces);
        }
        List<String> all = new ArrayList<>(pieces);
        for (String piece : pieces) {
            addEncoded(piece, all);
        }
        return together(all);
    }

    /**
     * Returns the secrets in the order in which they are to be masked: one may hold another one.
     */
    static List<String> together(Collection<String> pieces) {
        Set<String> sorted =
                new TreeSet<>(
                        new Comparator<String>() {
                            @Override
                            public int compare(String one, String other) {
                                int longer = Integer.compare(other.length(), one.length());
                                return longer != 0 ? longer : one.compareTo(other);
                            }
                        });
        for (String piece : pieces) {
            if (piece.length() >= SHORTEST) {
                sorted.add(piece);
            }
        }
        return new ArrayList<>(sorted);
    }

    private static void addPieces(String value, List<String> pieces) {
        int space = value.lastIndexOf(' ');
        String rest = value.substring(space + 1);
        pieces.add(rest.length() >= SHORTEST ? rest : value);
        if (space >= 0 && Text.lower(value.substring(0, space)).equals("basic")) {
            byte[] raw;
            try {
                raw = Base64.getDecoder().decode(rest);
            } catch (IllegalArgumentException e) {
                return;
            }
            addPair(new String(raw, StandardCharsets.ISO_8859_1), pieces);
            addPair(new String(raw, StandardCharsets.UTF_8), pieces);
        }
    }

    private static void addPair(String pair, List<String> pieces) {
        pieces.add(pair);
        pieces.add(pair.substring(pair.indexOf(':') + 1));
    }

    /** Adds the base64 of a piece for each place among three bytes that it may begin at. */
    private static void addEncoded(String piece, List<String> pieces) {
        byte[] raw = piece.getBytes(StandardCharsets.UTF_8);
        if (raw.length < SHORTEST) {
            return;
        }
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + raw.length];
            System.arraycopy(raw, 0, shifted, before, raw.length);
            String text = Base64.getEncoder().encodeToString(shifted);
            String certain = text.substring((before * 8 + 5) / 6, (before + raw.length) * 8 / 6);
            pieces.add(certain);
            pieces.add(certain.replace('+', '-').replace('/', '_'));
        }
    }

    /** Returns the text without the secrets. */
    static String masked(String text, Collection<String> secrets) {
        String shown = text;
        for (String secret : secrets) {
            shown = masked(shown, secret, secret);
        }
        return shown;
    }

    /** Returns the bytes without the secrets. */
    static byte[] masked(byte[] raw, Collection<String> secrets) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        String shown = text;
        for (String secret : secrets) {
            shown = masked(shown, bytesOf(secret), secret);
        }
        return shown.equals(text) ? raw : shown.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String masked(String text, String plain, String secret) {
        String shown = text.replace(plain, MASK);
        if (SPELT.matcher(shown).find()) {
            boolean bytes = plain.length() != secret.length();
            shown = pattern(secret, bytes).matcher(shown).replaceAll(MASK);
        }
        return shown;
    }

    /** Returns the bytes of a text, each as a character. */
    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Returns a pattern of a secret with each character in any spelling. */
    private static Pattern pattern(String secret, boolean bytes) {
        StringBuilder pattern = new StringBuilder();
        int head = Math.min(HEAD, secret.length());
        for (int n = 0; n < head; n++) {
            character(secret.charAt(n), bytes, pattern);
        }
        if (head < secret.length()) {
            rest(secret.substring(head), bytes, pattern);
        }
        return Pattern.compile(pattern.toString());
    }

    private static String plain(char c, boolean bytes) {
        String text = String.valueOf(c);
        return Pattern.quote(bytes ? bytesOf(text) : text);
    }

    /** Adds a pattern of what follows the beginning of a secret, as far as it looks like that. */
    private static void rest(String text, boolean bytes, StringBuilder pattern) {
        String digit = "[0-9A-Fa-f]";
        pattern.append("(?:").append(PERCENT).append(digit).append("{2}");
        pattern.append('|').append(SLASHES).append("(?:u").append(digit).append("{4}|x");
        pattern.append(digit).append("{2}|/)");
        pattern.append('|').append(AND).append("(?:#\\w{1,12}|[a-z]{2,4});");
        Set<String> characters = new LinkedHashSet<>();
        for (int n = 0; n < text.length(); n++) {
            characters.add(plain(text.charAt(n), bytes));
        }
        for (String each : characters) {
            pattern.append('|').append(each);
        }
        // possessive, so that the engine walks through it without a stack
        pattern.append("){0,").append(text.length()).append("}+");
    }

    private static void character(char c, boolean bytes, StringBuilder pattern) {
        String number = Integer.toString(c);
        StringBuilder hexadecimal = new StringBuilder();
        String plain = Integer.toHexString(c);
        for (int n = 0; n < plain.length(); n++) {
            char d = plain.charAt(n);
            if (d <= '9') {
                hexadecimal.append(d);
            } else {
                hexadecimal.append('[').append(d).append(Character.toUpperCase(d)).append(']');
            }
        }
        pattern.append("(?:").append(plain(c, bytes));
        pattern.append('|').append(PERCENT).append(hexadecimal);
        pattern.append('|').append(SLASHES).append("(?:u00|x)").append(hexadecimal);
        pattern.append('|').append(AND).append("#(?:0{0,8}").append(number);
        pattern.append("|[xX]0{0,8}").append(hexadecimal).append(");");
        if (c == '"' || c == '\\' || c == '/') {
            pattern.append('|').append(SLASHES).append(plain(c, bytes));
        }
        String name = entity(c);
        if (name != null) {
            pattern.append('|').append(AND).append(name).append(';');
        }
        pattern.append(')');
    }

    private static String entity(char c) {
        switch (c) {
            case '"':
                return "quot";
            case '&':
                return "amp";
            case '\'':
                return "apos";
            case '<':
                return "lt";
            case '>':
                return "gt";
            default:
                return null;
        }
    }
}
