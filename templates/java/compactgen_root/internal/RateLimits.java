package compactgen_root.internal;

import compactgen_root.RateLimit;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of its limits a provider says is left. Servers are known to send -1, nothing, or words
 * there, so whatever makes no sense is as good as absent.
 */
final class RateLimits {

    private RateLimits() {}

    /** Returns the limits that the headers of an answer tell of, by what they count. */
    static Map<String, RateLimit> of(
            List<Provider.RateLimitHeaders> names, Map<String, String> headers) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, RateLimit> limits = new LinkedHashMap<>();
        for (Provider.RateLimitHeaders each : names) {
            OptionalLong limit = count(text(each.limit(), headers));
            OptionalLong remaining = count(text(each.remaining(), headers));
            Optional<Duration> reset = duration(text(each.reset(), headers));
            if (limit.isPresent() || remaining.isPresent() || reset.isPresent()) {
                limits.put(each.name(), new RateLimit(limit, remaining, reset));
            }
        }
        return Collections.unmodifiableMap(limits);
    }

    private static String text(String name, Map<String, String> headers) {
        return Text.trimmed(headers.getOrDefault(Text.lower(name), ""));
    }

    private static OptionalLong count(String text) {
        boolean fits = text.length() <= 18 && Text.isDigits(text);
        return fits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * Returns the time of a duration such as {@code 12ms}, {@code 6m0s} or {@code 1h30m}; a number
     * is seconds.
     */
    static Optional<Duration> duration(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        double seconds = 0;
        int at = 0;
        while (at < text.length()) {
            int start = at;
            at = digits(text, at);
            if (at == start || at - start > 9) {
                return Optional.empty();
            }
            if (at < text.length() && text.charAt(at) == '.') {
                int point = ++at;
                at = digits(text, at);
                if (at == point || at - point > 9) {
                    return Optional.empty();
                }
            }
            double number = Double.parseDouble(text.substring(start, at));
            int unit = at;
            while (at < text.length() && (text.charAt(at) < '0' || text.charAt(at) > '9')) {
                at++;
            }
            double factor =
                    start == 0 && unit == text.length() ? 1 : unit(text.substring(unit, at));
            if (factor == 0) {
                return Optional.empty();
            }
            seconds += number * factor;
        }
        return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static double unit(String name) {
        switch (name) {
            case "ns":
                return 1e-9;
            case "us":
            case "\u00b5s":
                return 1e-6;
            case "ms":
                return 1e-3;
            case "s":
                return 1;
            case "m":
                return 60;
            case "h":
                return 3600;
            case "d":
                return 86400;
            default:
                return 0;
        }
    }
}
