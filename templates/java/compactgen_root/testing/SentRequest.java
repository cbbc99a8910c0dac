package compactgen_root.testing;

import compactgen_root.Defect;
import compactgen_root.json.JsonValue;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as a client sent it, without the credential and without any other secret. */
public final class SentRequest {

    private final String operation;
    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final byte[] content;
    private final List<Defect> defects;

    SentRequest(
            String operation,
            String method,
            String url,
            Map<String, String> headers,
            byte[] content,
            List<Defect> defects) {
        this.operation = operation;
        this.method = method;
        this.url = url;
        this.headers = Collections.unmodifiableMap(headers);
        this.content = content;
        this.defects = defects;
    }

    /**
     * Returns what was called.
     *
     * @return resources and a method, with dots between them
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns the method of HTTP.
     *
     * @return the method, in capitals
     */
    public String method() {
        return method;
    }

    /**
     * Returns the address.
     *
     * @return the whole address
     */
    public String url() {
        return url;
    }

    /**
     * Returns the headers.
     *
     * @return values by name in any case
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Returns the body.
     *
     * @return a copy of its bytes; none for a request without one
     */
    public byte[] content() {
        return content.clone();
    }

    /**
     * Returns the body as JSON.
     *
     * @return the value; empty for a request without a body, and for one that is no JSON
     */
    public Optional<JsonValue> json() {
        boolean isJson = content.length > 0 && isJson(headers.getOrDefault("Content-Type", ""));
        return isJson ? Optional.of(JsonValue.parse(content)) : Optional.empty();
    }

    private static boolean isJson(String media) {
        int end = media.indexOf(';');
        String bare = (end < 0 ? media : media.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return bare.endsWith("/json") || bare.endsWith("+json");
    }

    /**
     * Returns where the body breaks its schema.
     *
     * @return the places
     */
    public List<Defect> defects() {
        return defects;
    }

    /** Returns what was called and where. */
    @Override
    public String toString() {
        return operation.concat(": ").concat(method).concat(" ").concat(url);
    }
}
