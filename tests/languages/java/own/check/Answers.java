package check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import responsescompact.json.JsonArray;
import responsescompact.json.JsonObject;
import responsescompact.json.JsonValue;
import responsescompact.models.AzureCompactedResponse;
import responsescompact.models.AzureResponseCompactParams;
import responsescompact.models.CompactedResponse;
import responsescompact.models.Model;
import responsescompact.models.ResponseCompactParams;
import responsescompact.models.UnknownOutputItem;
import responsescompact.models.YandexCompactedResponse;
import responsescompact.models.YandexResponseCompactParams;

/** Reads answers, and tells what is not as it should be: a line each. */
public final class Answers {

    private Answers() {}

    /** Looks at the answers in a folder, whose names begin with their provider's. */
    public static void main(String[] arguments) throws IOException {
        int read = 0;
        try (var paths = Files.list(Path.of(arguments[0]))) {
            for (Path path : paths.sorted().toList()) {
                check(path.getFileName().toString(), Files.readAllBytes(path));
                read++;
            }
        }
        unknown();
        System.out.println("read " + read);
    }

    private static void check(String name, byte[] answer) {
        JsonValue json = JsonValue.parse(answer);
        List<?> items;
        Model model;
        Model sent;
        if (name.startsWith("azure.")) {
            AzureCompactedResponse read = AzureCompactedResponse.parse(json.toJson());
            items = read.output();
            model = read;
            sent = AzureResponseCompactParams.builder().model("m").input(read.output()).build();
        } else if (name.startsWith("yandex.")) {
            YandexCompactedResponse read = YandexCompactedResponse.parse(json.toJson());
            items = read.output();
            model = read;
            sent = YandexResponseCompactParams.builder().model("m").input(read.output()).build();
        } else {
            CompactedResponse read = CompactedResponse.parse(json.toJson());
            items = read.output();
            model = read;
            sent = ResponseCompactParams.builder().model("m").input(read.output()).build();
        }
        tell(name, "is written differently", Arrays.equals(answer, model.json().toBytes()));
        tell(name, "has defects: " + model.defects(), model.defects().isEmpty());
        JsonArray output = (JsonArray) model.json().get("output");
        tell(name, "is sent back differently", output.equals(sent.json().get("input")));
        String before = output.toJson();
        tell(name, "is sent back in other bytes", before.equals(sent.json().get("input").toJson()));
        for (Object item : items) {
            boolean known = !item.getClass().getSimpleName().contains("Unknown");
            tell(name, "has an item of no known kind", known);
        }
    }

    private static void unknown() {
        JsonObject item = (JsonObject) JsonValue.parse("{\"type\":\"quantum_call\",\"n\":1e400}");
        List<JsonValue> items = new ArrayList<>(List.of(item, JsonValue.of("text")));
        JsonObject json = JsonObject.of(java.util.Map.of("output", items));
        for (Object each : CompactedResponse.parse(json.toJson()).output()) {
            boolean same = each instanceof UnknownOutputItem u && items.remove(u.json());
            tell("unknown", "isn't kept as it came", same);
        }
    }

    private static void tell(String name, String wrong, boolean right) {
        if (!right) {
            System.out.println(name + " " + wrong);
        }
    }
}
