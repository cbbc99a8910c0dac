package compactgen_root.internal;

import compactgen_root.Limits;
import compactgen_root.RequestEvent;
import compactgen_root.ResponseEvent;
import compactgen_root.RetryEvent;
import compactgen_root.Transport;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/** What a client is told before it is made. Builders fill it in, and sessions keep a copy. */
public final class Settings {

    final Provider provider;
    final Session base;
    final Map<String, String> values = new LinkedHashMap<>();
    final Map<String, Supplier<String>> suppliers = new LinkedHashMap<>();
    String baseUrl;
    Duration timeout = Duration.ofSeconds(600);
    int maxRetries = 2;
    boolean retryUnsafe;
    boolean strict;
    boolean followRedirects;
    boolean allowInsecureHttp;
    Limits limits = Limits.DEFAULT;
    final Map<String, String> headers = new LinkedHashMap<>();
    final Map<String, String> query = new LinkedHashMap<>();
    Consumer<? super RequestEvent> onRequest;
    Consumer<? super ResponseEvent> onResponse;
    Consumer<? super RetryEvent> onRetry;
    Transport transport;
    SSLContext sslContext;
    Executor executor;
    String proxy;

    private Map<String, String> environment; // null for the process's

    /**
     * Starts with a provider's defaults.
     *
     * @param provider the provider
     */
    public Settings(Provider provider) {
        this(provider, null);
    }

    Settings(Provider provider, Session base) {
        this.provider = provider;
        this.base = base;
    }

    /** Returns a copy for a client that keeps what it doesn't replace. */
    Settings copy(Session session) {
        Settings copy = new Settings(provider, session);
        copy.timeout = timeout;
        copy.maxRetries = maxRetries;
        copy.retryUnsafe = retryUnsafe;
        copy.strict = strict;
        copy.followRedirects = followRedirects;
        copy.allowInsecureHttp = allowInsecureHttp;
        copy.limits = limits;
        copy.headers.putAll(headers);
        copy.query.putAll(query);
        copy.onRequest = onRequest;
        copy.onResponse = onResponse;
        copy.onRetry = onRetry;
        copy.executor = executor;
        copy.environment = environment;
        return copy; // addresses, credentials and transports are the session's to keep
    }

    /** Returns a variable of the environment; empty where it isn't set, or has no name. */
    String environment(String name) {
        if (name.isEmpty()) {
            return "";
        }
        String value = environment == null ? System.getenv(name) : environment.get(name);
        return value == null ? "" : value;
    }

    /**
     * Replaces the environment of the process.
     *
     * @param environment variables by name
     */
    public void environment(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Sets an argument of the provider's.
     *
     * @param name the argument
     * @param value its value
     */
    public void argument(String name, String value) {
        values.put(name, Objects.requireNonNull(value, name));
        suppliers.remove(name);
    }

    /**
     * Sets a credential that is asked for before each try.
     *
     * @param name the argument
     * @param value what is asked
     */
    public void argument(String name, Supplier<String> value) {
        suppliers.put(name, Objects.requireNonNull(value, name));
        values.remove(name);
    }

    /**
     * Sets a header that is sent with every call.
     *
     * @param name its name
     * @param value its value; the null reference leaves it out
     */
    public void header(String name, String value) {
        Objects.requireNonNull(name, "name");
        for (String other : List.copyOf(headers.keySet())) {
            if (other.equalsIgnoreCase(name)) {
                headers.remove(other);
            }
        }
        headers.put(name, value);
    }

    /**
     * Sets a parameter of the query of every call.
     *
     * @param name its name
     * @param value its value
     */
    public void query(String name, String value) {
        query.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
    }

    /**
     * Sets {@code baseUrl}.
     *
     * @param baseUrl what the builder was given
     */
    public void baseUrl(String baseUrl) {
        this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
    }

    /**
     * Sets {@code timeout}.
     *
     * @param timeout what the builder was given
     */
    public void timeout(Duration timeout) {
        this.timeout = Objects.requireNonNull(timeout, "timeout");
    }

    /**
     * Sets {@code maxRetries}.
     *
     * @param maxRetries what the builder was given
     */
    public void maxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    /**
     * Sets {@code retryUnsafe}.
     *
     * @param retryUnsafe what the builder was given
     */
    public void retryUnsafe(boolean retryUnsafe) {
        this.retryUnsafe = retryUnsafe;
    }

    /**
     * Sets {@code strict}.
     *
     * @param strict what the builder was given
     */
    public void strict(boolean strict) {
        this.strict = strict;
    }

    /**
     * Sets {@code followRedirects}.
     *
     * @param followRedirects what the builder was given
     */
    public void followRedirects(boolean followRedirects) {
        this.followRedirects = followRedirects;
    }

    /**
     * Sets {@code allowInsecureHttp}.
     *
     * @param allowInsecureHttp what the builder was given
     */
    public void allowInsecureHttp(boolean allowInsecureHttp) {
        this.allowInsecureHttp = allowInsecureHttp;
    }

    /**
     * Sets {@code limits}.
     *
     * @param limits what the builder was given
     */
    public void limits(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * Sets {@code onRequest}.
     *
     * @param onRequest what the builder was given
     */
    public void onRequest(Consumer<? super RequestEvent> onRequest) {
        this.onRequest = Objects.requireNonNull(onRequest, "onRequest");
    }

    /**
     * Sets {@code onResponse}.
     *
     * @param onResponse what the builder was given
     */
    public void onResponse(Consumer<? super ResponseEvent> onResponse) {
        this.onResponse = Objects.requireNonNull(onResponse, "onResponse");
    }

    /**
     * Sets {@code onRetry}.
     *
     * @param onRetry what the builder was given
     */
    public void onRetry(Consumer<? super RetryEvent> onRetry) {
        this.onRetry = Objects.requireNonNull(onRetry, "onRetry");
    }

    /**
     * Sets {@code transport}.
     *
     * @param transport what the builder was given
     */
    public void transport(Transport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    /**
     * Sets {@code sslContext}.
     *
     * @param sslContext what the builder was given
     */
    public void sslContext(SSLContext sslContext) {
        this.sslContext = Objects.requireNonNull(sslContext, "sslContext");
    }

    /**
     * Sets {@code executor}.
     *
     * @param executor what the builder was given
     */
    public void executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * Sets {@code proxy}.
     *
     * @param proxy what the builder was given
     */
    public void proxy(String proxy) {
        this.proxy = Objects.requireNonNull(proxy, "proxy");
    }

    /**
     * Returns what a client calls.
     *
     * @return the session
     * @throws compactgen_root.errors.ConfigurationException if something is missing or can't work
     */
    public Session session() {
        return new Session(this);
    }
}
