package compactgen_root.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Which proxy a request takes: what the client was told, or what the environment asks for. What
 * goes to this machine itself never takes a detour. A refusal names no value: a proxy's address can
 * hold a password.
 */
final class Proxy {

    final Url address;

    /** The value of {@code Proxy-Authorization}; null for none. */
    final String authorization;

    private Proxy(Url address, String authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    /** Returns the proxy that requests to an address take; null for none. */
    static Proxy of(Url target, Settings settings) {
        if (settings.proxy != null) {
            return settings.proxy.isEmpty() || Addresses.isLoopback(target.host)
                    ? null
                    : parsed(settings.proxy, "proxy");
        }
        String value = variable(target.scheme.concat("_proxy"), settings);
        String origin = target.scheme.concat("_proxy");
        if (value.isEmpty()) {
            origin = "all_proxy";
            value = variable(origin, settings);
        }
        if (value.isEmpty() || Addresses.isLoopback(target.host)) {
            return null;
        }
        for (String entry : Text.parts(variable("no_proxy", settings), ',')) {
            if (excludes(Text.lower(entry.strip()), target)) {
                return null;
            }
        }
        return parsed(value, Text.joined("the environment's ", origin));
    }

    /** Returns a variable by its name in small letters, or else in capitals. */
    private static String variable(String name, Settings settings) {
        String value = settings.environment(name);
        if (!value.isEmpty()) {
            return value;
        }
        char[] capitals = name.toCharArray();
        for (int n = 0; n < capitals.length; n++) {
            if (capitals[n] >= 'a') {
                capitals[n] -= 'a' - 'A';
            }
        }
        boolean forged =
                name.equals("http_proxy") && !settings.environment("REQUEST_METHOD").isEmpty();
        return forged ? "" : settings.environment(new String(capitals));
    }

    private static Proxy parsed(String value, String origin) {
        String text = value.indexOf("://") < 0 ? "http://".concat(value) : value;
        int slashes = text.indexOf("//") + 2;
        int end = slashes;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int at = text.lastIndexOf('@', end - 1);
        String user = at < slashes ? null : text.substring(slashes, at);
        int host = at < slashes ? slashes : at + 1;
        Url address =
                Text.isPrintable(text)
                        ? Url.parsed(text.substring(0, slashes).concat(text.substring(host, end)))
                        : null;
        if (address == null) {
            boolean socks = Text.lower(text).startsWith("socks");
            throw Failures.configuration(
                    origin,
                    socks
                            ? " is a SOCKS proxy, which isn't supported: bring a transport"
                            : " isn't the address of a proxy");
        }
        return new Proxy(address, user == null || user.isEmpty() ? null : basic(user));
    }

    private static String basic(String user) {
        int colon = user.indexOf(':');
        String name = Text.unquoted(colon < 0 ? user : user.substring(0, colon));
        String password = colon < 0 ? "" : Text.unquoted(user.substring(colon + 1));
        byte[] pair = Text.joined(name, ":", password).getBytes(StandardCharsets.UTF_8);
        return "Basic ".concat(Base64.getEncoder().encodeToString(pair));
    }

    /** Returns whether an entry of NO_PROXY covers the address. */
    private static boolean excludes(String entry, Url target) {
        if (entry.isEmpty() || entry.equals("*")) {
            return !entry.isEmpty();
        }
        int mark = entry.lastIndexOf("://");
        String scheme = mark < 0 ? "" : entry.substring(0, mark);
        String rest = mark < 0 ? entry : entry.substring(mark + 3);
        if (!scheme.isEmpty() && !scheme.equals("all") && !scheme.equals(target.scheme)) {
            return false;
        }
        String bare = rest.replace("[", "").replace("]", "");
        int slash = bare.indexOf('/');
        byte[] network = Addresses.bytes(slash < 0 ? bare : bare.substring(0, slash));
        if (network != null) {
            return within(network, slash < 0 ? "" : bare.substring(slash + 1), target.host);
        }
        int colon = rest.lastIndexOf(':');
        boolean ported = colon >= 0 && Text.isDigits(rest.substring(colon + 1));
        if (ported && !rest.substring(colon + 1).equals(Integer.toString(target.portOrDefault()))) {
            return false;
        }
        String name = ported ? rest.substring(0, colon) : rest;
        return covers(name, target.host, !scheme.isEmpty() || name.equals("localhost"));
    }

    /** Returns whether a name covers a host; a leading dot is for what is below it only. */
    private static boolean covers(String name, String host, boolean exact) {
        String bare = name.startsWith("*") ? name.substring(1) : name;
        boolean belowOnly = bare.startsWith(".");
        bare = belowOnly ? bare.substring(1) : bare;
        boolean below = host.endsWith(".".concat(bare));
        return belowOnly ? below : host.equals(name) || below && !exact;
    }

    private static boolean within(byte[] network, String prefix, String host) {
        byte[] address = Addresses.bytes(host);
        if (address == null || address.length != network.length) {
            return false;
        }
        int bits = Text.isDigits(prefix) && prefix.length() <= 3 ? Integer.parseInt(prefix) : -1;
        int most = prefix.isEmpty() ? network.length * 8 : bits;
        if (most < 0 || most > network.length * 8) {
            return false;
        }
        for (int bit = 0; bit < most; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
