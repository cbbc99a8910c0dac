package compactgen_root.errors;

import java.util.Map;
import java.util.OptionalInt;

/** No answer came, or no whole one: the connection failed, or what came can't be used. */
public class ApiConnectionException extends ApiException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final int status;
    private final HeaderMap headers;

    /**
     * For the clients of this package.
     *
     * @param details what it keeps; a status of 0 is none
     * @param sent whether the request may have reached the server
     */
    public ApiConnectionException(ErrorDetails details, boolean sent) {
        super(details);
        this.sent = sent;
        this.status = details.status;
        this.headers = new HeaderMap(details.headers);
    }

    /**
     * Returns whether the request may have reached the server, which may then charge for it.
     *
     * @return whether it may
     */
    public final boolean sent() {
        return sent;
    }

    /**
     * Returns the status.
     *
     * @return the status, where the answer had begun
     */
    public final OptionalInt statusCode() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * Returns the headers of the answer.
     *
     * @return values by name in any case; none where no answer had begun
     */
    public final Map<String, String> headers() {
        return headers.asMap();
    }
}
