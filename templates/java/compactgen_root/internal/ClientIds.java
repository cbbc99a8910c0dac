package compactgen_root.internal;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The id that a client gives each of its requests. It lets the provider's support find calls that
 * never got an answer; no provider takes it for a promise not to do a thing twice.
 */
final class ClientIds {

    private final String text;
    private final boolean same;

    private ClientIds(String text, boolean same) {
        this.text = text;
        this.same = same;
    }

    /** Returns the id of a try: one of its own where the provider wants each to be unique. */
    String of(int attempt) {
        return same ? text : Text.joined(text, "-", Integer.toString(attempt));
    }

    /** Returns the ids of a call; null where it has none. A header of the caller's decides. */
    static ClientIds of(Provider provider, Headers headers) {
        String header = provider.clientRequestIdHeader();
        if (header.isEmpty() || headers.isDropped(header)) {
            return null;
        }
        boolean uuid = provider.clientRequestIdForm().equals("uuid");
        String own = headers.get(header);
        if (own == null) {
            return new ClientIds(Unique.next().toString(), uuid);
        }
        if (uuid ? !isUuid(own) : !isText(own)) {
            String form = uuid ? "a UUID" : "1 to 512 ASCII characters";
            throw Failures.argument("the header ", header, " has to be ", form);
        }
        return new ClientIds(own, true);
    }

    /**
     * Random UUIDs. Only the first is drawn, which is what takes long; those after it differ from
     * it by numbers that don't come twice.
     */
    private static final class Unique {

        private static final UUID FIRST = UUID.randomUUID();
        private static final AtomicLong COUNT = new AtomicLong();

        static UUID next() {
            long number = 2 * COUNT.getAndIncrement();
            long most = FIRST.getMostSignificantBits() ^ mixed(number) << 16;
            return new UUID(most, FIRST.getLeastSignificantBits() ^ mixed(number + 1) >>> 2);
        }

        /** Returns a number that looks like none of its neighbours: another one for each. */
        private static long mixed(long number) {
            long bits = number * 0x9E3779B97F4A7C15L; // as SplittableRandom does
            bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
            bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
            return bits ^ bits >>> 31;
        }
    }

    private static boolean isText(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (text.charAt(n) < ' ' || text.charAt(n) > '~') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 512;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int n = 0; n < 36; n++) {
            boolean dash = n == 8 || n == 13 || n == 18 || n == 23;
            char c = text.charAt(n);
            if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
