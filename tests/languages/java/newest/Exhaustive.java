import acme.contents.models.GetSeveralAnswer;

/** A switch without a default over a sealed interface, as callers of later versions write it. */
final class Exhaustive {

    private Exhaustive() {}

    static String told(GetSeveralAnswer answer) {
        return switch (answer) {
            case GetSeveralAnswer.OfLong(long value) -> Long.toString(value);
            case GetSeveralAnswer.OfGetSeveralResponse200(var value) -> value.a().orElse("");
            case GetSeveralAnswer.Nothing() -> "";
        };
    }
}
