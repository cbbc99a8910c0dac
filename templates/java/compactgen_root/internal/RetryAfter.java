package compactgen_root.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;

/**
 * When a server says that it wants to be asked again: {@code retry-after-ms} and {@code
 * Retry-After} (RFC 9110, section 10.2.3) by their strict grammar. Whatever breaks it is no hint.
 */
final class RetryAfter {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long NO_DATE = Long.MIN_VALUE;

    private RetryAfter() {}

    /**
     * Returns after how many seconds the server wants the next try; negative where it doesn't say.
     *
     * @param headers those of the answer, names in lower case
     * @param now seconds since the epoch, for dates, where the server doesn't tell its own time
     */
    static double hinted(Map<String, String> headers, double now) {
        double hint = count(headers.getOrDefault("retry-after-ms", ""), 1000);
        if (hint > 0) {
            return hint;
        }
        String text = headers.getOrDefault("retry-after", "");
        hint = count(text, 1);
        if (hint > 0) {
            return hint;
        }
        long then = date(text);
        long here = date(headers.getOrDefault("date", ""));
        hint = then == NO_DATE ? -1 : then - (here == NO_DATE ? now : here);
        return hint > 0 ? hint : -1;
    }

    private static double count(String text, double unit) {
        String digits = Text.trimmed(text);
        return Text.isDigits(digits) ? Double.parseDouble(digits) / unit : -1;
    }

    /** Returns the seconds since the epoch of a date as HTTP servers have to write it. */
    private static long date(String padded) {
        String text = Text.trimmed(padded);
        // Sun, 06 Nov 1994 08:49:37 GMT
        if (text.length() != 29 || !text.startsWith(", ", 3) || !text.endsWith(" GMT")) {
            return NO_DATE;
        }
        int weekday = DAYS.indexOf(text.substring(0, 3));
        int month = MONTHS.indexOf(text.substring(8, 11));
        int day = number(text, 5, 7);
        int year = number(text, 12, 16);
        int hour = number(text, 17, 19);
        int minute = number(text, 20, 22);
        int second = number(text, 23, 25);
        boolean signs =
                text.charAt(7) == ' '
                        && text.charAt(11) == ' '
                        && text.charAt(16) == ' '
                        && text.charAt(19) == ':'
                        && text.charAt(22) == ':';
        boolean numbers = day >= 0 && year > 0 && hour >= 0 && minute >= 0 && second >= 0;
        boolean names = weekday >= 0 && weekday % 3 == 0 && month >= 0 && month % 3 == 0;
        if (!signs || !numbers || !names || hour > 23 || minute > 59 || second > 59) {
            return NO_DATE;
        }
        try {
            LocalDate date = LocalDate.of(year, month / 3 + 1, day);
            if (date.getDayOfWeek().getValue() - 1 != weekday / 3) {
                return NO_DATE;
            }
            return date.toEpochDay() * 86400 + hour * 3600L + minute * 60L + second;
        } catch (DateTimeException e) {
            return NO_DATE;
        }
    }

    private static int number(String text, int start, int end) {
        String digits = text.substring(start, end);
        return Text.isDigits(digits) ? Integer.parseInt(digits) : -1;
    }
}
