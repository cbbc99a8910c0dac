package compactgen_root;

import compactgen_root.internal.Provider;
import compactgen_root.internal.Session;
import compactgen_root.internal.Settings;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * What the builders of all clients have in common.
 *
 * @param <B> the builder
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {

    private final Settings settings;

    /** Starts with a provider's defaults. */
    ClientBuilder(Provider provider) {
        this.settings = new Settings(provider);
    }

    /** Starts with what another client is set up with, whose connections it shares. */
    ClientBuilder(Session session) {
        this.settings = session.settings();
    }

    /** Returns this builder. */
    abstract B self();

    /** Sets an argument of the provider's: a credential, a server variable or a parameter. */
    final B argument(String name, String value) {
        settings.argument(name, value);
        return self();
    }

    /** Sets a credential that is asked for before each try. */
    final B argument(String name, Supplier<String> value) {
        settings.argument(name, value);
        return self();
    }

    /**
     * Returns what a client calls.
     *
     * @throws compactgen_root.errors.ConfigurationException if something is missing or can't work
     */
    final Session session() {
        return settings.session();
    }

    /**
     * Replaces the provider's address.
     *
     * @param baseUrl an https URL, or an http URL of this machine
     * @return this builder
     */
    public final B baseUrl(String baseUrl) {
        settings.baseUrl(baseUrl);
        return self();
    }

    /**
     * Sets how long a call may take as a whole, with all tries and the waits between them; 600
     * seconds by default.
     *
     * @param timeout a time of more than zero and at most 10<sup>9</sup> seconds
     * @return this builder
     */
    public final B timeout(Duration timeout) {
        settings.timeout(timeout);
        return self();
    }

    /**
     * Sets how often a call that failed without harm is tried again; twice by default.
     *
     * @param maxRetries a number from 0 on
     * @return this builder
     */
    public final B maxRetries(int maxRetries) {
        settings.maxRetries(maxRetries);
        return self();
    }

    /**
     * Also tries again when the connection failed after the request was sent. The provider may then
     * do, and charge for, the same call twice.
     *
     * @param retryUnsafe whether to; not by default
     * @return this builder
     */
    public final B retryUnsafe(boolean retryUnsafe) {
        settings.retryUnsafe(retryUnsafe);
        return self();
    }

    /**
     * Makes calls fail whose answer breaks its schema, instead of listing its defects.
     *
     * @param strict whether to; not by default
     * @return this builder
     */
    public final B strict(boolean strict) {
        settings.strict(strict);
        return self();
    }

    /**
     * Follows redirects (307 and 308) inside the provider's own origin.
     *
     * @param followRedirects whether to; not by default
     * @return this builder
     */
    public final B followRedirects(boolean followRedirects) {
        settings.followRedirects(followRedirects);
        return self();
    }

    /**
     * Accepts plain http for other hosts than this machine.
     *
     * @param allowInsecureHttp whether to; not by default
     * @return this builder
     */
    public final B allowInsecureHttp(boolean allowInsecureHttp) {
        settings.allowInsecureHttp(allowInsecureHttp);
        return self();
    }

    /**
     * Sets how large an answer may be.
     *
     * @param limits the limits
     * @return this builder
     */
    public final B limits(Limits limits) {
        settings.limits(limits);
        return self();
    }

    /**
     * Adds a header that is sent with every call; one of the same name is replaced.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public final B putDefaultHeader(String name, String value) {
        settings.header(name, value);
        return self();
    }

    /**
     * Leaves out a header that would be sent otherwise.
     *
     * @param name its name
     * @return this builder
     */
    public final B removeDefaultHeader(String name) {
        settings.header(name, null);
        return self();
    }

    /**
     * Adds a parameter to the query of every call; one of the same name is replaced.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public final B putDefaultQueryParam(String name, String value) {
        settings.query(name, value);
        return self();
    }

    /**
     * Is told of each request before it is sent. What a hook throws is logged and doesn't touch the
     * call.
     *
     * @param hook what is called
     * @return this builder
     */
    public final B onRequest(Consumer<? super RequestEvent> hook) {
        settings.onRequest(hook);
        return self();
    }

    /**
     * Is told of each answer.
     *
     * @param hook what is called
     * @return this builder
     */
    public final B onResponse(Consumer<? super ResponseEvent> hook) {
        settings.onResponse(hook);
        return self();
    }

    /**
     * Is told of each wait for another try.
     *
     * @param hook what is called
     * @return this builder
     */
    public final B onRetry(Consumer<? super RetryEvent> hook) {
        settings.onRetry(hook);
        return self();
    }

    /**
     * Replaces the way to the network. The client doesn't close it.
     *
     * @param transport the way
     * @return this builder
     */
    public final B transport(Transport transport) {
        settings.transport(transport);
        return self();
    }

    /**
     * Replaces what decides whom to trust.
     *
     * @param sslContext the context
     * @return this builder
     */
    public final B sslContext(SSLContext sslContext) {
        settings.sslContext(sslContext);
        return self();
    }

    /**
     * Replaces the threads that calls run on, which are daemons by default; one of virtual threads
     * fits.
     *
     * @param executor what runs them
     * @return this builder
     */
    public final B executor(Executor executor) {
        settings.executor(executor);
        return self();
    }

    /**
     * Replaces the proxies that the environment names ({@code HTTPS_PROXY}, {@code HTTP_PROXY},
     * {@code ALL_PROXY}, {@code NO_PROXY}).
     *
     * @param proxy an http URL; empty for none
     * @return this builder
     */
    public final B proxy(String proxy) {
        settings.proxy(proxy);
        return self();
    }
}
