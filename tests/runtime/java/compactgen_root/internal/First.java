package compactgen_root.internal;

import compactgen_root.RequestOptions;
import compactgen_root.json.JsonObject;
import compactgen_root.models.Thing;

import java.util.List;
import java.util.Map;

/** The first answer of a fresh process, which then ends though its client is still open. */
public final class First {

    private First() {}

    public static void main(String[] arguments) {
        Settings settings = new Settings(Providers.of("plain"));
        settings.argument("api_key", "key-0123456789abcdef");
        settings.baseUrl(arguments[0]);
        Operation<?> operation = Providers.operation("make");
        Arguments body =
                new Arguments(JsonObject.builder().build(), Map.of(), List.of(), List.of());
        Thing thing = (Thing) settings.session().call(operation, body, RequestOptions.none());
        System.out.println(thing.id());
    }
}
