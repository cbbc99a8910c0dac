import acme.contents.models.GetSeveralAnswer;
import responsescompact.json.JsonArray;
import responsescompact.json.JsonString;
import responsescompact.json.JsonValue;
import responsescompact.models.OutputItem;
import responsescompact.models.ResponseCompactParams.Input;
import responsescompact.models.UnknownOutputItem;

/** Switches without a default over sealed interfaces, as callers of later versions write them. */
final class Exhaustive {

    private Exhaustive() {}

    static String told(GetSeveralAnswer answer) {
        return switch (answer) {
            case GetSeveralAnswer.OfLong(long value) -> Long.toString(value);
            case GetSeveralAnswer.OfGetSeveralResponse200(var value) -> value.a().orElse("");
            case GetSeveralAnswer.Nothing() -> "";
        };
    }

    static int size(Input input) {
        return switch (input) {
            case Input.OfString(JsonString json) -> json.value().length();
            case Input.OfItems(JsonArray json) -> json.size();
            case Input.Other(JsonValue json) -> 0;
        };
    }

    static JsonValue kept(OutputItem item) {
        return item instanceof UnknownOutputItem(JsonValue json) ? json : item.json();
    }
}
