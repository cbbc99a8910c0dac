package compactgen_root.internal;

import java.util.List;

/**
 * A parameter of an operation, or a member of a form.
 *
 * @param argument what it is called in {@link Arguments}
 * @param wire what it is called where it travels
 * @param place {@code path}, {@code query}, {@code header}, {@code cookie} or {@code body}
 * @param required whether it has to be there
 * @param style how its value is written, in the words of OpenAPI; empty for what the standard has
 *     for its place
 * @param explode whether each item of a value stands by itself
 * @param reserved whether reserved characters of URLs travel as they are
 * @param media the media type that the value is written in, in place of a style; empty for none
 * @param headers what its part of a form is sent with besides: names, each with its value
 */
public record Parameter(
        String argument,
        String wire,
        String place,
        boolean required,
        String style,
        boolean explode,
        boolean reserved,
        String media,
        List<String> headers) {

    /** One that is sent with nothing besides. */
    public Parameter(
            String argument,
            String wire,
            String place,
            boolean required,
            String style,
            boolean explode,
            boolean reserved,
            String media) {
        this(argument, wire, place, required, style, explode, reserved, media, List.of());
    }
}
