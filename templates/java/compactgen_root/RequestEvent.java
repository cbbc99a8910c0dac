package compactgen_root;

import java.util.Optional;

/**
 * A request is about to be sent.
 *
 * @param operation the name of the operation
 * @param method the method of HTTP
 * @param path the operation's path, with its holes
 * @param attempt which try of the call it is; the first is 1
 * @param clientRequestId our id of the try, where the provider takes one
 */
public record RequestEvent(
        String operation,
        String method,
        String path,
        int attempt,
        Optional<String> clientRequestId) {}
