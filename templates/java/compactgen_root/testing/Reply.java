package compactgen_root.testing;

import compactgen_root.json.ToJson;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** An answer with all that it may have. */
public final class Reply {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final ToJson value;

    private Reply(int status, Map<String, String> headers, byte[] body, ToJson value) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.value = value;
    }

    /**
     * Returns an answer that is JSON. A success that breaks its schema fails the test.
     *
     * @param status its status
     * @param body a model or a JSON value
     * @return the answer
     */
    public static Reply of(int status, ToJson body) {
        Map<String, String> headers = Map.of("content-type", "application/json");
        return new Reply(status, headers, body.json().toBytes(), body);
    }

    /**
     * Returns an answer that is a text as it is, whatever is in it.
     *
     * @param status its status
     * @param body the text
     * @return the answer
     */
    public static Reply of(int status, String body) {
        return of(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns an answer that is some bytes as they are.
     *
     * @param status its status
     * @param body the bytes
     * @return the answer
     */
    public static Reply of(int status, byte[] body) {
        return new Reply(status, Map.of(), body.clone(), null);
    }

    /**
     * Returns the same answer with a header.
     *
     * @param name its name
     * @param value its value
     * @return the answer
     */
    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(lower(name), Objects.requireNonNull(value, name));
        return new Reply(status, more, body, this.value);
    }

    /**
     * Returns the same answer, which may break its schema.
     *
     * @return the answer
     */
    public Reply unchecked() {
        return new Reply(status, headers, body, null);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** Returns what is held against its schema; the null reference for nothing. */
    ToJson checked() {
        return value;
    }
}
