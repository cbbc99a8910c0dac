package compactgen_root.internal;

import java.util.List;

/** What of a request may be seen by tests. */
public final class Shown {

    private Shown() {}

    /**
     * Returns whether the value of a header is no secret, going by its name.
     *
     * @param name the name
     * @return whether it isn't
     */
    public static boolean isHarmless(String name) {
        return !Headers.isSensitive(name);
    }

    /**
     * Returns a text without secrets, in whatever way it writes them.
     *
     * @param text the text
     * @param secrets the secrets
     * @return the text with masks in their place
     */
    public static String masked(String text, List<String> secrets) {
        return Masks.masked(text, secrets);
    }
}
