package compactgen_root.internal;

/**
 * Whether a failed try is followed by another one, and after how long, from values alone. The
 * rules, in the order in which they stop: there are no tries left; trying again can't help; the
 * request may have been carried out, and nobody said that doing it twice is fine; the server asks
 * for too long a wait; the deadline is nearer than that; too many calls of the client fail.
 */
final class Retry {

    static final double FIRST = 1.0;
    static final double LONGEST = 20.0;
    static final double LONGEST_HINT = 120.0;

    private static final double SPREAD = 0.1; // of a hint, and never more than a second
    private static final int COST = 14;
    private static final int THROTTLED_COST = 5; // whoever limits rates is well, and has said so

    /** Why there is no other try; null where there is one. */
    final String stop;

    /** Seconds until the next try. */
    final double seconds;

    /** Tokens that it costs. */
    final int cost;

    private Retry(String stop, double seconds, int cost) {
        this.stop = stop;
        this.seconds = seconds;
        this.cost = cost;
    }

    /** A failed try, as far as it matters here. */
    static final class Failure {

        /** The status; 0 where no answer came. */
        int status;

        /** Whether no answer came, and the request may have been carried out. */
        boolean sent;

        /** Whether it is known not to be helped by trying again. */
        boolean isFinal;

        /** Seconds after which the server wants to be asked again; negative for nothing. */
        double hint = -1;
    }

    /**
     * Returns what follows a failed try.
     *
     * @param attempt its number; the first is 1
     * @param tokens what is left of the client's budget
     * @param left seconds until the deadline
     * @param chance a random number from 0 to 1
     */
    static Retry decide(
            int maxRetries,
            boolean unsafe,
            Failure failure,
            int attempt,
            int tokens,
            double left,
            double chance) {
        String reason = hopeless(maxRetries, unsafe, failure, attempt);
        if (reason != null) {
            return new Retry(reason, 0, 0);
        }
        double seconds = seconds(failure, attempt, chance);
        if (seconds >= left) {
            return new Retry("the time that is left is too short", 0, 0);
        }
        int cost = failure.status == 429 ? THROTTLED_COST : COST;
        if (cost > tokens) {
            return new Retry("too many calls of this client fail", 0, 0);
        }
        return new Retry(null, seconds, cost);
    }

    private static String hopeless(int maxRetries, boolean unsafe, Failure failure, int attempt) {
        if (attempt > maxRetries) {
            return "there are no tries left";
        }
        if (failure.isFinal || failure.status != 0 && !isRetried(failure.status)) {
            return "trying again can't help";
        }
        if (failure.sent && !unsafe) {
            return "the request may have been carried out";
        }
        if (failure.hint > LONGEST_HINT) {
            return "the server asks for too long a wait";
        }
        return null;
    }

    private static boolean isRetried(int status) {
        switch (status) {
            case 408:
            case 409:
            case 429:
            case 500:
            case 502:
            case 503:
            case 504:
                return true;
            default:
                return false;
        }
    }

    private static double seconds(Failure failure, int attempt, double chance) {
        if (failure.hint >= 0) {
            return failure.hint + chance * Math.min(SPREAD * failure.hint, 1.0);
        }
        int doublings = Math.min(attempt - 1, 32);
        return chance * Math.min(LONGEST, FIRST * (1L << doublings));
    }
}
