package compactgen_root.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a client is set up with, resolved once and never changed. */
final class Configuration {

    final Provider provider;
    final Settings settings;
    final String baseUrl;

    /** Values of the server's variables; null where the caller gave a whole address. */
    final Map<String, String> serverValues;

    final Keyring keyring;

    /** Values of the client's parameters by their arguments. */
    final Map<String, String> parameters;

    private Configuration(Settings settings, Configuration base) {
        this.provider = settings.provider;
        this.settings = settings;
        Map<String, String> values = new LinkedHashMap<>();
        boolean same = base != null && !changesAddress(settings);
        if (same) {
            this.baseUrl = Url.base(base.baseUrl, "baseUrl", settings.allowInsecureHttp);
            this.serverValues = base.serverValues;
        } else {
            boolean whole = settings.baseUrl != null || isReplaced(settings);
            this.baseUrl = address(settings, values);
            this.serverValues = whole ? null : values;
        }
        this.keyring =
                base != null && !changesCredentials(settings)
                        ? base.keyring
                        : Keyring.of(provider, settings, base == null ? null : base.keyring);
        this.parameters = parameters(settings, base);
    }

    /**
     * Returns what settings and the environment make.
     *
     * @param base what a changed copy is made of, which keeps what it doesn't replace; null for
     *     none
     */
    static Configuration of(Settings settings, Configuration base) {
        for (Map.Entry<String, String> header : settings.headers.entrySet()) {
            String wrong = Headers.problem(header.getKey(), header.getValue());
            if (wrong != null) {
                throw Failures.configuration("default headers: ", wrong);
            }
        }
        for (Map.Entry<String, String> each : settings.query.entrySet()) {
            if (Text.hasHalf(each.getKey()) || Text.hasHalf(each.getValue())) {
                throw Failures.configuration("default query parameters hold half a surrogate pair");
            }
        }
        if (settings.maxRetries < 0) {
            throw Failures.configuration("maxRetries has to be a whole number from 0 on");
        }
        boolean unlimited = settings.timeout == null;
        if (!unlimited
                && (settings.timeout.isNegative()
                        || settings.timeout.isZero()
                        || settings.timeout.getSeconds() > 1_000_000_000L)) {
            throw Failures.configuration("timeout has to be more than 0 and at most 10**9 seconds");
        }
        return new Configuration(settings, base);
    }

    private static boolean changesAddress(Settings settings) {
        if (settings.baseUrl != null) {
            return true;
        }
        for (Provider.ServerVariable variable : settings.provider.server().variables()) {
            if (settings.values.containsKey(variable.argument())) {
                return true;
            }
        }
        return false;
    }

    private static boolean changesCredentials(Settings settings) {
        for (Provider.Credential credential : settings.provider.credentials()) {
            for (String name : credential.arguments()) {
                if (settings.values.containsKey(name) || settings.suppliers.containsKey(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String filled(Settings settings) {
        for (Provider.ServerVariable variable : settings.provider.server().variables()) {
            if (settings.values.containsKey(variable.argument())) {
                return variable.argument();
            }
        }
        return null;
    }

    /** Returns whether a variable of the environment replaces the address as a whole. */
    private static boolean isReplaced(Settings settings) {
        String variable = settings.provider.server().environment();
        return !settings.environment(variable).isEmpty() && filled(settings) == null;
    }

    private static String address(Settings settings, Map<String, String> values) {
        Provider.Server server = settings.provider.server();
        boolean insecure = settings.allowInsecureHttp;
        String argument = filled(settings);
        if (settings.baseUrl != null) {
            if (argument != null) {
                throw Failures.configuration(
                        "baseUrl and ", argument, " exclude each other: give one");
            }
            return Url.base(settings.baseUrl, "baseUrl", insecure);
        }
        if (isReplaced(settings)) {
            String variable = server.environment();
            return Url.base(settings.environment(variable), variable, insecure);
        }
        String lower = Text.lower(server.url());
        boolean whole = lower.startsWith("https://") || lower.startsWith("http://");
        if (!whole && !lower.startsWith("{")) {
            throw Failures.configuration(
                    settings.provider.client(), " needs an address: pass baseUrl");
        }
        String origin = "";
        for (Provider.ServerVariable variable : server.variables()) {
            values.put(variable.name(), serverValue(settings, variable));
            String name = Url.origin(variable);
            origin = origin.isEmpty() ? name : Text.joined(origin, " and ", name);
        }
        return Url.base(
                Url.server(server.url(), server.variables(), values),
                origin.isEmpty()
                        ? "the provider's address"
                        : "the address made from ".concat(origin),
                insecure);
    }

    private static String serverValue(Settings settings, Provider.ServerVariable variable) {
        String explicit = settings.values.get(variable.argument());
        if (explicit != null) {
            if (explicit.isEmpty()) {
                throw Failures.configuration(
                        variable.argument(), " has to be a string that isn't empty");
            }
            return explicit;
        }
        String value = settings.environment(variable.environment());
        if (!value.isEmpty()) {
            return value;
        }
        if (variable.required() || variable.defaultValue().isEmpty()) {
            String name = variable.argument().isEmpty() ? variable.name() : variable.argument();
            throw Failures.configuration(
                    settings.provider.client(),
                    " needs an address: pass ",
                    name,
                    " or baseUrl",
                    variable.environment().isEmpty()
                            ? ""
                            : ", or set ".concat(variable.environment()));
        }
        return variable.defaultValue();
    }

    private static Map<String, String> parameters(Settings settings, Configuration base) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Provider.ClientParameter parameter : settings.provider.parameters()) {
            String argument = parameter.argument();
            String value = settings.values.get(argument);
            if (value == null && base != null) {
                value = base.parameters.get(argument);
            } else if (value == null) {
                String text = settings.environment(parameter.environment());
                value = text.isEmpty() ? null : text;
            }
            if (value != null) {
                String wrong = Headers.problem(value, false);
                if (wrong == null
                        && !parameter.values().isEmpty()
                        && !parameter.values().contains(value)) {
                    String values = String.join(" or ", parameter.values());
                    wrong = Text.joined("has to be ", values, ", or to be left out");
                }
                if (wrong != null) {
                    throw Failures.configuration(argument, " ", wrong);
                }
                parameters.put(argument, value);
            }
        }
        return parameters;
    }

    /** Returns what the path of an operation is put behind. */
    String address(Operation<?> operation) {
        if (!operation.server().isEmpty() && serverValues != null) {
            String url =
                    Url.server(operation.server(), provider.server().variables(), serverValues);
            return Url.base(url, "the operation's address", settings.allowInsecureHttp);
        }
        String path = operation.path();
        if (Url.repeats(baseUrl, path) && !Url.repeats(provider.server().url(), path)) {
            throw Failures.configuration(
                    "baseUrl ends with ",
                    path,
                    ", which is put behind it: give the address up to there");
        }
        return baseUrl;
    }
}
