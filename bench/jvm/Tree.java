import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The floor: Jackson's tree, which knows no types. */
final class Tree implements Side {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public Object parse(byte[] body) throws Exception {
        return MAPPER.readTree(body);
    }

    @Override
    public int read(Object answer) {
        int count = 0;
        for (JsonNode item : ((JsonNode) answer).get("output")) {
            for (JsonNode member : item) {
                count += member.isNull() ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    public int check(Object answer) {
        return 0;
    }

    @Override
    public int touch(Object answer) {
        return ((JsonNode) answer).get("output").size();
    }

    @Override
    public int write(Object answer) throws Exception {
        return MAPPER.writeValueAsBytes(answer).length;
    }

    @Override
    public void open(String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String call() {
        throw new UnsupportedOperationException();
    }
}
