import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.CompactedResponse;
import com.openai.models.responses.ResponseCompactParams;
import com.openai.models.responses.ResponseOutputItem;

/** What the vendor's client does for a living. */
final class Theirs implements Side {

    private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

    private OpenAIClient client;

    @Override
    public Object parse(byte[] body) throws Exception {
        return MAPPER.readValue(body, CompactedResponse.class);
    }

    @Override
    public int read(Object answer) {
        return touch(answer); // members are fields, which were read with the answer
    }

    @Override
    public int check(Object answer) {
        return ((CompactedResponse) answer).isValid() ? 0 : 1;
    }

    @Override
    public int touch(Object answer) {
        int count = 0;
        for (ResponseOutputItem item : ((CompactedResponse) answer).output()) {
            count += item.isMessage() ? 1 : 0;
        }
        return count;
    }

    @Override
    public int write(Object answer) throws Exception {
        return MAPPER.writeValueAsBytes(answer).length;
    }

    @Override
    public void open(String address) {
        client = OpenAIOkHttpClient.builder().apiKey("key-0123456789").baseUrl(address).build();
    }

    @Override
    public String call() {
        ResponseCompactParams params =
                ResponseCompactParams.builder().model("gpt-5.4").input("Hello").build();
        return client.responses().compact(params).id();
    }
}
