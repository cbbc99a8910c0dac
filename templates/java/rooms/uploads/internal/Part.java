package compactgen_root.internal;

import compactgen_root.FilePart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One part of a form. Names, names of files and media types come from callers and from other
 * people's disks: none of them can begin a header or a part of its own.
 */
final class Part {

    /** Its headers, as they travel, with the empty line behind them. */
    final byte[] head;

    /** What it holds. */
    final FilePart content;

    private Part(byte[] head, FilePart content) {
        this.head = head;
        this.content = content;
    }

    /** Returns the part of a value. */
    static Part of(Parameter encoding, String name, byte[] bytes, String media) {
        byte[] head = head(name, null, media, headers(encoding, Map.of()));
        return new Part(head, FilePart.of(bytes));
    }

    /** Returns the part of a file. */
    static Part of(Parameter encoding, FilePart file) {
        String name = encoding.wire();
        checkHeaders(name, file.headers());
        String fileName = file.name().orElse(name);
        String media = file.type().orElse(encoding.media());
        media = media.isEmpty() ? FileTypes.guessed(fileName) : media;
        byte[] head = head(name, fileName, media, headers(encoding, file.headers()));
        return new Part(head, file);
    }

    private static byte[] head(
            String name, String fileName, String media, Map<String, String> headers) {
        StringBuilder lines = new StringBuilder("Content-Disposition: form-data; name=\"");
        lines.append(quoted(name)).append('"');
        if (fileName != null) {
            lines.append("; filename=\"").append(quoted(fileName)).append('"');
        }
        if (!media.isEmpty()) {
            if (!isMediaType(media)) {
                throw Failures.argument("the media type of ", name, " isn't one");
            }
            lines.append("\r\nContent-Type: ").append(media);
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            lines.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
        }
        if (Text.hasHalf(lines.toString())) {
            throw Failures.argument(
                    name, " has half a surrogate pair in its name or the name of its file");
        }
        return lines.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a name as browsers write it: what could end it stands by its number. */
    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static boolean isMediaType(String media) {
        int slash = media.indexOf('/');
        if (slash < 0 || slash == media.length() - 1) {
            return false;
        }
        return Headers.isToken(media.substring(0, slash)) && Headers.problem(media, true) == null;
    }

    /** Returns the headers that the description settles, but for those that a file has itself. */
    private static Map<String, String> headers(Parameter encoding, Map<String, String> own) {
        List<String> names = new ArrayList<>();
        for (String name : own.keySet()) {
            names.add(Text.lower(name));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> fixed = encoding.headers();
        for (int n = 0; n < fixed.size(); n += 2) {
            if (!names.contains(Text.lower(fixed.get(n)))) {
                headers.put(fixed.get(n), fixed.get(n + 1));
            }
        }
        headers.putAll(own);
        return headers;
    }

    private static void checkHeaders(String name, Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String lower = Text.lower(header.getKey());
            if (lower.equals("content-disposition") || lower.equals("content-type")) {
                throw Failures.argument(
                        name, ": the header ", lower, " of a part is written by the form");
            }
            String wrong = Headers.problem(header.getKey(), header.getValue());
            if (wrong == null && Headers.problem(header.getValue(), true) != null) {
                wrong = Text.joined("the value of the header ", lower, " can't be sent");
            }
            if (wrong != null) {
                throw Failures.argument(name, ": ", wrong);
            }
        }
    }
}
