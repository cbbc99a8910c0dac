import java.net.InetAddress;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import responsescompact.OpenAIClient;
import responsescompact.errors.ApiTimeoutException;
import responsescompact.models.ResponseCompactParams;

/** Names that nobody resolves before a minute is over, and a call to one of them. */
public final class Names extends InetAddressResolverProvider {

    /** Calls, and prints how that ends, and whether it took about as long as it may. */
    public static void main(String[] arguments) {
        OpenAIClient client = OpenAIClient.builder()
                .apiKey("key-0123456789abcdef")
                .baseUrl("https://never.example")
                .timeout(java.time.Duration.ofMillis(700))
                .build();
        long began = System.nanoTime();
        try {
            client.responses().compact(ResponseCompactParams.builder().model("m").build());
        } catch (ApiTimeoutException e) {
            double took = (System.nanoTime() - began) / 1e9;
            System.out.println("timeout, sent " + e.sent() + ", in time " + (took < 3));
        }
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                if (!host.equals("never.example")) {
                    return configuration.builtinResolver().lookupByName(host, policy);
                }
                long end = System.nanoTime() + 60_000_000_000L;
                while (System.nanoTime() < end) {
                    try {
                        Thread.sleep(1_000);
                    } catch (InterruptedException e) {
                        // as a resolver of the system, which nothing wakes
                    }
                }
                throw new UnknownHostException(host);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return configuration.builtinResolver().lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names that nobody resolves";
    }
}
