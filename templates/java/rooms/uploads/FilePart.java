package compactgen_root;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file of a form: its content, which is read while it is sent and never held whole, and what its
 * part says of it. It is immutable; {@code with...} return changed copies.
 */
public final class FilePart {

    private final Content content;
    private final String name;
    private final String type;
    private final Map<String, String> headers;

    private FilePart(Content content, String name, String type, Map<String, String> headers) {
        this.content = content;
        this.name = name;
        this.type = type;
        this.headers = headers;
    }

    /** Where content can be read from again and again. */
    @FunctionalInterface
    public interface Source {

        /**
         * Opens the content from its beginning; who asked for it closes it.
         *
         * @return the content
         * @throws IOException if it can't be read
         */
        InputStream open() throws IOException;
    }

    /**
     * Returns a file of the disk, under its own name.
     *
     * @param path where it is
     * @return the file
     */
    public static FilePart of(Path path) {
        Path last = path.getFileName();
        return made(new OnDisk(path), last == null ? null : last.toString());
    }

    /**
     * Returns a file that is held already.
     *
     * @param content its bytes, which are copied
     * @return the file
     */
    public static FilePart of(byte[] content) {
        return made(new InMemory(content.clone()), null);
    }

    /**
     * Returns a file that is read anew each time that it is sent.
     *
     * @param source what opens it
     * @return the file
     */
    public static FilePart of(Source source) {
        return made(new Opened(Objects.requireNonNull(source, "source"), -1, true), null);
    }

    /**
     * Returns a file that can be read once, so that a call that has begun to send it is not made
     * again. It is closed when it was sent.
     *
     * @param content the content, from where it stands
     * @return the file
     */
    public static FilePart ofOnce(InputStream content) {
        Objects.requireNonNull(content, "content");
        Source source =
                new Source() {
                    @Override
                    public InputStream open() {
                        return content;
                    }
                };
        return made(new Opened(source, -1, false), null);
    }

    private static FilePart made(Content content, String name) {
        return new FilePart(content, name, null, Map.of());
    }

    /**
     * Returns the file under another name.
     *
     * @param name what the form calls the file
     * @return the file
     */
    public FilePart withName(String name) {
        return new FilePart(content, Objects.requireNonNull(name, "name"), type, headers);
    }

    /**
     * Returns the file as something else.
     *
     * @param type its media type, in place of that of the description or of its name
     * @return the file
     */
    public FilePart withType(String type) {
        return new FilePart(content, name, Objects.requireNonNull(type, "type"), headers);
    }

    /**
     * Returns the file with its length, so that the server is told before how long the body is.
     *
     * @param length how many bytes come; sending others fails
     * @return the file
     * @throws IllegalArgumentException if there are fewer than none
     */
    public FilePart withLength(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("length is negative");
        }
        return new FilePart(content.ofLength(length), name, type, headers);
    }

    /**
     * Returns the file with a header in its part.
     *
     * @param name the header's name
     * @param value its value
     * @return the file
     */
    public FilePart withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new FilePart(content, this.name, type, more);
    }

    /**
     * Returns what the form calls the file.
     *
     * @return a name; empty for that of the member that it stands in
     */
    public Optional<String> name() {
        return Optional.ofNullable(name == null || name.isEmpty() ? null : name);
    }

    /**
     * Returns the media type.
     *
     * @return a media type; empty for that of the description or of the file's name
     */
    public Optional<String> type() {
        return Optional.ofNullable(type == null || type.isEmpty() ? null : type);
    }

    /**
     * Returns the headers of its part.
     *
     * @return values by name, in their order
     */
    public Map<String, String> headers() {
        return new LinkedHashMap<>(headers);
    }

    /**
     * Returns how long the content is.
     *
     * @return bytes; empty where that isn't known before it is read
     */
    public OptionalLong length() {
        long length = content.length();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /**
     * Returns whether the content can be read now.
     *
     * @return whether it wasn't yet, or can be read again
     */
    public boolean isReadable() {
        return content.isReadable();
    }

    /**
     * Opens the content from its beginning; who asked for it closes it.
     *
     * @return the content
     * @throws IOException if it can't be read, or not again
     */
    public InputStream open() throws IOException {
        return content.open();
    }

    /** Shows nothing of the file. */
    @Override
    public String toString() {
        return "FilePart";
    }

    /** What a file holds. */
    private abstract static class Content {

        /** Returns how many bytes there are; -1 where that isn't known. */
        abstract long length();

        abstract boolean isReadable();

        abstract InputStream open() throws IOException;

        Content ofLength(long length) {
            Content whole = this;
            Source source =
                    new Source() {
                        @Override
                        public InputStream open() throws IOException {
                            return whole.open();
                        }
                    };
            return new Opened(source, length, true);
        }
    }

    private static final class OnDisk extends Content {

        private final Path path;

        OnDisk(Path path) {
            this.path = path;
        }

        @Override
        long length() {
            try {
                return Files.isRegularFile(path) ? Files.size(path) : -1;
            } catch (IOException e) {
                return -1; // which reading it will tell
            }
        }

        @Override
        boolean isReadable() {
            return true;
        }

        @Override
        InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    private static final class InMemory extends Content {

        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        long length() {
            return bytes.length;
        }

        @Override
        boolean isReadable() {
            return true;
        }

        @Override
        InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static final class Opened extends Content {

        private final Source source;
        private final long length;
        private final boolean repeatable;
        private final AtomicBoolean begun;

        Opened(Source source, long length, boolean repeatable) {
            this(source, length, repeatable, new AtomicBoolean());
        }

        private Opened(Source source, long length, boolean repeatable, AtomicBoolean begun) {
            this.source = source;
            this.length = length;
            this.repeatable = repeatable;
            this.begun = begun;
        }

        @Override
        Content ofLength(long length) {
            return new Opened(source, length, repeatable, begun);
        }

        @Override
        long length() {
            return length;
        }

        @Override
        boolean isReadable() {
            return repeatable || !begun.get();
        }

        @Override
        InputStream open() throws IOException {
            if (begun.getAndSet(true) && !repeatable) {
                throw new IOException("it was read before, and can't be read again");
            }
            return Objects.requireNonNull(source.open(), "source");
        }
    }
}
