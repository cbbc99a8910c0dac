package compactgen_root.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pattern of ECMA-262 with its {@code u} flag, which JSON Schema speaks of, looked for in bounded
 * time: all ways through it are followed at once, so that no pattern can stop a program for ever,
 * as with the platform's own. What can't be followed so is found everywhere: looking ahead or
 * behind, references to groups, Unicode properties, and what is very large.
 */
final class Pattern {

    /** Steps, in which each counted repetition is written out. */
    private static final int LARGEST = 2_000;

    /** Characters of a text that a pattern is looked for in. */
    private static final int LONGEST = 100_000;

    private static final Map<String, Pattern> KNOWN = new ConcurrentHashMap<>();
    private static final Pattern UNKNOWN = new Pattern();

    // What a step asks of the characters on both sides of it; of a character where it has ranges.
    static final char NOTHING = ' ';
    static final char BEGIN = '^';
    static final char END = '$';
    static final char BOUNDARY = 'b';
    static final char NO_BOUNDARY = 'B';
    private static final char FOUND = '!';

    private final List<int[]> ranges = new ArrayList<>();
    private final List<Character> asserts = new ArrayList<>();
    private final List<int[]> following = new ArrayList<>();
    private int start;

    private Pattern() {}

    /** Returns whether a pattern is somewhere in a text; what isn't known and too long is. */
    static boolean isIn(String pattern, String text) {
        Pattern known = KNOWN.get(pattern);
        if (known == null) {
            known = read(pattern);
            KNOWN.put(pattern, known);
        }
        return known == UNKNOWN || text.length() > 2 * LONGEST || known.isIn(text);
    }

    private static Pattern read(String text) {
        Pattern pattern = new Pattern();
        int found = pattern.add(null, FOUND);
        try {
            pattern.start = new PatternReader(text, pattern).whole().before(found);
        } catch (IllegalArgumentException | StackOverflowError e) {
            return UNKNOWN;
        }
        return pattern;
    }

    /**
     * Appends a step and returns its number.
     *
     * @param ranges the first and the last character of each range that it takes; null for none
     * @param asserts what it asks of where it stands
     * @param following the steps that may come next
     */
    int add(int[] ranges, char asserts, int... following) {
        if (this.ranges.size() > LARGEST) {
            throw new IllegalArgumentException("it is too large");
        }
        this.ranges.add(ranges);
        this.asserts.add(asserts);
        this.following.add(following);
        return this.ranges.size() - 1;
    }

    /** Sets the steps that may come after one. */
    void follow(int step, int... following) {
        this.following.set(step, following);
    }

    private boolean isIn(String text) {
        Places places = new Places(ranges.size());
        Places next = new Places(ranges.size());
        int before = -1;
        for (int n = 0; n <= text.length(); ) {
            int after = n < text.length() ? text.codePointAt(n) : -1;
            places.add(start);
            if (moved(places, next, before, after)) {
                return true;
            }
            Places empty = places;
            places = next;
            next = empty;
            next.clear();
            before = after;
            n += after < 0 ? 1 : Character.charCount(after);
        }
        return false;
    }

    /** Moves over a character; returns whether all of the pattern stands before it. */
    private boolean moved(Places places, Places next, int before, int after) {
        for (int n = 0; n < places.size; n++) { // which grows
            int step = places.steps[n];
            char asks = asserts.get(step);
            if (asks == FOUND) {
                return true;
            }
            Places reached = ranges.get(step) == null ? places : next;
            boolean goes =
                    reached == next ? holds(ranges.get(step), after) : holds(asks, before, after);
            for (int each : goes ? following.get(step) : new int[0]) {
                reached.add(each);
            }
        }
        return false;
    }

    private static boolean holds(int[] ranges, int character) {
        for (int n = 0; n < ranges.length; n += 2) {
            if (ranges[n] <= character && character <= ranges[n + 1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(char asserts, int before, int after) {
        switch (asserts) {
            case BEGIN:
                return before < 0;
            case END:
                return after < 0;
            case BOUNDARY:
                return isWord(before) != isWord(after);
            case NO_BOUNDARY:
                return isWord(before) == isWord(after);
            default:
                return true;
        }
    }

    private static boolean isWord(int character) {
        return holds(PatternReader.WORD, character);
    }

    /** Steps, each once. */
    private static final class Places {

        private final int[] steps;
        private final boolean[] held;
        private int size;

        Places(int most) {
            steps = new int[most];
            held = new boolean[most];
        }

        void add(int step) {
            if (!held[step]) {
                held[step] = true;
                steps[size++] = step;
            }
        }

        void clear() {
            for (int n = 0; n < size; n++) {
                held[steps[n]] = false;
            }
            size = 0;
        }
    }
}
