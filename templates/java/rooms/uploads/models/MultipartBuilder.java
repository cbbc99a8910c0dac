package compactgen_root.models;

import compactgen_root.FilePart;
import compactgen_root.internal.Arguments;
import compactgen_root.internal.MultipartForm;
import compactgen_root.json.JsonObject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the builders of forms of several parts have in common: files beside members.
 *
 * @param <B> the builder
 */
abstract class MultipartBuilder<B extends MultipartBuilder<B>> extends ParamsBuilder<B> {

    private final List<String> order;
    private final Map<String, List<FilePart>> files = new LinkedHashMap<>();

    /**
     * Starts with nothing.
     *
     * @param order the names of the form's members in the order in which they are written
     */
    MultipartBuilder(String... order) {
        super(order);
        this.order = List.of(order);
    }

    /** Starts with what others were made with. */
    MultipartBuilder(Params params) {
        super(params);
        MultipartForm form = (MultipartForm) params.arguments().form();
        order = form.order();
        files.putAll(form.files());
    }

    /** Sets a member to a file; callers know it by the name of a setter. */
    final void putFile(String name, String setter, FilePart file) {
        files.put(name, List.of(Objects.requireNonNull(file, setter)));
    }

    /** Sets a member to a file of the disk. */
    final void putFile(String name, String setter, Path path) {
        putFile(name, setter, FilePart.of(Objects.requireNonNull(path, setter)));
    }

    /** Sets a member to files, each of which is a part. */
    final void putFile(String name, String setter, List<FilePart> parts) {
        files.put(name, List.copyOf(Objects.requireNonNull(parts, setter)));
    }

    /**
     * Adds a file to the form, as a member that the description doesn't know of, or as one more of
     * a member that it knows.
     *
     * @param name the member's name
     * @param file the file
     * @return this builder
     */
    public final B putAdditionalFile(String name, FilePart file) {
        Objects.requireNonNull(file, "file");
        List<FilePart> all = new ArrayList<>(files.getOrDefault(name, List.of()));
        all.add(file);
        files.put(Objects.requireNonNull(name, "name"), List.copyOf(all));
        return self();
    }

    /**
     * Returns the members that are no files.
     *
     * @param required the names of members that have to be set, each with that of its setter
     * @throws IllegalStateException if one of them isn't set, or one is a file and a value as well
     */
    final JsonObject madeForm(String... required) {
        List<String> demanded = new ArrayList<>();
        for (int n = 0; n < required.length; n += 2) {
            if (!files.containsKey(required[n])) {
                demanded.add(required[n]);
                demanded.add(required[n + 1]);
            }
        }
        JsonObject values = made(demanded.toArray(new String[0]));
        for (String name : files.keySet()) {
            if (values.has(name)) {
                throw new IllegalStateException(name.concat(" is set to a file and to a value"));
            }
        }
        return values;
    }

    /**
     * Returns what is sent.
     *
     * @param values the members that are no files
     * @param required arguments of parameters that have to be there
     * @throws IllegalStateException if one of them isn't set
     */
    final Arguments sentForm(JsonObject values, String... required) {
        return arguments(values, required).formed(new MultipartForm(order, files));
    }
}
