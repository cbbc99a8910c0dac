package compactgen_root.internal;

import compactgen_root.json.JsonArray;
import compactgen_root.json.JsonNumber;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A limit that values are held to, by a keyword of JSON Schema. */
public abstract class ValueLimit {

    private static final int LONG_TEXT = 400;

    private ValueLimit() {}

    /**
     * Returns what is wrong with a value.
     *
     * @param value JSON of any type
     * @return words that go on where its place is told; the null reference where it keeps to the
     *     limit, or is of a type that the limit says nothing of
     */
    public abstract String problem(JsonValue value);

    /**
     * Returns whether the limit says of which type a value is, so that nothing else can be said.
     *
     * @return whether it is about one value alone
     */
    public boolean isExact() {
        return false;
    }

    /**
     * Returns the limit of numbers that aren't less.
     *
     * @param bound the bound as it is written
     * @return the limit
     */
    public static ValueLimit minimum(String bound) {
        return new OfNumbers(bound, 1, true, "greater than or equal to ");
    }

    /**
     * Returns the limit of numbers that aren't greater.
     *
     * @param bound the bound as it is written
     * @return the limit
     */
    public static ValueLimit maximum(String bound) {
        return new OfNumbers(bound, -1, true, "less than or equal to ");
    }

    /**
     * Returns the limit of numbers that are greater.
     *
     * @param bound the bound as it is written
     * @return the limit
     */
    public static ValueLimit exclusiveMinimum(String bound) {
        return new OfNumbers(bound, 1, false, "greater than ");
    }

    /**
     * Returns the limit of numbers that are less.
     *
     * @param bound the bound as it is written
     * @return the limit
     */
    public static ValueLimit exclusiveMaximum(String bound) {
        return new OfNumbers(bound, -1, false, "less than ");
    }

    /**
     * Returns the limit of multiples of a number, each taken as it is written.
     *
     * @param step the number as it is written
     * @return the limit
     */
    public static ValueLimit multipleOf(String step) {
        BigDecimal divisor = new BigDecimal(step);
        return new ValueLimit() {
            @Override
            public String problem(JsonValue value) {
                boolean right =
                        !(value instanceof JsonNumber number) || isMultiple(number, divisor);
                return right ? null : "should be a multiple of ".concat(step);
            }
        };
    }

    private static boolean isMultiple(JsonNumber number, BigDecimal step) {
        double near = number.doubleValue();
        if (near == 0 || Double.isInfinite(near)) {
            return true; // what is beyond 64-bit floats is told as that
        }
        String text = number.text();
        String written = text.length() > LONG_TEXT ? Double.toString(near) : text;
        return new BigDecimal(written).remainder(step).signum() == 0;
    }

    /**
     * Returns the limit of texts that aren't shorter.
     *
     * @param count characters, each of which counts as one
     * @return the limit
     */
    public static ValueLimit minLength(long count) {
        return new OfSizes(JsonString.class, count, Long.MAX_VALUE, "character");
    }

    /**
     * Returns the limit of texts that aren't longer.
     *
     * @param count characters, each of which counts as one
     * @return the limit
     */
    public static ValueLimit maxLength(long count) {
        return new OfSizes(JsonString.class, 0, count, "character");
    }

    /**
     * Returns the limit of arrays that aren't shorter.
     *
     * @param count items
     * @return the limit
     */
    public static ValueLimit minItems(long count) {
        return new OfSizes(JsonArray.class, count, Long.MAX_VALUE, "item");
    }

    /**
     * Returns the limit of arrays that aren't longer.
     *
     * @param count items
     * @return the limit
     */
    public static ValueLimit maxItems(long count) {
        return new OfSizes(JsonArray.class, 0, count, "item");
    }

    /**
     * Returns the limit of objects that don't have fewer members.
     *
     * @param count members
     * @return the limit
     */
    public static ValueLimit minProperties(long count) {
        return new OfSizes(JsonObject.class, count, Long.MAX_VALUE, "item");
    }

    /**
     * Returns the limit of objects that don't have more members.
     *
     * @param count members
     * @return the limit
     */
    public static ValueLimit maxProperties(long count) {
        return new OfSizes(JsonObject.class, 0, count, "item");
    }

    /**
     * Returns the limit of texts in which a pattern is found.
     *
     * @param pattern the pattern; one that isn't understood is found everywhere
     * @return the limit
     */
    public static ValueLimit pattern(String pattern) {
        return new ValueLimit() {
            @Override
            public String problem(JsonValue value) {
                boolean right =
                        !(value instanceof JsonString text) || Pattern.isIn(pattern, text.value());
                return right ? null : Text.joined("should match pattern '", pattern, "'");
            }
        };
    }

    /**
     * Returns the limit of the one value that there is.
     *
     * @param only the value; anything that {@link JsonValue#of(Object)} takes
     * @return the limit
     */
    public static ValueLimit constant(Object only) {
        JsonValue constant = JsonValue.of(only);
        return new ValueLimit() {
            @Override
            public String problem(JsonValue value) {
                boolean right = value.equals(constant) || isSame(value, constant);
                return right ? null : "should be ".concat(constant.toJson());
            }

            @Override
            public boolean isExact() {
                return true;
            }
        };
    }

    private static boolean isSame(JsonValue value, JsonValue constant) {
        return value instanceof JsonNumber one
                && constant instanceof JsonNumber other
                && new Bound(other.text()).compared(one) == 0;
    }

    /** A number to compare others with: exactly where both are whole, else as 64-bit floats. */
    private static final class Bound {

        private final double near;
        private final long exact;
        private final boolean isExact;

        Bound(String text) {
            this.near = Double.parseDouble(text) + 0.0; // no -0
            boolean isPlain = true;
            for (int n = text.startsWith("-") ? 1 : 0; n < text.length(); n++) {
                isPlain = isPlain && Character.isDigit(text.charAt(n));
            }
            this.isExact = isPlain && new BigInteger(text).bitLength() < Long.SIZE;
            this.exact = isExact ? Long.parseLong(text) : 0;
        }

        /** Returns how a number compares with this one. */
        int compared(JsonNumber number) {
            return isExact && number.isLong()
                    ? Long.compare(number.longValueExact(), exact)
                    : Double.compare(number.doubleValue() + 0.0, near);
        }
    }

    private static final class OfNumbers extends ValueLimit {

        private final String text;
        private final Bound bound;
        private final int side;
        private final boolean inclusive;
        private final String words;

        OfNumbers(String text, int side, boolean inclusive, String words) {
            this.text = text;
            this.bound = new Bound(text);
            this.side = side;
            this.inclusive = inclusive;
            this.words = words;
        }

        @Override
        public String problem(JsonValue value) {
            if (!(value instanceof JsonNumber number)) {
                return null;
            }
            int compared = bound.compared(number) * side;
            boolean right = inclusive ? compared >= 0 : compared > 0;
            return right ? null : Text.joined("should be ", words, text);
        }
    }

    private static final class OfSizes extends ValueLimit {

        private final Class<? extends JsonValue> kind;
        private final long least;
        private final long most;
        private final String word;

        OfSizes(Class<? extends JsonValue> kind, long least, long most, String word) {
            this.kind = kind;
            this.least = least;
            this.most = most;
            this.word = word;
        }

        @Override
        public String problem(JsonValue value) {
            if (value.getClass() != kind) {
                return null;
            }
            long size = size(value);
            if (size >= least && size <= most) {
                return null;
            }
            long bound = size < least ? least : most;
            String words = size < least ? "should have at least " : "should have at most ";
            String rest = value instanceof JsonString ? "" : ", not ".concat(Long.toString(size));
            return Text.joined(words, Long.toString(bound), " ", word, bound == 1 ? "" : "s", rest);
        }

        private static long size(JsonValue value) {
            if (value instanceof JsonString text) {
                return text.value().codePointCount(0, text.value().length());
            }
            return value instanceof JsonArray array ? array.size() : ((JsonObject) value).size();
        }
    }
}
