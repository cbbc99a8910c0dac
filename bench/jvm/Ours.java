import responsescompact.OpenAIClient;
import responsescompact.models.CompactedResponse;
import responsescompact.models.ResponseCompactParams;
import responsescompact.models.OutputItem;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What our client does for a living. */
final class Ours implements Side {

    private final Map<Class<?>, Method[]> accessors = new HashMap<>();
    private OpenAIClient client;

    @Override
    public Object parse(byte[] body) {
        return CompactedResponse.READING.read(responsescompact.json.JsonValue.parse(body));
    }

    /** Calls each accessor, which reflection makes a little dearer than it is. */
    @Override
    public int read(Object answer) throws Exception {
        int count = 0;
        for (OutputItem item : ((CompactedResponse) answer).output()) {
            for (Method accessor : accessors.computeIfAbsent(item.getClass(), Ours::accessors)) {
                count += accessor.invoke(item) == null ? 1 : 0;
            }
        }
        return count;
    }

    private static Method[] accessors(Class<?> kind) {
        return Arrays.stream(kind.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .filter(m -> !Modifier.isStatic(m.getModifiers()) && m.getParameterCount() == 0)
                .filter(m -> !m.getName().equals("toBuilder"))
                .toArray(Method[]::new);
    }

    @Override
    public int check(Object answer) {
        return ((CompactedResponse) answer).defects().size();
    }

    @Override
    public int touch(Object answer) {
        int count = 0;
        for (OutputItem item : ((CompactedResponse) answer).output()) {
            count += item.getClass().hashCode() & 1;
        }
        return count;
    }

    @Override
    public int write(Object answer) {
        return ((CompactedResponse) answer).json().toBytes().length;
    }

    @Override
    public void open(String address) {
        client = OpenAIClient.builder().apiKey("key-0123456789").baseUrl(address).build();
    }

    @Override
    public String call() {
        ResponseCompactParams params =
                ResponseCompactParams.builder().model("gpt-5.4").input("Hello").build();
        return client.responses().compact(params).id();
    }
}
