package compactgen_root.internal;

import compactgen_root.errors.ApiStatusException;
import compactgen_root.errors.BadRequestException;
import compactgen_root.errors.ErrorDetails;
import compactgen_root.errors.QuotaException;
import compactgen_root.models.ContentReading;
import compactgen_root.models.Reading;
import compactgen_root.models.Thing;

import java.util.List;

/** The providers and operations of the tests: those of the Python tests' small API. */
final class Providers {

    private static final List<String> REQUEST_IDS =
            List.of("x-request-id", "apim-request-id", "x-server-trace-id");

    private static final Provider.ErrorTable ERRORS =
            new Provider.ErrorTable(
                    List.of("/error/code", "/error/innererror/code", "/error/grpcCode", "/code"),
                    List.of("/error/message", "/error", "/message"),
                    List.of("/error/param"),
                    List.of("/error/type"),
                    new Codes());

    /** What a generator takes of a description that states nothing. */
    private static final Provider.ErrorTable USUAL =
            new Provider.ErrorTable(
                    List.of("/error/code", "/code", "/errors/0/code"),
                    List.of(
                            "/error/message",
                            "/message",
                            "/errors/0/message",
                            "/error_description",
                            "/detail",
                            "/title",
                            "/error"),
                    List.of("/error/param", "/errors/0/source/pointer"),
                    List.of("/error/type", "/type"),
                    new Codes(),
                    true);

    private static final List<List<String>> EITHER = List.of(List.of("key"), List.of("token"));
    private static final List<List<String>> SECURED =
            List.of(List.of("key"), List.of("token"), List.of());
    private static final List<String> ONCE = List.of("organization", "project", "api_version");

    private Providers() {}

    private static final class Codes extends ErrorCodes {

        @Override
        public ApiStatusException exception(String code, ErrorDetails details) {
            switch (code) {
                case "quota_used_up":
                    return new QuotaException(details);
                case "content_filter":
                    return new BadRequestException(details);
                default:
                    return null;
            }
        }

        @Override
        public boolean retried(String code) {
            return !code.equals("quota_used_up") && !code.equals("content_filter");
        }
    }

    static Provider of(String name) {
        switch (name) {
            case "plain":
                return new Provider(
                        name,
                        "Plain",
                        new Provider.Server(
                                "https://plain.example/v1", "PLAIN_BASE_URL", List.of()),
                        List.of(credential("key", List.of("api_key"), "PLAIN_API_KEY")),
                        List.of(List.of(List.of("key"))),
                        List.of(
                                parameter("organization", "header", "Plain-Organization"),
                                parameter("project", "header", "Plain-Project")),
                        REQUEST_IDS,
                        "",
                        "",
                        List.of(),
                        ERRORS,
                        "thing_client/1.2.3");
            case "usual":
                return new Provider(
                        name,
                        "Usual",
                        new Provider.Server("https://usual.example", "", List.of()),
                        List.of(credential("key", List.of("api_key"), "")),
                        List.of(List.of(List.of("key"))),
                        List.of(),
                        List.of(),
                        "",
                        "",
                        List.of(),
                        USUAL,
                        "");
            case "tenant":
                return new Provider(
                        name,
                        "Tenant",
                        new Provider.Server(
                                "{endpoint}/open/v1",
                                "",
                                List.of(
                                        new Provider.ServerVariable(
                                                "endpoint",
                                                "tenant_endpoint",
                                                "TENANT_ENDPOINT",
                                                true,
                                                ""))),
                        List.of(
                                new Provider.Credential(
                                        "key",
                                        List.of("api_key"),
                                        "TENANT_API_KEY",
                                        "header",
                                        "api-key",
                                        "",
                                        false),
                                credential(
                                        "token", List.of("token", "token_provider"), "TENANT_TOKEN")),
                        List.of(EITHER),
                        List.of(parameter("api_version", "query", "api-version")),
                        REQUEST_IDS,
                        "X-Client-Request-Id",
                        "text",
                        List.of(
                                new Provider.RateLimitHeaders(
                                        "requests",
                                        "x-limit",
                                        "x-remaining",
                                        "x-reset")),
                        ERRORS,
                        "");
            case "regional":
                return new Provider(
                        name,
                        "Regional",
                        new Provider.Server(
                                "https://{region}.regional.example/{version}",
                                "",
                                List.of(
                                        new Provider.ServerVariable(
                                                "region", "region", "", false, "eu"),
                                        new Provider.ServerVariable(
                                                "version", "", "", false, "v1"))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        "",
                        List.of(),
                        ERRORS,
                        "");
            default:
                throw new IllegalArgumentException(name);
        }
    }

    private static Provider.Credential credential(
            String name, List<String> arguments, String environment) {
        return new Provider.Credential(
                name, arguments, environment, "header", "Authorization", "Bearer ", false);
    }

    private static Provider.ClientParameter parameter(String argument, String place, String name) {
        return new Provider.ClientParameter(argument, "", place, name, List.of());
    }

    static Operation<?> operation(String name) {
        switch (name) {
            case "make":
                return make(name, "");
            case "unsupported":
                return make(name, "The provider doesn't serve this yet.");
            case "read":
                return new Operation<>(
                        name,
                        "GET",
                        "/groups/{group}/things/{name}",
                        SECURED,
                        ONCE,
                        List.of(
                                argument("group", "path", true),
                                argument("name", "path", true),
                                argument("tag", "query", false),
                                argument("X-Trace", "header", false)),
                        "",
                        false,
                        Thing.READING,
                        "",
                        "",
                        List.of(),
                        "application/json",
                        "",
                        List.of(),
                        List.of());
            case "list":
                return new Operation<>(
                        name,
                        "GET",
                        "/things",
                        SECURED,
                        ONCE,
                        List.of(),
                        "",
                        false,
                        Reading.list(Thing.READING),
                        "",
                        "",
                        List.of(),
                        "application/json",
                        "",
                        List.of(),
                        List.of());
            case "text":
                return content(name, ContentReading.TEXT, "text/plain, text/csv");
            case "bytes":
                return content(name, ContentReading.BYTES, "application/octet-stream");
            case "form":
                return sent(name, "application/x-www-form-urlencoded; charset=utf-8", "", ENCODINGS);
            case "switched":
                return sent(name, "application/json", "stream", List.of());
            default:
                throw new IllegalArgumentException(name);
        }
    }

    private static final List<Parameter> ENCODINGS =
            List.of(
                    encoding("deep", "deepObject", false, false, ""),
                    encoding("row", "form", false, false, ""),
                    encoding("piped", "pipeDelimited", false, false, ""),
                    encoding("raw", "form", true, true, ""),
                    encoding("json", "form", true, false, "application/json"));

    private static Parameter encoding(
            String name, String style, boolean explode, boolean reserved, String media) {
        return new Parameter(name, name, "body", false, style, explode, reserved, media);
    }

    private static Operation<Thing> sent(
            String name, String media, String off, List<Parameter> encodings) {
        return new Operation<>(
                name,
                "POST",
                "/things",
                SECURED,
                ONCE,
                List.of(),
                media,
                false,
                Thing.READING,
                "",
                "",
                List.of(),
                "application/json",
                off,
                encodings,
                List.of());
    }

    private static <R> Operation<R> content(String name, Reading<R> response, String accept) {
        return new Operation<>(
                name,
                "GET",
                "/content",
                SECURED,
                ONCE,
                List.of(),
                "",
                false,
                response,
                "",
                "",
                List.of(new Operation.Failure("4XX", Thing.READING)),
                accept,
                "",
                List.of(),
                List.of());
    }

    private static Operation<Thing> make(String name, String unavailable) {
        return new Operation<>(
                name,
                "POST",
                "/things/make",
                SECURED,
                ONCE,
                List.of(),
                "application/json",
                true,
                Thing.READING,
                unavailable,
                "",
                List.of(new Operation.Failure("4XX", Thing.READING)),
                "application/json",
                "",
                List.of(),
                List.of());
    }

    private static Parameter argument(String wire, String place, boolean required) {
        boolean explode = place.equals("query");
        return new Parameter(wire, wire, place, required, "", explode, false, "");
    }
}
