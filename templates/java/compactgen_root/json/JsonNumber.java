package compactgen_root.json;

/**
 * A number, by the text that it was written with. Numbers are equal where their texts are: {@code
 * 1} and {@code 1.0} aren't.
 */
public final class JsonNumber implements JsonValue {

    private final String text; // null where the value says it all
    private final long value;

    private JsonNumber(String text, long value) {
        this.text = text;
        this.value = value;
    }

    static JsonNumber spelt(String text) {
        return new JsonNumber(text, 0);
    }

    /**
     * Returns the number of a value.
     *
     * @param value the value
     * @return the number
     */
    public static JsonNumber of(long value) {
        return new JsonNumber(null, value);
    }

    /**
     * Returns the number of a value.
     *
     * @param value the value
     * @return the number
     * @throws IllegalArgumentException if it is infinite or not a number, which JSON can't write
     */
    public static JsonNumber of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("JSON has no form for infinity and NaN");
        }
        return new JsonNumber(Double.toString(value), 0);
    }

    /**
     * Returns how the number is written.
     *
     * @return its text
     */
    public String text() {
        return text == null ? Long.toString(value) : text;
    }

    /**
     * Returns whether there is nothing behind the decimal point: {@code 1}, {@code 1.0}, {@code
     * 10e-1}.
     *
     * @return whether it is whole
     */
    public boolean isWhole() {
        return text == null || new Decimal(text).isWhole();
    }

    /**
     * Returns whether {@link #longValueExact()} has a value.
     *
     * @return whether it is whole and within 64 bits
     */
    public boolean isLong() {
        return text == null || new Decimal(text).isLong();
    }

    /**
     * Returns the value of a whole number.
     *
     * @return the value
     * @throws ArithmeticException if it isn't whole, or beyond 64 bits
     */
    public long longValueExact() {
        if (text == null) {
            return value;
        }
        Decimal decimal = new Decimal(text);
        if (!decimal.isLong()) {
            throw new ArithmeticException("not a whole number of 64 bits");
        }
        return decimal.longValue();
    }

    /**
     * Returns the value that is nearest among those of 64-bit floats.
     *
     * @return the value; infinite where the number is beyond all of them
     */
    public double doubleValue() {
        return text == null ? value : Double.parseDouble(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNumber number && text().equals(number.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    /** A number's text as digits and a power of ten, in time linear in the text. */
    private static final class Decimal {

        private static final int FAR = 1_000_000_000;

        private final String text;
        private final int first; // of the digits that count
        private final int last; // behind them
        private final int mantissa; // behind the digits and the point
        private final int point;
        private final long exponent;

        Decimal(String text) {
            this.text = text;
            int end = text.indexOf('e') >= 0 ? text.indexOf('e') : text.indexOf('E');
            this.mantissa = end < 0 ? text.length() : end;
            int dot = text.indexOf('.');
            this.point = dot < 0 ? mantissa : dot;
            this.exponent = end < 0 ? 0 : power(text, end + 1);
            int from = text.startsWith("-") ? 1 : 0;
            while (from < mantissa && !counts(from)) {
                from++;
            }
            int to = mantissa;
            while (to > from && !counts(to - 1)) {
                to--;
            }
            this.first = from;
            this.last = to;
        }

        private boolean counts(int place) {
            return text.charAt(place) > '0';
        }

        private static long power(String text, int from) {
            boolean negative = text.charAt(from) == '-';
            long power = 0;
            for (int n = from; n < text.length(); n++) {
                char c = text.charAt(n);
                if (c >= '0' && c <= '9') {
                    power = Math.min(power * 10 + (c - '0'), FAR * 10L);
                }
            }
            return negative ? -power : power;
        }

        /** Returns the power of ten that the last digit that counts stands for. */
        private long lowest() {
            int behind = last <= point ? point - last : point + 1 - last;
            return exponent + behind;
        }

        boolean isWhole() {
            return first == last || lowest() >= 0;
        }

        boolean isLong() {
            if (first == last) {
                return true;
            }
            long highest = exponent + point - first - (first < point ? 1 : 0);
            if (lowest() < 0 || highest > 18) {
                return false;
            }
            boolean negative = text.charAt(0) == '-';
            long value = negated();
            return value != 0 && (negative || value != Long.MIN_VALUE);
        }

        long longValue() {
            long value = first == last ? 0 : negated();
            return text.charAt(0) == '-' ? value : -value;
        }

        /**
         * Returns minus the size of the number, which fits where either sign does; 0 if neither.
         */
        private long negated() {
            long value = 0;
            for (int n = first; n < last; n++) {
                if (n != point) {
                    value = shifted(value, text.charAt(n) - '0');
                }
            }
            for (long zeros = lowest(); zeros > 0; zeros--) {
                value = shifted(value, 0);
            }
            return value > 0 ? 0 : value;
        }

        /**
         * Returns ten times a value, less a digit; 1, which no digits lead to, once that is too
         * far.
         */
        private static long shifted(long value, int digit) {
            if (value == 1 || value < Long.MIN_VALUE / 10) {
                return 1;
            }
            long shifted = value * 10;
            return shifted < Long.MIN_VALUE + digit ? 1 : shifted - digit;
        }
    }
}
