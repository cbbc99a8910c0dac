package compactgen_root.internal;

/**
 * How much trying again a client may do while its calls keep failing: tokens that tries after the
 * first cost and that successes bring back, shared by all calls of a client and of its copies.
 */
final class Budget {

    static final int CAPACITY = 500;
    static final int REFUND = 1;

    private int tokens = CAPACITY;

    synchronized int tokens() {
        return tokens;
    }

    /** Takes the tokens that a try costs; returns whether there were enough. */
    synchronized boolean take(int cost) {
        if (cost > tokens) {
            return false;
        }
        tokens -= cost;
        return true;
    }

    /** Gives tokens back after a success. */
    synchronized void give(int count) {
        tokens = Math.min(CAPACITY, tokens + count);
    }
}
