package compactgen_root.models;

import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonValue;

/**
 * How objects of a class are read.
 *
 * @param <M> the class
 */
final class ModelReading<M extends Model> extends Reading<M> {

    private final M example;

    /**
     * Reads objects as another object is one.
     *
     * @param example any object of the class, which makes others
     */
    ModelReading(M example) {
        super("should be an object");
        this.example = example;
    }

    @Override
    public M read(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return null;
        }
        @SuppressWarnings("unchecked") // each class makes objects of its own
        M model = (M) example.viewOf(object);
        return model;
    }
}
