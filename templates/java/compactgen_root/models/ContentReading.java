package compactgen_root.models;

import compactgen_root.json.JsonValue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How the body of an answer is read that isn't JSON.
 *
 * @param <T> what it is read as
 */
public abstract class ContentReading<T> extends Reading<T> {

    /** As a text, in the encoding that its media type says, or in UTF-8. */
    public static final ContentReading<String> TEXT =
            new ContentReading<>() {
                @Override
                public String content(byte[] body, String mediaType) {
                    return new String(body, encoding(mediaType));
                }
            };

    /** As the bytes that came. */
    public static final ContentReading<byte[]> BYTES =
            new ContentReading<>() {
                @Override
                public byte[] content(byte[] body, String mediaType) {
                    return body.clone();
                }
            };

    private ContentReading() {
        super("should be no JSON");
    }

    /** Returns nothing: no JSON value is one of these. */
    @Override
    public final T read(JsonValue value) {
        return null;
    }

    /**
     * Returns what a body is read as.
     *
     * @param body the bytes, decompressed
     * @param mediaType what the answer says that they are; empty where it doesn't
     * @return the value: there is always one
     */
    public abstract T content(byte[] body, String mediaType);

    private static Charset encoding(String mediaType) {
        String lower = mediaType.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        int end = lower.indexOf(';', at);
        String name = lower.substring(at + "charset=".length(), end < 0 ? lower.length() : end);
        try {
            return Charset.forName(name.strip().replace("\"", "").replace("'", ""));
        } catch (IllegalArgumentException e) { // no encoding of that name
            return StandardCharsets.UTF_8;
        }
    }
}
