package check;

import responsescompact.json.JsonString;
import responsescompact.json.JsonValue;
import responsescompact.models.ItemStatus;
import responsescompact.models.OutputItem;
import responsescompact.models.ResponseCompactParams;
import responsescompact.models.UnknownOutputItem;

/** What is said of values that the description doesn't know, and of those of one JSON type. */
public final class Unknown {

    private Unknown() {}

    /** Prints it. */
    public static void main(String[] arguments) {
        JsonValue hologram = JsonValue.parse("{\"type\":\"hologram\",\"said\":\"secret\"}");
        OutputItem item = OutputItem.of(hologram);
        System.out.println(item);
        System.out.println(item.json().toJson());
        System.out.println(item.equals(new UnknownOutputItem(hologram)));
        System.out.println(item.equals(new UnknownOutputItem(JsonValue.parse("[]"))));
        System.out.println(item.hashCode() == new UnknownOutputItem(hologram).hashCode());
        System.out.println(item.getClass().isRecord());
        ResponseCompactParams.Input input = ResponseCompactParams.Input.ofString("secret");
        System.out.println(input);
        System.out.println(input.getClass().isRecord());
        System.out.println(input.equals(ResponseCompactParams.Input.of(JsonString.of("secret"))));
        System.out.println(input.equals(new ResponseCompactParams.Input.Other(input.json())));
        System.out.println(ItemStatus.of("completed") == ItemStatus.COMPLETED);
        System.out.println(ItemStatus.of("later").equals(ItemStatus.of("later")));
    }
}
