package check;

import acme.contents.RequestOptions;
import acme.contents.ThingClient;
import acme.contents.errors.ApiException;
import acme.contents.json.JsonValue;
import acme.contents.json.ToJson;
import acme.contents.models.GetAnyAnswer;
import acme.contents.models.GetMaybeAnswer;
import acme.contents.models.GetSeveralAnswer;
import acme.contents.models.PutFileParams;
import acme.contents.models.PutTextParams;
import acme.contents.models.PutWordsAnswer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Calls what is answered with one thing or another, and prints what came: a line each. */
public final class Contents {

    private Contents() {}

    /** Calls a server's methods, in order. */
    public static void main(String[] arguments) {
        try (ThingClient client = ThingClient.builder().baseUrl(arguments[0]).build()) {
            for (int n = 1; n < arguments.length; n++) {
                System.out.println(outcome(client, arguments[n]));
            }
        }
    }

    private static String outcome(ThingClient client, String name) {
        try {
            String waited = shown(called(client, name));
            String awaited = shown(awaited(client, name));
            return waited.equals(awaited) ? waited : waited + " and " + awaited;
        } catch (ApiException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static Object called(ThingClient client, String name) {
        switch (name) {
            case "get_file":
                return client.getFile();
            case "get_text":
                return client.getText();
            case "get_any":
                return client.getAny();
            case "get_several":
                return client.getSeveral();
            case "get_several_raw":
                ThingClient other =
                        client.withOptions(b -> b.putDefaultHeader("Accept", "application/pdf"));
                return other.getSeveralRaw(RequestOptions.none()).content();
            case "post_later":
                return client.postLater();
            case "head_later":
                client.headLater();
                return Optional.empty();
            case "get_maybe":
                return client.getMaybe();
            case "put_maybe":
                Optional<List<Long>> list = client.putMaybe();
                return list;
            case "get_name":
                return client.getName();
            case "get_bare":
                return client.getBare();
            case "get_words":
                return client.getWords();
            case "put_text":
                client.putText(PutTextParams.builder().body("\"\u00fc\"").build());
                return Optional.empty();
            case "put_file":
                byte[] bytes = {0, -1, 'a'};
                PutFileParams params = PutFileParams.builder().body(bytes).build();
                bytes[0] = 1;
                client.putFile(params.toBuilder().build());
                return Optional.empty();
            case "put_half":
                return refused(() -> PutTextParams.builder().body("\ud800"));
            case "put_nothing":
                return refused(() -> PutFileParams.builder().build());
            case "put_member":
                JsonValue one = JsonValue.of(1);
                return refused(
                        () -> PutTextParams.builder().putAdditionalBodyProperty("a", one).build());
            default:
                return client.putWords();
        }
    }

    private static String refused(Runnable call) {
        try {
            call.run();
            return "sent";
        } catch (IllegalArgumentException | IllegalStateException e) {
            return e.getMessage();
        }
    }

    private static Object awaited(ThingClient client, String name) {
        switch (name) {
            case "get_any":
                return client.async().getAny().join();
            case "get_several":
                return client.async().getSeveral().join();
            case "put_maybe":
                return client.async().putMaybe().join();
            default:
                return called(client, name);
        }
    }

    private static String shown(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Contents::shown).orElse("nothing");
        }
        if (value instanceof GetSeveralAnswer several) {
            return several(several);
        }
        if (value instanceof GetAnyAnswer any) {
            return any instanceof GetAnyAnswer.OfBytes bytes
                    ? shown(bytes.value())
                    : shown(((GetAnyAnswer.OfGetAnyResponse) any).value());
        }
        if (value instanceof GetMaybeAnswer maybe) {
            return maybe(maybe);
        }
        if (value instanceof PutWordsAnswer words) {
            return words(words);
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ToJson json) {
            return value.getClass().getSimpleName() + " " + json.json().toJson();
        }
        return value instanceof String text ? "text " + escaped(text) : String.valueOf(value);
    }

    private static String several(GetSeveralAnswer answer) {
        if (answer instanceof GetSeveralAnswer.OfLong number) {
            return Long.toString(number.value());
        }
        return answer instanceof GetSeveralAnswer.OfGetSeveralResponse200 object
                ? shown(object.value())
                : "nothing";
    }

    private static String maybe(GetMaybeAnswer answer) {
        if (answer instanceof GetMaybeAnswer.OfLong number) {
            return shown(number.value());
        }
        return answer instanceof GetMaybeAnswer.OfGetMaybeResponse object
                ? shown(object.value())
                : "nothing";
    }

    private static String words(PutWordsAnswer answer) {
        if (answer instanceof PutWordsAnswer.OfBytes bytes) {
            return shown(bytes.value());
        }
        return shown(((PutWordsAnswer.OfString) answer).value());
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 127 ? (char) c + "" : "&" + c + ";"));
        return escaped.toString();
    }
}
