package check;

import responsescompact.errors.InvalidDataException;
import responsescompact.models.Message;
import responsescompact.models.MessagePhase;

/** What a member looks like, whatever was received in its place: a line each. */
public final class Table {

    private Table() {}

    /** Prints the rows. */
    public static void main(String[] arguments) {
        for (String phase : new String[] {"", "null", "\"commentary\"", "\"later\"", "7"}) {
            String member = phase.isEmpty() ? "" : ",\"phase\":" + phase;
            String json = "{\"type\":\"message\",\"id\":\"m\",\"content\":[],\"role\":\"user\"";
            Message message = Message.parse(json + ",\"status\":\"completed\"" + member + "}");
            System.out.println(phase + " | " + phase(message) + " | " + json(message)
                    + " | " + message.defects());
        }
        Message empty = Message.parse("{}");
        try {
            System.out.println(empty.id());
        } catch (InvalidDataException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(empty.defects().size());
        System.out.println(empty);
    }

    private static String phase(Message message) {
        try {
            return message.phase().map(Table::shown).orElse("empty");
        } catch (InvalidDataException e) {
            return e.getMessage();
        }
    }

    private static String shown(MessagePhase phase) {
        return phase.value() + " " + phase.asString();
    }

    private static String json(Message message) {
        Object found = message.json().get("phase");
        return found == null ? "none" : found.getClass().getSimpleName();
    }
}
