package compactgen_root.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the text of a pattern; what it doesn't know is an {@link IllegalArgumentException}. */
final class PatternReader {

    static final int[] WORD = {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'};
    private static final int[] DIGITS = {'0', '9'};
    private static final int[] LINE_ENDS = {10, 10, 13, 13, 0x2028, 0x2029};
    private static final int[] SPACES = {
        9, 13, 32, 32, 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F,
        0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF
    };
    private static final int LAST = 0x10FFFF;

    private final int[] signs;
    private final Pattern pattern;
    private int at;

    PatternReader(String text, Pattern pattern) {
        this.signs = text.codePoints().toArray();
        this.pattern = pattern;
    }

    /** A part of a pattern: given the step after it, it adds its own and returns the first. */
    interface Part {

        int before(int after);
    }

    /** Returns all of the pattern. */
    Part whole() {
        Part whole = choice();
        if (at < signs.length) {
            throw unknown("a bracket is closed that isn't open");
        }
        return whole;
    }

    private static IllegalArgumentException unknown(String reason) {
        return new IllegalArgumentException(reason);
    }

    private boolean isNext(int sign) {
        return at < signs.length && signs[at] == sign;
    }

    private boolean isEscape(int sign) {
        return isNext('\\') && at + 1 < signs.length && signs[at + 1] == sign;
    }

    private boolean take(int sign) {
        if (!isNext(sign)) {
            return false;
        }
        at++;
        return true;
    }

    private int next() {
        if (at == signs.length) {
            throw unknown("it ends too early");
        }
        return signs[at++];
    }

    private Part choice() {
        List<Part> ways = new ArrayList<>(List.of(sequence()));
        while (take('|')) {
            ways.add(sequence());
        }
        if (ways.size() == 1) {
            return ways.get(0);
        }
        return after -> {
            int[] steps = new int[ways.size()];
            for (int n = 0; n < steps.length; n++) {
                steps[n] = ways.get(n).before(after);
            }
            return pattern.add(null, Pattern.NOTHING, steps);
        };
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        while (at < signs.length && !isNext('|') && !isNext(')')) {
            parts.add(term());
        }
        return after -> {
            int step = after;
            for (int n = parts.size() - 1; n >= 0; n--) {
                step = parts.get(n).before(step);
            }
            return step;
        };
    }

    private Part term() {
        for (char sign : new char[] {Pattern.BEGIN, Pattern.END}) {
            if (take(sign)) {
                return after -> pattern.add(null, sign, after);
            }
        }
        for (char sign : new char[] {Pattern.BOUNDARY, Pattern.NO_BOUNDARY}) {
            if (isEscape(sign)) {
                at += 2;
                return after -> pattern.add(null, sign, after);
            }
        }
        return repeated(atom());
    }

    private Part atom() {
        int sign = next();
        if (sign == '(') {
            return group();
        }
        if ("*+?{}])".indexOf(sign) >= 0) {
            throw unknown("a sign stands alone");
        }
        int[] ranges = {sign, sign};
        if (sign == '.') {
            ranges = inverted(LINE_ENDS);
        } else if (sign == '[') {
            ranges = characters();
        } else if (sign == '\\') {
            ranges = escape();
        }
        int[] taken = ranges;
        return after -> pattern.add(taken, Pattern.NOTHING, after);
    }

    private Part group() {
        if (take('?') && !take(':')) {
            if (!take('<') || isNext('=') || isNext('!')) {
                throw unknown("it looks ahead or behind");
            }
            while (next() != '>') {
                // the name says nothing
            }
        }
        Part inner = choice();
        if (!take(')')) {
            throw unknown("a bracket isn't closed");
        }
        return inner;
    }

    private Part repeated(Part part) {
        int least = 1;
        int most = -1;
        if (take('*')) {
            least = 0;
        } else if (take('?')) {
            least = 0;
            most = 1;
        } else if (take('{')) {
            least = number();
            most = least;
            if (take(',')) {
                most = isNext('}') ? -1 : number();
            }
            if (!take('}') || most >= 0 && most < least) {
                throw unknown("a repetition can't be read");
            }
        } else if (!take('+')) {
            return part;
        }
        take('?'); // how much is taken makes no difference to whether it is there
        int from = least;
        int to = most;
        return after -> times(part, from, to, after);
    }

    private int number() {
        int start = at;
        int number = 0;
        while (at < signs.length && signs[at] >= '0' && signs[at] <= '9' && at - start < 6) {
            number = number * 10 + signs[at++] - '0';
        }
        if (at == start || at - start > 5) {
            throw unknown("a repetition can't be read");
        }
        return number;
    }

    private int times(Part part, int least, int most, int after) {
        int step = after;
        if (most < 0) {
            int again = pattern.add(null, Pattern.NOTHING);
            pattern.follow(again, part.before(again), after);
            step = again;
        }
        for (int n = least; n < most; n++) {
            step = pattern.add(null, Pattern.NOTHING, part.before(step), step);
        }
        for (int n = 0; n < least; n++) {
            step = part.before(step);
        }
        return step;
    }

    private int[] characters() {
        boolean inverted = take('^');
        List<int[]> ranges = new ArrayList<>();
        while (!take(']')) {
            int[] first = member();
            boolean ends = at + 1 < signs.length && signs[at + 1] == ']';
            if (isNext('-') && !ends) {
                at++;
                int[] last = member();
                if (!isOne(first) || !isOne(last) || first[0] > last[0]) {
                    throw unknown("a range can't be read");
                }
                first = new int[] {first[0], last[0]};
            }
            ranges.add(first);
        }
        int[] all = ranges.stream().flatMapToInt(Arrays::stream).toArray();
        return inverted ? inverted(all) : all;
    }

    private static boolean isOne(int[] ranges) {
        return ranges.length == 2 && ranges[0] == ranges[1];
    }

    private int[] member() {
        int sign = next();
        if (sign == '\\' && take('b')) {
            return new int[] {8, 8};
        }
        return sign == '\\' ? escape() : new int[] {sign, sign};
    }

    private int[] escape() {
        int sign = next();
        switch (sign) {
            case 'd':
                return DIGITS;
            case 'D':
                return inverted(DIGITS);
            case 'w':
                return WORD;
            case 'W':
                return inverted(WORD);
            case 's':
                return SPACES;
            case 'S':
                return inverted(SPACES);
            default:
                int code = code(sign);
                return new int[] {code, code};
        }
    }

    private int code(int sign) {
        switch (sign) {
            case '0':
                return 0;
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return 11;
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case 'x':
                return hexadecimal(2);
            case 'c':
                return next() % 32;
            case 'u':
                return unicode();
            default:
                if (Character.isLetterOrDigit(sign)) {
                    throw unknown("an escape isn't followed");
                }
                return sign;
        }
    }

    private int unicode() {
        if (take('{')) {
            int end = at;
            while (end < signs.length && signs[end] != '}') {
                end++;
            }
            int code = hexadecimal(end - at);
            if (!take('}')) {
                throw unknown("a character can't be read");
            }
            return code;
        }
        int code = hexadecimal(4);
        if (code >= 0xD800 && code < 0xDC00 && isEscape('u')) {
            at += 2;
            code = 0x10000 + (code - 0xD800) * 0x400 + hexadecimal(4) - 0xDC00;
        }
        return code;
    }

    private int hexadecimal(int count) {
        int code = 0;
        for (int n = 0; n < count; n++) {
            int digit = Character.digit(next(), 16);
            code = code * 16 + digit;
            if (digit < 0 || code > LAST) {
                throw unknown("a character can't be read");
            }
        }
        if (count == 0) {
            throw unknown("a character can't be read");
        }
        return code;
    }

    /** Returns the characters that are in none of some ranges. */
    private static int[] inverted(int[] ranges) {
        int[][] pairs = new int[ranges.length / 2][];
        for (int n = 0; n < pairs.length; n++) {
            pairs[n] = new int[] {ranges[2 * n], ranges[2 * n + 1]};
        }
        Arrays.sort(pairs, (one, other) -> Integer.compare(one[0], other[0]));
        List<Integer> between = new ArrayList<>();
        int start = 0;
        for (int[] pair : pairs) {
            if (pair[0] > start) {
                between.add(start);
                between.add(pair[0] - 1);
            }
            start = Math.max(start, pair[1] + 1);
        }
        if (start <= LAST) {
            between.add(start);
            between.add(LAST);
        }
        return between.stream().mapToInt(Integer::intValue).toArray();
    }
}
