package compactgen_root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells whether the files of this package are as they were generated: {@code java Verify.java},
 * with nothing compiled beforehand. It holds them against {@code MANIFEST.json}, which stands
 * beside this file, and writes nothing. Exit codes: 0 all are, 1 some are not, 2 that can't be
 * found out.
 */
public final class Verify {

    private static final String MANIFEST = "MANIFEST.json";
    private static final long LARGEST = 64L * 1024 * 1024;

    private final Path folder;
    private final Map<String, String> findings = new TreeMap<>();

    private Verify(Path folder) {
        this.folder = folder;
    }

    /**
     * Prints what differs from the manifest, and ends the process.
     *
     * @param arguments the folder of the package, where it isn't that of this file
     */
    public static void main(String[] arguments) {
        int code = 2;
        try {
            Path folder = arguments.length > 0 ? Path.of(arguments[0]) : own();
            code = new Verify(folder).run();
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            System.err.println(plain(String.valueOf(e.getMessage())));
        }
        System.exit(code);
    }

    /** Returns the folder of this file, whether it is run as a source or was compiled. */
    private static Path own() throws IOException {
        try {
            Path place =
                    Path.of(
                            Verify.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isRegularFile(place)
                    && place.getFileName().toString().equals("Verify.java")) {
                return place.toAbsolutePath().getParent();
            }
        } catch (URISyntaxException | RuntimeException e) {
            throw new IOException("name the folder of the package as an argument");
        }
        throw new IOException("name the folder of the package as an argument");
    }

    private int run() throws IOException {
        Map<String, String> listed = listed();
        TreeSet<String> there = files();
        String name = Verify.class.getPackageName();
        if (!folder.toAbsolutePath().normalize().endsWith(name.replace('.', '/'))) {
            findings.put("package ".concat(name).concat(", of which the folder isn't"), "moved");
        }
        for (Map.Entry<String, String> entry : listed.entrySet()) {
            if (!there.contains(entry.getKey())) {
                findings.put(entry.getKey(), "missing");
            } else {
                compare(entry.getKey(), entry.getValue());
            }
        }
        there.removeAll(listed.keySet());
        there.remove(MANIFEST);
        for (String path : there) {
            if (!isUnmarked(path, listed)) {
                findings.put(path, "foreign");
            }
        }
        for (Map.Entry<String, String> each : findings.entrySet()) {
            System.out.println(String.format("%-9s %s", each.getValue(), plain(each.getKey())));
        }
        if (findings.isEmpty()) {
            System.out.println("all files are as they were generated");
        }
        return findings.isEmpty() ? 0 : 1;
    }

    private void compare(String path, String hashes) throws IOException {
        Path file = folder.resolve(path);
        BasicFileAttributes status =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!status.isRegularFile() || status.size() > LARGEST) {
            findings.put(path, "modified");
            return;
        }
        byte[] content = Files.readAllBytes(file);
        String wanted = hashes.split(" ", 2)[0];
        if (!hash(content).equals(wanted)) {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            byte[] unix = text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
            findings.put(path, hash(unix).equals(wanted) ? "line ends" : "modified");
        }
    }

    private static String hash(byte[] content) {
        try {
            StringBuilder hash = new StringBuilder();
            for (byte each : MessageDigest.getInstance("SHA-256").digest(content)) {
                hash.append(Character.forDigit(each >> 4 & 15, 16));
                hash.append(Character.forDigit(each & 15, 16));
            }
            return hash.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("this Java has no SHA-256");
        }
    }

    private TreeSet<String> files() throws IOException {
        TreeSet<String> paths = new TreeSet<>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String path = folder.relativize(file).toString();
                        paths.add(path.replace(file.getFileSystem().getSeparator(), "/"));
                        return FileVisitResult.CONTINUE;
                    }
                });
        return paths;
    }

    /**
     * Returns whether a file may be there unlisted: what a build, a system or the generator left.
     */
    private static boolean isUnmarked(String path, Map<String, String> listed) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int saved = path.lastIndexOf(".orig");
        boolean copy = saved > 0 && path.substring(saved + 5).chars().allMatch(Character::isDigit);
        String original = copy ? path.substring(0, saved) : "";
        return name.endsWith(".class")
                || name.equals(".DS_Store")
                || name.equals("Thumbs.db")
                || name.startsWith(".compactgen-")
                || copy && (listed.containsKey(original) || original.equals(MANIFEST));
    }

    /** Returns text as a single line without anything that could steer a terminal. */
    private static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c >= ' ' && c <= '~') {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return shown.toString();
    }

    // The manifest, which is a file that anybody may have edited.

    private Map<String, String> listed() throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)
                || Files.size(manifest) > LARGEST) {
            throw new IOException(manifest + ": there is no manifest");
        }
        Map<String, String> files;
        try {
            files = new Manifest(Files.readString(manifest)).files();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | StackOverflowError e) {
            throw new IOException(
                    manifest + ": not a manifest, or one that a merge has left; generate again");
        }
        for (String path : files.keySet()) {
            List<String> segments = List.of(path.split("/", -1));
            boolean leads = segments.contains("") || segments.contains("..");
            if (leads || segments.contains(".") || path.matches(".*[\\\\:\\x00].*")) {
                throw new IOException(manifest + ": the path " + plain(path) + " leads elsewhere");
            }
        }
        return files;
    }

    /** Just enough of JSON to read a manifest. */
    private static final class Manifest {

        private final String text;
        private int at;

        Manifest(String text) {
            this.text = text;
        }

        /** Returns the hashes by path. */
        Map<String, String> files() {
            Map<String, String> files = new TreeMap<>();
            for (String name : object(files, false)) {
                if (name.equals("files")) {
                    return files;
                }
            }
            throw new IllegalArgumentException("no files");
        }

        /** Reads an object; returns its names, with what is in its member "files" put aside. */
        private List<String> object(Map<String, String> members, boolean kept) {
            List<String> names = new ArrayList<>();
            expect('{');
            while (blank() != '}') {
                if (!names.isEmpty()) {
                    expect(',');
                }
                String name = string();
                names.add(name);
                expect(':');
                if (kept) {
                    members.put(name, string());
                } else if (name.equals("files")) {
                    object(members, true);
                } else {
                    skip();
                }
            }
            at++;
            return names;
        }

        private void skip() {
            char c = blank();
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                at++;
                for (char next = blank(); next != '}' && next != ']'; next = blank()) {
                    if (next == ',' || next == ':') {
                        at++;
                    } else {
                        skip();
                    }
                }
                at++;
            } else {
                int start = at;
                while ("+-.0123456789Eaeflnrstu".indexOf(text.charAt(at)) >= 0) {
                    at++;
                }
                if (at == start) {
                    throw new IllegalArgumentException("not JSON");
                }
            }
        }

        private char blank() {
            while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return text.charAt(at);
        }

        private void expect(char sign) {
            if (blank() != sign) {
                throw new IllegalArgumentException("not JSON");
            }
            at++;
        }

        private String string() {
            expect('"');
            StringBuilder out = new StringBuilder();
            for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                if (c == '\\') {
                    c = text.charAt(at++);
                    if (c == 'u') {
                        c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
                        at += 4;
                    }
                }
                out.append(c);
            }
            return out.toString();
        }
    }
}
