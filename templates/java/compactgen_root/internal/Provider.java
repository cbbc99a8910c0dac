package compactgen_root.internal;

import java.util.List;

/**
 * A provider as data: where it is, who may call it, what its answers carry. In all of it, an empty
 * text stands for what there isn't.
 *
 * @param name its name in the description
 * @param client the name of its client
 * @param server its address
 * @param credentials ways to say who is calling
 * @param security what its operations require, each once; a client has to meet one of them
 * @param parameters parameters that are given once, on the client
 * @param requestIdHeaders headers of an answer that hold the provider's id of the request, the best
 *     one first
 * @param clientRequestIdHeader the header that takes an id of ours
 * @param clientRequestIdForm {@code uuid} or {@code text}
 * @param rateLimits headers that tell of limits
 * @param errors where an error body keeps its parts
 * @param userAgent name and version of the package
 */
public record Provider(
        String name,
        String client,
        Server server,
        List<Credential> credentials,
        List<List<List<String>>> security,
        List<ClientParameter> parameters,
        List<String> requestIdHeaders,
        String clientRequestIdHeader,
        String clientRequestIdForm,
        List<RateLimitHeaders> rateLimits,
        ErrorTable errors,
        String userAgent) {

    /**
     * An address.
     *
     * @param url the address, with holes in braces
     * @param environment a variable of the environment that replaces it as a whole
     * @param variables its holes
     */
    public record Server(String url, String environment, List<ServerVariable> variables) {}

    /**
     * A hole in an address, filled by an argument, a variable of the environment or a default.
     *
     * @param name what it is called in the address
     * @param argument the client's argument
     * @param environment the variable
     * @param required whether the default doesn't count
     * @param defaultValue the default, or an example where it is required
     */
    public record ServerVariable(
            String name,
            String argument,
            String environment,
            boolean required,
            String defaultValue) {}

    /**
     * A way to say who is calling.
     *
     * @param name that of its security scheme, by which operations ask for it
     * @param arguments the client's arguments; a text or a supplier may be given for each
     * @param environment the variable that holds it
     * @param place {@code header}, {@code query} or {@code cookie}
     * @param wire what it is called where it travels
     * @param prefix what is written before it
     * @param pair whether its two arguments are a user's name and a password (RFC 7617)
     */
    public record Credential(
            String name,
            List<String> arguments,
            String environment,
            String place,
            String wire,
            String prefix,
            boolean pair) {}

    /**
     * A parameter that is given once, on the client.
     *
     * @param argument the client's argument
     * @param environment the variable that holds it
     * @param place {@code header} or {@code query}
     * @param name what it is called where it travels
     * @param values the only ones that there are; any, if none is listed
     */
    public record ClientParameter(
            String argument, String environment, String place, String name, List<String> values) {}

    /**
     * The headers in which a provider tells of one limit.
     *
     * @param name what it counts
     * @param limit the header of what is allowed
     * @param remaining the header of what is left
     * @param reset the header of when all of it is back
     */
    public record RateLimitHeaders(String name, String limit, String remaining, String reset) {}

    /**
     * Where an error body keeps its parts, as JSON pointers; the first that leads to something
     * wins.
     *
     * @param code pointers to the code
     * @param message pointers to the message
     * @param param pointers to the part of the request that is complained about
     * @param type pointers to the class of the error
     * @param codes what codes mean
     * @param isInferred whether the description doesn't state it: then it says nothing of what
     *     isn't a failure
     */
    public record ErrorTable(
            List<String> code,
            List<String> message,
            List<String> param,
            List<String> type,
            ErrorCodes codes,
            boolean isInferred) {

        /** Makes a table that the description states. */
        public ErrorTable(
                List<String> code,
                List<String> message,
                List<String> param,
                List<String> type,
                ErrorCodes codes) {
            this(code, message, param, type, codes, false);
        }
    }
}
