package compactgen_root.internal;

import compactgen_root.Defect;
import compactgen_root.RateLimit;
import compactgen_root.Transport;
import compactgen_root.errors.ApiException;
import compactgen_root.errors.ApiResponseValidationException;
import compactgen_root.errors.ApiStatusException;
import compactgen_root.errors.AuthenticationException;
import compactgen_root.errors.BadRequestException;
import compactgen_root.errors.ConflictException;
import compactgen_root.errors.ErrorDetails;
import compactgen_root.errors.InternalServerException;
import compactgen_root.errors.InvalidDataException;
import compactgen_root.errors.NotFoundException;
import compactgen_root.errors.PermissionDeniedException;
import compactgen_root.errors.RateLimitException;
import compactgen_root.errors.RedirectException;
import compactgen_root.errors.UnprocessableEntityException;
import compactgen_root.json.JsonArray;
import compactgen_root.json.JsonNull;
import compactgen_root.json.JsonNumber;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonSyntaxException;
import compactgen_root.json.JsonValue;
import compactgen_root.models.AnswerReading;
import compactgen_root.models.ContentReading;
import compactgen_root.models.Reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the answer to a call: a value of the promised class, or an exception that keeps it all. No
 * body, be it text, HTML, nothing or a list, breaks that.
 */
final class Answers {

    private static final String FAILED = "holds an error instead of the promised object";

    /** What the id of a request is in where a description says nothing of it, the best first. */
    private static final List<String> USUAL_ID_HEADERS =
            List.of("x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid");

    private final Operation<?> operation;
    private final Provider provider;
    private final Transport.Answer answer;
    private final Witness witness;
    private final long values;

    private List<String> secrets;
    private byte[] raw;
    private Map<String, String> headers;

    Answers(
            Operation<?> operation,
            Provider provider,
            Transport.Answer answer,
            Witness witness,
            long values) {
        this.operation = operation;
        this.provider = provider;
        this.answer = answer;
        this.witness = witness;
        this.values = values;
    }

    /** What knows the call that the answer came for; it is asked for failures only. */
    interface Witness {

        /** Returns what must not be shown. */
        List<String> secrets();

        /** Returns what an exception keeps of the call. */
        ErrorDetails details();
    }

    static boolean succeeds(Transport.Answer answer) {
        return answer.status() >= 200 && answer.status() < 300;
    }

    /**
     * Returns the provider's id of a request, from the first header that has one; null for none. A
     * provider of whom no header is known is taken to have one of the usual ones.
     */
    static String requestId(Provider provider, Map<String, String> headers) {
        List<String> names = provider.requestIdHeaders();
        for (String name : names.isEmpty() ? USUAL_ID_HEADERS : names) {
            String value = headers.get(Text.lower(name));
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private String requestId() {
        mask();
        String id = requestId(provider, answer.headers());
        return id == null ? null : Masks.masked(id, secrets);
    }

    private Map<String, RateLimit> rateLimits() {
        return RateLimits.of(provider.rateLimits(), answer.headers());
    }

    /** Masks what exceptions keep. */
    private void mask() {
        if (raw == null) {
            secrets = witness.secrets();
            raw = Masks.masked(answer.body(), secrets);
            headers = new LinkedHashMap<>();
            for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                headers.put(header.getKey(), Masks.masked(header.getValue(), secrets));
            }
        }
    }

    private static JsonValue parsed(byte[] bytes, long values) {
        try {
            return JsonValue.parse(bytes, values);
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    // Failures.

    /** What a provider says about an error. */
    private static final class Says {
        String message;
        String code;
        String param;
        String type;
        JsonValue body;
        boolean isJson;
    }

    private Says says(boolean excerpt) {
        mask();
        Provider.ErrorTable table = provider.errors();
        JsonValue body = parsed(raw, values);
        Says says = new Says();
        says.body = body;
        says.isJson = body != null && body != JsonNull.NULL;
        says.message = first(body, table.message());
        says.code = first(body, table.code());
        says.param = first(body, table.param());
        says.type = first(body, table.type());
        if (says.message == null && excerpt) {
            String beginning = Wording.excerpt(raw);
            says.message = beginning.isEmpty() ? null : beginning;
        }
        return says;
    }

    /** Returns the first text or number that one of the pointers leads to, as text. */
    private static String first(JsonValue body, List<String> pointers) {
        for (String pointer : pointers) {
            JsonValue value = body == null ? null : at(body, pointer);
            if (value instanceof JsonString string && !string.value().isEmpty()) {
                return string.value();
            }
            if (value instanceof JsonNumber number) {
                return number.text();
            }
        }
        return null;
    }

    private static JsonValue at(JsonValue body, String pointer) {
        JsonValue value = body;
        for (String token : Text.parts(pointer.substring(Math.min(1, pointer.length())), '/')) {
            String name = token.replace("~1", "/").replace("~0", "~");
            if (value instanceof JsonObject object) {
                value = object.get(name);
            } else if (value instanceof JsonArray array && Text.isDigits(name)) {
                boolean inside = name.length() < 9 && Integer.parseInt(name) < array.size();
                value = inside ? array.get(Integer.parseInt(name)) : null;
            } else {
                return null;
            }
        }
        return value;
    }

    /** Returns the exception that the status stands for, and whether trying again can help. */
    Refusal refusal() {
        ErrorDetails details = witness.details();
        Says says = says(true);
        int status = answer.status();
        boolean absent = status == 404 || status == 405 || status == 501;
        String notice = absent ? operation.unavailable() : "";
        String text = Wording.refused(status, headers, says.code, says.message, notice);
        details.message(Wording.finished(text, says.isJson, raw, headers, requestId()))
                .provider(says.message, says.code, says.param, says.type)
                .error(typed(operation.failure(status), says.body));
        describe(details);
        ErrorCodes codes = provider.errors().codes();
        ApiStatusException exception = null;
        boolean retried = true;
        String[] names = {says.code, says.type};
        for (int n = 0; n < names.length && exception == null; n++) {
            exception = names[n] == null ? null : codes.exception(names[n], details);
            retried = exception == null || codes.retried(names[n]);
        }
        return new Refusal(exception == null ? forStatus(status, details) : exception, !retried);
    }

    /** Returns a body as its type, however many defects it has; null where it isn't that at all. */
    private static <T> T typed(Reading<T> reading, JsonValue body) {
        boolean isWhole = body instanceof JsonObject || body instanceof JsonArray;
        if (reading == null || !isWhole || reading.fit(body) != Reading.Fit.FITS) {
            return null;
        }
        try {
            return reading.read(body);
        } catch (InvalidDataException e) {
            return null;
        }
    }

    /** An exception, and whether trying again can't help. */
    static final class Refusal {
        final ApiStatusException exception;
        final boolean isFinal;

        Refusal(ApiStatusException exception, boolean isFinal) {
            this.exception = exception;
            this.isFinal = isFinal;
        }
    }

    private void describe(ErrorDetails details) {
        mask();
        details.requestId(requestId())
                .answer(answer.status(), headers, raw)
                .rateLimits(rateLimits());
    }

    private static ApiStatusException forStatus(int status, ErrorDetails details) {
        switch (status) {
            case 400:
                return new BadRequestException(details);
            case 401:
                return new AuthenticationException(details);
            case 403:
                return new PermissionDeniedException(details);
            case 404:
                return new NotFoundException(details);
            case 409:
                return new ConflictException(details);
            case 422:
                return new UnprocessableEntityException(details);
            case 429:
                return new RateLimitException(details);
            default:
                if (status >= 500) {
                    return new InternalServerException(details);
                }
                return status / 100 == 3
                        ? new RedirectException(details)
                        : new ApiStatusException(details);
        }
    }

    // Successes.

    /**
     * Returns what a success holds.
     *
     * @throws ApiException the answer isn't what the description promises
     */
    <R> R read(Reading<R> reading, boolean strict) {
        if (reading == null) {
            return null;
        }
        if (reading instanceof AnswerReading<?, R> one) {
            return given(one, strict);
        }
        if (reading instanceof ContentReading<R> content) {
            String media = answer.headers().get("content-type");
            return content.content(answer.body(), media == null ? "" : media);
        }
        JsonValue body;
        try {
            body = JsonValue.parse(answer.body(), values);
        } catch (JsonSyntaxException e) {
            throw misfit(problem(e));
        }
        switch (reading.fit(body)) {
            case OTHER_TYPE:
                if (!(body instanceof JsonObject)) {
                    throw misfit(Text.joined("is ", type(body), ", not what is promised"));
                }
                throw broken(reading.defects(body));
            case FOREIGN:
            case UNRECOGNIZED:
                if (isError(body, provider.errors())) {
                    throw misfit(FAILED);
                }
                if (reading.fit(body) == Reading.Fit.FOREIGN) {
                    throw misfit("has no member of the promised object");
                }
                break;
            default:
        }
        if (strict) {
            List<Defect> defects = reading.defects(body);
            if (!defects.isEmpty()) {
                throw broken(defects);
            }
        }
        try {
            return reading.read(body);
        } catch (InvalidDataException e) {
            throw broken(reading.defects(body));
        }
    }

    private <T, R> R given(AnswerReading<T, R> reading, boolean strict) {
        return reading.given(read(reading.content(), strict));
    }

    /** Returns the exception for a success that says that it is no stream. */
    ApiResponseValidationException noStream(String media) {
        Says says = says(false);
        boolean isError = says.code != null || says.message != null;
        return misfit(isError ? FAILED : Text.joined("isn't a stream (", media, ")"));
    }

    private static boolean isError(JsonValue body, Provider.ErrorTable table) {
        return !table.isInferred()
                && (first(body, table.code()) != null || first(body, table.message()) != null);
    }

    private String problem(JsonSyntaxException error) {
        switch (error.kind()) {
            case TOO_DEEP:
                return "is nested too deeply, in more than 128 levels";
            case TOO_MANY:
                return Text.joined("holds more than ", Long.toString(values), " values");
            default:
                return isBlank(answer.body()) ? "is empty" : "is not JSON";
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte each : body) {
            if (each != ' ' && (each < '\t' || each > '\r')) {
                return false;
            }
        }
        return true;
    }

    private static String type(JsonValue value) {
        if (value == JsonNull.NULL) {
            return "null";
        }
        if (value instanceof JsonArray) {
            return "an array";
        }
        if (value instanceof JsonString) {
            return "a string";
        }
        return value instanceof JsonNumber ? "a number" : "a boolean";
    }

    private ApiResponseValidationException misfit(String problem) {
        ErrorDetails details = witness.details();
        Says says = says(false);
        boolean failed = problem.equals(FAILED);
        String text = problem;
        if (failed && says.message != null) {
            text = Text.joined(problem, ": it says ", Wording.said(says.code, says.message));
        }
        if (failed) {
            details.provider(says.message, says.code, says.param, says.type);
        }
        return validation(text, says.isJson, List.of(), details);
    }

    private ApiResponseValidationException broken(List<Defect> defects) {
        ErrorDetails details = witness.details();
        mask();
        Defect first = defects.isEmpty() ? new Defect("", "can't be read") : defects.get(0);
        String place = first.pointer().isEmpty() ? "/" : Wording.cut(first.pointer(), 300);
        String text =
                Text.joined(
                        "breaks the schema in ",
                        Integer.toString(defects.size()),
                        " place(s), first: ",
                        place,
                        " ",
                        first.message());
        return validation(text, true, defects, details);
    }

    private ApiResponseValidationException validation(
            String reason, boolean isJson, List<Defect> defects, ErrorDetails details) {
        String status = Integer.toString(answer.status());
        String text = Text.joined("the answer with status ", status, " ", reason);
        details.message(Wording.finished(text, isJson, raw, headers, requestId()));
        describe(details);
        return new ApiResponseValidationException(details, new ArrayList<>(defects));
    }
}
