import responsescompact.OpenAIClient;
import responsescompact.models.CompactedResponse;
import responsescompact.models.ResponseCompactParams;
import responsescompact.models.OutputItem;

/** What our client does for a living. */
final class Ours implements Side {

    private OpenAIClient client;

    @Override
    public Object parse(byte[] body) {
        return CompactedResponse.READING.read(responsescompact.json.JsonValue.parse(body));
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
