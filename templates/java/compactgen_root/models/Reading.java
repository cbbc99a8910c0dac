package compactgen_root.models;

import compactgen_root.Defect;
import compactgen_root.errors.InvalidDataException;
import compactgen_root.internal.ValueLimit;
import compactgen_root.json.JsonBoolean;
import compactgen_root.json.JsonNumber;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonValue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How JSON is read as one type, and what is wrong with it where it can't be. Each type of this
 * package has one, which clients read answers with.
 *
 * @param <T> the type
 */
public abstract class Reading<T> {

    /** A string. */
    public static final Reading<String> TEXT =
            new Reading<>("should be a string", true) {
                @Override
                public String read(JsonValue value) {
                    return value instanceof JsonString string ? string.value() : null;
                }
            };

    /** A whole number of 64 bits. */
    public static final Reading<Long> WHOLE =
            new Reading<>("should be a whole number of 64 bits") {
                @Override
                public Long read(JsonValue value) {
                    return value instanceof JsonNumber number && number.isLong()
                            ? Long.valueOf(number.longValueExact())
                            : null;
                }
            };

    /** A number that a 64-bit float is near to. */
    public static final Reading<Double> REAL =
            new Reading<>("should be a number within the range of 64-bit floats") {
                @Override
                public Double read(JsonValue value) {
                    if (!(value instanceof JsonNumber number)) {
                        return null;
                    }
                    double real = number.doubleValue();
                    return Double.isInfinite(real) ? null : Double.valueOf(real);
                }
            };

    /** True or false. */
    public static final Reading<Boolean> FLAG =
            new Reading<>("should be true or false") {
                @Override
                public Boolean read(JsonValue value) {
                    return value instanceof JsonBoolean flag ? Boolean.valueOf(flag.value()) : null;
                }
            };

    /** Any object. */
    static final Reading<JsonObject> OBJECT =
            new Reading<>("should be an object") {
                @Override
                public JsonObject read(JsonValue value) {
                    return value instanceof JsonObject object ? object : null;
                }
            };

    /** Anything at all. */
    public static final Reading<JsonValue> ANY =
            new Reading<>("") {
                @Override
                public JsonValue read(JsonValue value) {
                    return value;
                }
            };

    private final String expected;
    private final boolean takesText;
    private Reading<List<T>> list; // made when it is first asked for: races do no harm

    /**
     * For the types of this package.
     *
     * @param expected what a value that can't be read should have been
     */
    Reading(String expected) {
        this(expected, false);
    }

    /**
     * For the types of this package.
     *
     * @param expected what a value that can't be read should have been
     * @param takesText whether every text is right, so that there is nothing to check
     */
    Reading(String expected, boolean takesText) {
        this.expected = expected;
        this.takesText = takesText;
    }

    /** Returns whether every text is right. */
    final boolean takesText() {
        return takesText;
    }

    /**
     * Returns the value read.
     *
     * @param value JSON of any type
     * @return the value; the null reference where it can't be read as this type
     */
    public abstract T read(JsonValue value);

    /** Tells everything that is wrong with a value. */
    void check(JsonValue value, Checks checks) {
        T read = read(value);
        if (read == null) {
            checks.add(expected());
        } else if (read instanceof Model model) {
            checks.model(model);
        }
    }

    /** Returns what a value that can't be read should have been. */
    String expected() {
        return expected;
    }

    /** How a value fits a type at first sight. */
    public enum Fit {
        /** It is of another JSON type. */
        OTHER_TYPE,
        /** It is an object without any member of the type's, and one of these is required. */
        FOREIGN,
        /** It is an object without any member of the type's, which needs none. */
        UNRECOGNIZED,
        /** Nothing speaks against it. */
        FITS
    }

    /**
     * Returns how a value fits the type at first sight; members aren't read.
     *
     * @param value JSON of any type
     * @return how it fits
     */
    public final Fit fit(JsonValue value) {
        T read;
        try {
            read = read(value);
        } catch (InvalidDataException e) { // of an item
            return Fit.FITS;
        }
        if (read == null) {
            return Fit.OTHER_TYPE;
        }
        if (!(read instanceof Model model) || model.json().size() == 0) {
            return Fit.FITS;
        }
        Checks checks = new Checks(true);
        checks.model(model);
        if (checks.isRecognized()) {
            return Fit.FITS;
        }
        return checks.isDemanding() ? Fit.FOREIGN : Fit.UNRECOGNIZED;
    }

    /**
     * Returns where a value breaks the schema of the type.
     *
     * @param value JSON of any type
     * @return the places, at most some thousands; none where it keeps to it
     */
    public final List<Defect> defects(JsonValue value) {
        Checks checks = new Checks(false);
        check(value, checks);
        return checks.defects();
    }

    /**
     * Returns the value that a JSON text stands for.
     *
     * @param text the text
     * @return the value read
     * @throws compactgen_root.json.JsonSyntaxException if it isn't JSON
     * @throws InvalidDataException if it is JSON of another type
     */
    public final T parse(String text) {
        return required(this, JsonValue.parse(text));
    }

    /**
     * Returns how an array is read.
     *
     * @param <T> the type of its items
     * @param item how each of them is read
     * @return how the array is read: as a list that can't be changed
     */
    public static <T> Reading<List<T>> list(Reading<T> item) {
        Reading<List<T>> list = item.list;
        if (list == null) {
            list = new ListReading<>(item);
            item.list = list;
        }
        return list;
    }

    /**
     * Returns how an object is read whose names aren't known.
     *
     * @param <T> the type of its values
     * @param member how each of them is read
     * @return how the object is read: as a map that can't be changed, in the object's order
     */
    public static <T> Reading<Map<String, T>> map(Reading<T> member) {
        return new MapReading<>(member);
    }

    /**
     * Returns how a value is read that may be null.
     *
     * @param <T> the type of other values
     * @param other how they are read
     * @return how the value is read: nothing stands for null
     */
    public static <T> Reading<Optional<T>> nullable(Reading<T> other) {
        return new NullableReading<>(other);
    }

    /** Returns a value that can be read; throws {@link InvalidDataException} where it can't. */
    static <T> T required(Reading<T> reading, JsonValue value) {
        T read = reading.read(value);
        if (read == null) {
            throw new InvalidDataException("the value ".concat(reading.expected()));
        }
        return read;
    }

    /** Returns how objects of a class are read, of which one is given. */
    static <M extends Model> Reading<M> like(M example) {
        return new ModelReading<>(example);
    }

    /** Returns how values of an enumeration are read, of which one is given. */
    static <E extends Enumeration> Reading<E> like(E example) {
        return new EnumerationReading<>(example);
    }

    /** Returns how the members of a union are read, of which one is given that isn't known. */
    static <T> Reading<T> like(UnknownValue example) {
        return new UnionReading<>(example);
    }

    /**
     * Returns how values of several JSON types are read, of which one is given that isn't known.
     *
     * @param expected what such a value should have been
     */
    static <T> Reading<T> like(String expected, UnknownValue example) {
        return new UnionReading<>(expected, example);
    }

    /** Returns the same, of values that are held to limits: what breaks them can be read still. */
    static <T> Reading<T> limited(Reading<T> plain, ValueLimit... limits) {
        return new LimitedReading<>(plain, limits);
    }

    /** Returns the same, of objects whose names are texts of a kind. */
    static <T> Reading<T> named(Reading<T> plain, Reading<String> name) {
        return new NamesReading<>(plain, name);
    }

    /** Returns what stands at a place of an array; an exception starts with its pointer. */
    static <T> T inside(Reading<T> reading, JsonValue value, int place) {
        T read = null;
        try {
            read = reading.read(value);
        } catch (InvalidDataException e) {
            // the same again, with the pointer
        }
        return read == null ? inside(reading, value, Integer.toString(place)) : read;
    }

    /** Returns what stands below a name; an exception starts with its pointer. */
    static <T> T inside(Reading<T> reading, JsonValue value, String token) {
        T read;
        try {
            read = reading.read(value);
        } catch (InvalidDataException e) {
            throw new InvalidDataException(Checks.token(token).concat(e.getMessage()));
        }
        if (read == null) {
            throw new InvalidDataException(
                    Checks.token(token).concat(" ").concat(reading.expected()));
        }
        return read;
    }
}
