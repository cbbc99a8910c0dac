package compactgen_root.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a redirect leads, and whether the request may go there. Only 307 and 308 keep method and
 * body (RFC 9110, section 15.4), and only the same origin may see the conversation and the
 * credential.
 */
final class Redirects {

    static final int MOST = 5;

    private Redirects() {}

    /**
     * Returns the address to send the same request to; null where the answer has to do.
     *
     * @param url where the request went
     * @param location what the answer says
     * @param hops how many redirects were followed before
     */
    static String followed(String url, int status, String location, int hops) {
        boolean kept = status == 307 || status == 308;
        if (!kept || hops >= MOST || location.indexOf('\\') >= 0 || !Text.isPrintable(location)) {
            return null;
        }
        String target = joined(url, location);
        Url to = target == null ? null : Url.parsed(target);
        Url from = Url.parsed(url);
        boolean same = to != null && to.authority.indexOf('@') < 0 && to.sameOrigin(from);
        return same ? target : null;
    }

    /** Returns where a location leads (RFC 3986, section 5.2), without a fragment. */
    private static String joined(String url, String location) {
        int fragment = location.indexOf('#');
        String reference = fragment < 0 ? location : location.substring(0, fragment);
        Url base = Url.parsed(url);
        String origin = Text.joined(base.scheme, "://", base.authority);
        if (hasScheme(reference)) {
            // without an authority it is read in one way by some and in another by others
            return reference.indexOf("://") == reference.indexOf(':') ? reference : null;
        }
        if (reference.startsWith("//")) {
            return Text.joined(base.scheme, ":", reference);
        }
        String path = base.target();
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        if (reference.isEmpty()) {
            return origin.concat(path);
        }
        if (reference.startsWith("?")) {
            return Text.joined(origin, bare, reference);
        }
        String before = bare.substring(0, bare.lastIndexOf('/') + 1);
        String whole = reference.startsWith("/") ? reference : before.concat(reference);
        int mark = whole.indexOf('?');
        return mark < 0
                ? origin.concat(withoutDots(whole))
                : Text.joined(origin, withoutDots(whole.substring(0, mark)), whole.substring(mark));
    }

    private static boolean hasScheme(String reference) {
        int colon = reference.indexOf(':');
        for (int n = 0; n < colon; n++) {
            char c = reference.charAt(n);
            if (!Text.isLetterOrDigit(c) && (n == 0 || "+-.".indexOf(c) < 0)) {
                return false;
            }
        }
        return colon > 0 && reference.charAt(0) > '9';
    }

    private static String withoutDots(String path) {
        List<String> segments = new ArrayList<>();
        boolean open = false;
        for (String segment : Text.parts(path.substring(1), '/')) {
            open = segment.equals(".") || segment.equals("..");
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!open) {
                segments.add(segment);
            }
        }
        StringBuilder out = new StringBuilder();
        for (String segment : segments) {
            out.append('/').append(segment);
        }
        return open || out.length() == 0 ? out.append('/').toString() : out.toString();
    }
}
