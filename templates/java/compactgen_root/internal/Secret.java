package compactgen_root.internal;

import compactgen_root.errors.ApiException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * A credential in use, and how it is asked for. What it holds is out of reach of {@code toString}.
 */
final class Secret {

    private static final String NOT_IN_COOKIES = "\",;\\";

    final Provider.Credential credential;

    /** The argument or variable that it came from. */
    final String origin;

    /** 0 for one from the environment; of the caller's, a later one has a higher one. */
    final int rank;

    private final String value;
    private final Supplier<String> supplier;

    Secret(
            Provider.Credential credential,
            String origin,
            String value,
            Supplier<String> supplier,
            int rank) {
        this.credential = credential;
        this.origin = origin;
        this.value = value;
        this.supplier = supplier;
        this.rank = rank;
    }

    /** Returns whether it may be another one the next time it is asked for. */
    boolean isRefreshable() {
        return supplier != null;
    }

    /** Refuses a value that can't be sent before there is a call; a supplier isn't asked. */
    void check() {
        if (supplier == null) {
            checked(value);
        }
    }

    /** Returns what a call is sent now, without the prefix. */
    String current() {
        if (supplier == null) {
            return checked(value);
        }
        String kind;
        try {
            return checked(supplier.get());
        } catch (ApiException e) {
            throw e;
        } catch (RuntimeException e) { // its text may show the value, so it isn't a cause
            kind = e.getClass().getSimpleName();
        }
        throw Failures.configuration(origin, " threw ", kind, " when it was asked");
    }

    private String checked(String text) {
        String wrong = text == null ? "is a null reference" : problem(text);
        if (wrong != null) {
            throw Failures.configuration("the credential from ", origin, " ", wrong);
        }
        return text;
    }

    private String problem(String text) {
        String wrong = Headers.problem(text, true);
        if (wrong == null && text.isEmpty()) {
            return "is empty";
        }
        if (wrong == null && credential.place().equals("cookie")) {
            for (int n = 0; n < text.length(); n++) {
                char c = text.charAt(n);
                if (c <= ' ' || c > '~' || NOT_IN_COOKIES.indexOf(c) >= 0) {
                    return "holds a character that no cookie can hold";
                }
            }
        }
        return wrong;
    }

    /** Returns a user's name and a password as one text (RFC 7617, in UTF-8). */
    static String pair(String user, String password, String origin) {
        String text = Text.joined(user, ":", password);
        for (int n = 0; n < text.length(); n++) {
            if (text.charAt(n) < ' ' || text.charAt(n) == 0x7F || user.indexOf(':') >= 0) {
                throw Failures.configuration(origin, " holds a character that can't be sent");
            }
        }
        if (Text.hasHalf(text)) {
            throw Failures.configuration(
                    origin, " holds half a surrogate pair, which UTF-8 doesn't have");
        }
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return Text.joined("<credential from ", origin, ">");
    }
}
