package compactgen_root.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Addresses: the base URL, and how a path and a query are put behind it. A base URL is read by a
 * stricter grammar than RFC 3986, because two parsers that disagree about a host are how
 * credentials reach the wrong one.
 */
final class Url {

    private static final String NEVER = "\"<>\\^`{|}";

    final String scheme;
    final String authority;
    final String host;
    final int port; // -1 where none is written
    final String rest; // path and what follows

    private Url(String scheme, String authority, String host, int port, String rest) {
        this.scheme = scheme;
        this.authority = authority;
        this.host = host;
        this.port = port;
        this.rest = rest;
    }

    /** Returns the parts of an address; null where it isn't one of http or https. */
    static Url parsed(String text) {
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : Text.lower(text.substring(0, colon));
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return null;
        }
        int end = colon + 3;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(colon + 3, end);
        int close = authority.lastIndexOf(']');
        int mark = authority.indexOf(':', Math.max(close, 0));
        String host = mark < 0 ? authority : authority.substring(0, mark);
        if (host.startsWith("[")) {
            if (close != host.length() - 1) {
                return null;
            }
            host = host.substring(1, close);
            if (host.indexOf(':') < 0) {
                return null;
            }
        }
        int port = mark < 0 ? -1 : port(authority.substring(mark + 1));
        if (host.isEmpty() || port < -1) {
            return null;
        }
        return new Url(scheme, authority, Text.lower(host), port, text.substring(end));
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return -1;
        }
        int port = text.length() <= 5 && Text.isDigits(text) ? Integer.parseInt(text) : -2;
        return port > 0 && port <= 65535 ? port : -2;
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    int portOrDefault() {
        return port >= 0 ? port : isSecure() ? 443 : 80;
    }

    /** Returns what a request line has of it. */
    String target() {
        return rest.startsWith("/") ? rest : "/".concat(rest);
    }

    /** Returns the query, without its mark. */
    String query() {
        int mark = rest.indexOf('?');
        return mark < 0 ? "" : rest.substring(mark + 1);
    }

    /** Returns whether both are of one scheme, host and port. */
    boolean sameOrigin(Url other) {
        return scheme.equals(other.scheme)
                && host.equals(other.host)
                && portOrDefault() == other.portOrDefault();
    }

    /**
     * Returns the URL that an argument or variable holds, without a slash at its end.
     *
     * @param insecure allows plain http to hosts other than this one
     */
    static String base(String text, String origin, boolean insecure) {
        String wrong = problem(text, insecure);
        if (wrong != null) {
            throw Failures.configuration(origin, " ", wrong);
        }
        Url url = parsed(text);
        String path = Text.withoutEnd(url.rest, '/');
        return Text.joined(url.scheme, "://", Text.lower(url.authority), path);
    }

    private static String problem(String text, boolean insecure) {
        if (!Text.isPrintable(text)) {
            return "is empty or holds white space or characters outside of ASCII";
        }
        for (int n = 0; n < NEVER.length(); n++) {
            if (text.indexOf(NEVER.charAt(n)) >= 0) {
                return "holds a character that a URL can't have";
            }
        }
        int start = text.indexOf("//");
        int end = start < 0 ? -1 : start + 2;
        while (end >= 0 && end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            if (text.charAt(end++) == '@') {
                return "holds a user name or a password; give the credential as an argument";
            }
        }
        String lower = Text.lower(text);
        boolean known = lower.startsWith("https://") || lower.startsWith("http://");
        if (!known || end == start + 2) {
            return "has to begin with https:// and a host";
        }
        Url url = parsed(text);
        if (url == null || !isHost(url.host)) {
            return "has a host or a port that can't be used";
        }
        if (!url.isSecure() && !insecure && !Addresses.isLoopback(url.host)) {
            return "has to begin with https://; plain http is for the local machine only,"
                    .concat(" unless allowInsecureHttp(true) permits it");
        }
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            return "holds a query or a fragment; queries are given as default query parameters";
        }
        for (String segment : Text.parts(url.rest, '/')) {
            if (isDots(Text.unquoted(segment))) {
                return "holds a path segment of dots";
            }
        }
        return null;
    }

    private static boolean isHost(String host) {
        return host.indexOf(':') >= 0 ? Addresses.v6(host) != null : isName(host);
    }

    private static boolean isName(String text) {
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (!Text.isLetterOrDigit(c) && "._-".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    // The server's URL with its variables filled in.

    /** Returns a server's URL with the variables filled in by name. */
    static String server(
            String template, List<Provider.ServerVariable> variables, Map<String, String> values) {
        String url = template;
        for (Provider.ServerVariable variable : variables) {
            if (!template.startsWith(hole(variable))) {
                url = filled(url, variable, values);
            }
        }
        for (Provider.ServerVariable variable : variables) {
            if (template.startsWith(hole(variable))) { // it may have what follows already
                url = filled(url, variable, values);
            }
        }
        return url;
    }

    private static String hole(Provider.ServerVariable variable) {
        return Text.joined("{", variable.name(), "}");
    }

    private static String filled(
            String url, Provider.ServerVariable variable, Map<String, String> values) {
        int start = url.indexOf(hole(variable));
        if (start < 0) {
            return url; // an operation's own address needn't have all of them
        }
        String before = url.substring(0, start);
        String after = url.substring(start + hole(variable).length());
        String value = values.get(variable.name());
        String text =
                before.isEmpty() ? leading(variable, value, after) : inner(variable, value, after);
        return Text.joined(before, text, after);
    }

    private static String upToHole(String after) {
        int hole = after.indexOf('{');
        return hole < 0 || after.indexOf('}', hole) <= hole + 1 ? after : after.substring(0, hole);
    }

    private static String leading(Provider.ServerVariable variable, String value, String after) {
        String address = Text.withoutEnd(value, '/');
        if (value.indexOf('?') >= 0 || value.indexOf('#') >= 0) {
            throw Failures.configuration(
                    origin(variable), " holds a query or a fragment: give the address without it");
        }
        if (!after.startsWith("/")) {
            String end = upToHole(after);
            return address.endsWith(end)
                    ? address.substring(0, address.length() - end.length())
                    : address;
        }
        int mark = address.lastIndexOf("://");
        String scheme = mark < 0 ? "" : address.substring(0, mark + 3);
        List<String> place = Text.parts(mark < 0 ? address : address.substring(mark + 3), '/');
        List<String> path = place.subList(1, place.size());
        List<String> expected = new ArrayList<>();
        for (String segment : Text.parts(after, '/')) {
            if (!segment.isEmpty()) {
                expected.add(Text.lower(segment));
            }
        }
        List<String> kept = withoutEnd(path, expected);
        if (doubled(kept, expected) && !value.equals(variable.defaultValue())) {
            throw Failures.configuration(
                    origin(variable),
                    " has a part of ",
                    after,
                    " in its path, which is put behind it: give it without a path, or the whole"
                            .concat(" address as baseUrl"));
        }
        StringBuilder url = new StringBuilder(scheme).append(place.get(0));
        for (String segment : kept) {
            url.append('/').append(segment);
        }
        return url.toString();
    }

    private static boolean doubled(List<String> kept, List<String> expected) {
        if (kept.isEmpty() || expected.isEmpty()) {
            return false;
        }
        for (String segment : kept) {
            if (Text.lower(segment).equals(expected.get(0))) {
                return true;
            }
        }
        return expected.contains(Text.lower(kept.get(kept.size() - 1)));
    }

    /** Returns the path without the segments at its end with which the expected one begins. */
    private static List<String> withoutEnd(List<String> path, List<String> expected) {
        for (int count = Math.min(path.size(), expected.size()); count > 0; count--) {
            List<String> end = new ArrayList<>();
            for (String segment : path.subList(path.size() - count, path.size())) {
                end.add(Text.lower(segment));
            }
            if (end.equals(expected.subList(0, count))) {
                return path.subList(0, path.size() - count);
            }
        }
        return path;
    }

    private static String inner(Provider.ServerVariable variable, String value, String after) {
        if (value.equals(variable.defaultValue())) {
            return value;
        }
        if (!isName(value) || isDots(value)) {
            throw Failures.configuration(
                    origin(variable),
                    " may only hold letters, digits, dots, hyphens and underscores");
        }
        String end = Text.parts(upToHole(after), '/').get(0);
        return !end.isEmpty() && Text.lower(value).endsWith(Text.lower(end))
                ? value.substring(0, value.length() - end.length())
                : value;
    }

    static String origin(Provider.ServerVariable variable) {
        if (!variable.argument().isEmpty()) {
            return variable.argument();
        }
        return variable.environment().isEmpty() ? variable.name() : variable.environment();
    }

    // What is put behind the base.

    /** Returns whether a base URL ends with the whole path of an operation. */
    static boolean repeats(String base, String path) {
        String bare = Text.withoutEnd(path, '/');
        bare = bare.startsWith("/") ? bare.substring(1) : bare;
        return bare.indexOf('/') > 0 && base.endsWith("/".concat(bare));
    }

    /** Returns the base URL with the path behind it: one slash between, the base's path kept. */
    static String joined(String base, String path, String query) {
        String rest = path.startsWith("/") ? path : "/".concat(path);
        String url = Text.withoutEnd(base, '/').concat(rest);
        return query.isEmpty() ? url : Text.joined(url, "?", query);
    }

    /** Returns a path with its holes filled by encoded values; each stays inside its segment. */
    static String expanded(String template, Map<String, String> values) {
        if (template.indexOf('{') < 0) {
            return template;
        }
        StringBuilder path = new StringBuilder();
        for (String segment : Text.parts(template, '/')) {
            path.append(path.length() == 0 && segment.isEmpty() ? "" : "/");
            path.append(segment(segment, values));
        }
        return template.startsWith("/") ? path.toString() : path.substring(1);
    }

    private static String segment(String segment, Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        String names = "";
        int start = 0;
        for (int open = segment.indexOf('{'); open >= 0; open = segment.indexOf('{', start)) {
            int close = segment.indexOf('}', open);
            String name = close < 0 ? null : segment.substring(open + 1, close);
            if (name == null || !values.containsKey(name)) {
                break;
            }
            if (values.get(name).isEmpty()) {
                throw Failures.argument(name, " is empty, which would address something else");
            }
            names = names.isEmpty() ? name : Text.joined(names, " and ", name);
            out.append(segment, start, open).append(values.get(name));
            start = close + 1;
        }
        String filled = out.append(segment, start, segment.length()).toString();
        if (!names.isEmpty() && isDots(filled)) {
            throw Failures.argument(names, " would make a path segment of dots");
        }
        return filled;
    }
}
