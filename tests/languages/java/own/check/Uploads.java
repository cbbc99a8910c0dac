package check;

import acme.forms.FilePart;
import acme.forms.HttpClientTransport;
import acme.forms.RequestOptions;
import acme.forms.ThingClient;
import acme.forms.errors.ApiException;
import acme.forms.json.JsonValue;
import acme.forms.models.FilesReplaceParams;
import acme.forms.models.FilesUploadParams;
import acme.forms.models.ImagesMakeUploadParams;
import acme.forms.models.Point;
import acme.forms.models.UntypedUploadParams;
import acme.forms.testing.FakeTransport;
import acme.forms.testing.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends forms of several parts, each waited for and awaited, and prints a line for each. */
public final class Uploads {

    private final ThingClient client;
    private final Path path;
    private final String text;

    private Uploads(ThingClient client, Path path, String text) {
        this.client = client;
        this.path = path;
        this.text = text;
    }

    /**
     * Calls methods of a server.
     *
     * @param arguments its address, {@code sockets} or {@code jdk}, a file, and what is called,
     *     each with a text behind {@code =}
     */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF); // which would tell of each try
        ThingClient.Builder builder = ThingClient.builder().baseUrl(arguments[0]);
        if (arguments[1].equals("jdk")) {
            builder.transport(new HttpClientTransport());
        }
        Path path = Path.of(arguments[2]);
        try (ThingClient client = builder.timeout(Duration.ofSeconds(20)).build()) {
            for (int n = 3; n < arguments.length; n++) {
                String[] call = arguments[n].split("=", 2);
                Uploads uploads = new Uploads(client, path, call.length > 1 ? call[1] : "");
                System.out.println(outcome(uploads, call[0]));
            }
        }
    }

    private static String outcome(Uploads uploads, String name) {
        try {
            return uploads.called(name);
        } catch (CompletionException e) {
            return told((Exception) e.getCause());
        } catch (ApiException | IOException | IllegalStateException e) {
            return told(e);
        }
    }

    private static String told(Exception error) {
        return error.getClass().getSimpleName() + ": " + error.getMessage();
    }

    private String called(String name) throws IOException {
        byte[] bytes = "content".getBytes(StandardCharsets.UTF_8);
        switch (name) {
            case "path":
                return sent(file(null).file(path));
            case "bytes":
                return sent(file(FilePart.of(bytes)));
            case "source":
                return sent(file(FilePart.of(() -> Files.newInputStream(path))));
            case "told":
                return sent(file(FilePart.of(this::opened).withLength(Files.size(path))));
            case "shorter":
                return sent(file(FilePart.of(this::opened).withLength(Files.size(path) + 1)));
            case "longer":
                return sent(file(FilePart.of(this::opened).withLength(Files.size(path) - 1)));
            case "once":
                return sent(file(FilePart.ofOnce(opened())));
            case "named":
                return sent(file(FilePart.of(path).withName(text)));
            case "typed":
                return sent(file(FilePart.of(path).withName("a.bin").withType(text)));
            case "header":
                return sent(file(FilePart.of(bytes).withHeader("X-Sum", text)));
            case "header_name":
                return sent(file(FilePart.of(bytes).withHeader(text, "a")));
            case "broken":
                return sent(file(FilePart.of(Broken::new)));
            case "missing":
                return sent(file(FilePart.of(path.resolveSibling("missing"))));
            case "nothing":
                return sent(FilesUploadParams.builder());
            case "schema":
                return sent(
                        file(FilePart.of(new byte[0]))
                                .scan(path)
                                .scans(List.of(FilePart.of(path), FilePart.of(bytes)))
                                .upload(path));
            case "parts":
                return sent(parts());
            case "copied":
                return sent(parts().build().toBuilder());
            case "heading":
                return sent(file(FilePart.of(bytes)).title("t"));
            case "more":
                return sent(
                        file(FilePart.of(bytes))
                                .putAdditionalBodyProperty("new", JsonValue.parse("[1,{}]"))
                                .putAdditionalFile("new_file", FilePart.of(bytes)));
            default:
                return others(name, bytes);
        }
    }

    private String others(String name, byte[] bytes) {
        FilePart named = FilePart.of(bytes).withName("b.png");
        switch (name) {
            case "whole":
                client.files()
                        .replace(
                                FilesReplaceParams.builder()
                                        .putAdditionalFile("a", FilePart.of(bytes))
                                        .putAdditionalFile("b", named)
                                        .putAdditionalBodyProperty("d", JsonValue.of(3))
                                        .build());
                return "sent";
            case "empty":
                client.files().replace();
                return "sent";
            case "untyped":
                client.untyped()
                        .upload(
                                UntypedUploadParams.builder()
                                        .any(FilePart.of(bytes))
                                        .image(FilePart.of(bytes))
                                        .imagesFiles(List.of(FilePart.of(bytes), named))
                                        .named(FilePart.of(bytes))
                                        .text_("<a/>")
                                        .texts(texts())
                                        .point(Point.parse("{\"x\":1,\"y\":2}"))
                                        .build());
                return "sent";
            case "values":
                client.untyped()
                        .upload(
                                UntypedUploadParams.builder()
                                        .any(JsonValue.of("text"))
                                        .image(JsonValue.of(Map.of("at", 1)))
                                        .build());
                return "sent";
            case "both":
                UntypedUploadParams.builder()
                        .any(JsonValue.of("text"))
                        .any(FilePart.of(bytes))
                        .build();
                return "sent";
            case "beside":
                client.images()
                        .makeUpload(ImagesMakeUploadParams.builder().prompt("a").image(named).build());
                return "sent";
            case "rehearsed":
                FakeTransport transport = new FakeTransport().answer(Reply.of(204, new byte[0]));
                ThingClient fake = client.withOptions(b -> b.transport(transport));
                fake.files().upload(file(FilePart.of(bytes)).title("t").build());
                String body = new String(transport.last().content(), StandardCharsets.UTF_8);
                return body.contains("content\r\n") && body.contains("\r\nt\r\n") ? "sent" : body;
            default:
                throw new IllegalArgumentException(name);
        }
    }

    private static List<UntypedUploadParams.TextsItem> texts() {
        return List.of(
                UntypedUploadParams.TextsItem.of(JsonValue.of("a,b")),
                UntypedUploadParams.TextsItem.of(JsonValue.of(7)));
    }

    private InputStream opened() throws IOException {
        return Files.newInputStream(path);
    }

    private static FilesUploadParams.Builder file(FilePart part) {
        FilesUploadParams.Builder builder = FilesUploadParams.builder();
        return part == null ? builder : builder.file(part);
    }

    private FilesUploadParams.Builder parts() {
        byte[] one = {'1'};
        byte[] two = {'B'};
        Point point = Point.parse("{\"x\":1,\"y\":2}");
        return file(FilePart.of(new byte[] {'F'}))
                .more(List.of(FilePart.of(path), FilePart.of(two).withName("b.png")))
                .one(FilePart.of(one))
                .title("By the sea, \u00fc")
                .tags(List.of("x", "y"))
                .point(point)
                .points(List.of(point, Point.parse("{}")))
                .deep(Map.of("a", "b"))
                .quoted("q")
                .encoded("aGk=");
    }

    private String sent(FilesUploadParams.Builder builder) {
        FilesUploadParams params = builder.build();
        if (text.equals("await")) {
            client.async().files().upload(params, RequestOptions.none()).join();
        } else {
            client.files().upload(params);
        }
        return "sent";
    }

    /** What can be read for a while. */
    private static final class Broken extends InputStream {

        private final InputStream begun = new ByteArrayInputStream(new byte[100_000]);

        @Override
        public int read() throws IOException {
            int next = begun.read();
            if (next < 0) {
                throw new IOException("the disk is gone");
            }
            return next;
        }
    }
}
