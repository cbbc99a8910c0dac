package compactgen_root.internal;

import compactgen_root.models.AnswerReading;
import compactgen_root.models.ContentReading;
import compactgen_root.models.Reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which of the answers that an operation may get is the one that came: by its status first, then by
 * its media type, and where the server leaves that out or says another one, by what comes closest.
 */
public final class Promises {

    private Promises() {}

    /**
     * Returns how a success is read.
     *
     * @param <R> what calls of the operation return
     * @param operation what was called
     * @param status the status that came
     * @param headers the headers that came, by names in small letters
     * @param isEmpty whether nothing came but these
     * @return how it is read; the null reference where nothing is promised
     */
    public static <R> Reading<R> of(
            Operation<R> operation, int status, Map<String, String> headers, boolean isEmpty) {
        List<Operation.Answer<R>> answers = operation.answers();
        if (answers.isEmpty()) {
            return operation.response();
        }
        List<Operation.Answer<R>> likely = ofStatus(answers, status);
        if (isEmpty) { // where nothing may come, that is what came, with whatever status
            Operation.Answer<R> nothing = nothing(likely);
            nothing = nothing == null ? nothing(answers) : nothing;
            if (nothing != null) {
                return nothing.reading();
            }
        }
        return nearest(likely, headers.getOrDefault("content-type", "")).reading();
    }

    /** Returns the answers of a status: its own, else its range's, the default's, or all. */
    private static <R> List<Operation.Answer<R>> ofStatus(
            List<Operation.Answer<R>> answers, int status) {
        String range = Integer.toString(status / 100).concat("XX");
        String[] wanted = {Integer.toString(status), range, "default"};
        for (String each : wanted) {
            List<Operation.Answer<R>> likely = new ArrayList<>(answers.size());
            for (Operation.Answer<R> answer : answers) {
                if (answer.status().equals(each)) {
                    likely.add(answer);
                }
            }
            if (!likely.isEmpty()) {
                return likely;
            }
        }
        return answers;
    }

    private static <R> Operation.Answer<R> nothing(List<Operation.Answer<R>> answers) {
        for (Operation.Answer<R> answer : answers) {
            if (kind(answer.reading()).isEmpty()) {
                return answer;
            }
        }
        return null;
    }

    /** Returns the answer with content whose media type is nearest to what came; else any. */
    private static <R> Operation.Answer<R> nearest(
            List<Operation.Answer<R>> answers, String contentType) {
        String came = bare(contentType);
        Operation.Answer<R> nearest = answers.get(0);
        int most = -2;
        for (Operation.Answer<R> answer : answers) {
            int nearness = nearness(answer, came);
            if (nearness > most) {
                most = nearness;
                nearest = answer;
            }
        }
        return nearest;
    }

    private static int nearness(Operation.Answer<?> answer, String came) {
        String kind = kind(answer.reading());
        String media = bare(answer.media());
        if (kind.isEmpty()) {
            return -1;
        }
        if (media.equals(came)) {
            return 4;
        }
        boolean isRange = media.endsWith("/*") && !media.equals("*/*");
        if (isRange && came.startsWith(media.substring(0, media.length() - 1))) {
            return 3;
        }
        return kind.equals(kindOf(came)) ? 2 : 0;
    }

    /** Returns how an answer is read; an empty text for one without content. */
    private static String kind(Reading<?> reading) {
        Reading<?> content = content(reading);
        if (content == null) {
            return "";
        }
        boolean isContent = content instanceof ContentReading<?>;
        return content == ContentReading.TEXT ? "text" : isContent ? "binary" : "json";
    }

    /**
     * Returns how what an answer holds is read.
     *
     * @param reading how the answer is read
     * @return the reading; the null reference for an answer without content
     */
    public static Reading<?> content(Reading<?> reading) {
        return reading instanceof AnswerReading<?, ?> answer ? answer.content() : reading;
    }

    /** Returns how a media type is usually read. */
    private static String kindOf(String media) {
        if (media.endsWith("/json") || media.endsWith("+json")) {
            return "json";
        }
        return media.startsWith("text/") ? "text" : media.isEmpty() ? "" : "binary";
    }

    private static String bare(String media) {
        int end = media.indexOf(';');
        return Text.lower((end < 0 ? media : media.substring(0, end)).strip());
    }
}
