package compactgen_root.internal;

import compactgen_root.models.Reading;

import java.util.List;

/**
 * An operation as data: what is sent, and what comes back.
 *
 * @param <R> what its calls return
 * @param name its name: resources and a method, with dots between them
 * @param method the method of HTTP, in capitals
 * @param path the path behind the server's address, with holes in braces
 * @param security what a call requires: alternatives, the preferred one first, each the names of
 *     credentials that are sent together; none, or one without names, for a call without any
 * @param clientParameters arguments of the client's parameters that it is sent
 * @param parameters its parameters
 * @param media what its body is called when it travels; empty for an operation without one
 * @param bodyRequired whether it can't be called without a body
 * @param response how a success is read; the null reference where it has no content
 * @param unavailable what the provider says where it doesn't support the operation; empty else
 * @param server an address of its own; empty for the provider's
 * @param failures what errors hold, by status
 * @param accept the media types that are asked for
 * @param off a member of the body that is always sent as false; empty for none
 * @param encodings how members of a form are written, where that isn't as all of them are
 * @param answers what a success may be, where it isn't always read as {@code response}
 * @param on a member of the body that is always sent as true; empty for none
 */
public record Operation<R>(
        String name,
        String method,
        String path,
        List<List<String>> security,
        List<String> clientParameters,
        List<Parameter> parameters,
        String media,
        boolean bodyRequired,
        Reading<R> response,
        String unavailable,
        String server,
        List<Failure> failures,
        String accept,
        String off,
        List<Parameter> encodings,
        List<Answer<R>> answers,
        String on) {

    /** One that sends nothing as true. */
    public Operation(
            String name,
            String method,
            String path,
            List<List<String>> security,
            List<String> clientParameters,
            List<Parameter> parameters,
            String media,
            boolean bodyRequired,
            Reading<R> response,
            String unavailable,
            String server,
            List<Failure> failures,
            String accept,
            String off,
            List<Parameter> encodings,
            List<Answer<R>> answers) {
        this(
                name,
                method,
                path,
                security,
                clientParameters,
                parameters,
                media,
                bodyRequired,
                response,
                unavailable,
                server,
                failures,
                accept,
                off,
                encodings,
                answers,
                "");
    }

    /**
     * What errors with a status hold.
     *
     * @param status a status, a range such as {@code 4XX}, or {@code default}
     * @param reading how they are read; the null reference where nothing is said
     */
    public record Failure(String status, Reading<?> reading) {}

    /**
     * What may come with a status, in one of the media types that it may come in.
     *
     * @param <R> what calls return
     * @param status a status, a range such as {@code 2XX}, or {@code default}
     * @param media the media type, or a range of them; empty for an answer without content
     * @param reading how it is read
     */
    public record Answer<R>(String status, String media, Reading<R> reading) {}

    /** Returns how an error is read: by its status, its range, or the default; null for none. */
    Reading<?> failure(int status) {
        String range = Integer.toString(status / 100).concat("XX");
        String[] wanted = {Integer.toString(status), range, "default"};
        for (String each : wanted) {
            for (Failure failure : failures) {
                if (failure.status().equals(each)) {
                    return failure.reading();
                }
            }
        }
        return null;
    }
}
