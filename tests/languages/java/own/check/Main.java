package check;

import responsescompact.OpenAIClient;
import responsescompact.OpenAIOkHttpClient;
import responsescompact.models.CompactedResponse;
import responsescompact.models.ResponseCompactParams;

public final class Main {

    private Main() {}

    public static void main(String[] args) {
        OpenAIClient client = OpenAIOkHttpClient.fromEnv();

        ResponseCompactParams params = ResponseCompactParams.builder()
            .model(ResponseCompactParams.Model.GPT_5_4)
            .build();
        CompactedResponse compactedResponse = client.responses().compact(params);
    }
}
