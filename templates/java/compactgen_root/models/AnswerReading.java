package compactgen_root.models;

import compactgen_root.json.JsonValue;

import java.util.Optional;

/**
 * How one of the answers is read that a call may get: as what it holds, and then as what the call
 * returns.
 *
 * @param <T> what the answer holds
 * @param <R> what the call returns
 */
public abstract class AnswerReading<T, R> extends Reading<R> {

    private final Reading<T> content;

    /**
     * For the types of this package.
     *
     * @param content how what the answer holds is read; the null reference for one without content
     */
    AnswerReading(Reading<T> content) {
        super("should be no JSON");
        this.content = content;
    }

    /**
     * Returns how what the answer holds is read.
     *
     * @return the reading; the null reference for an answer without content
     */
    public final Reading<T> content() {
        return content;
    }

    /**
     * Returns what the call returns.
     *
     * @param value what the answer holds; the null reference for one without content
     * @return the same as the call's own type
     */
    public abstract R given(T value);

    @Override
    public final R read(JsonValue value) {
        T read = content == null ? null : content.read(value);
        return read == null ? null : given(read);
    }

    @Override
    final void check(JsonValue value, Checks checks) {
        if (content != null) {
            content.check(value, checks);
        }
    }

    /**
     * Returns how an answer is read in whose place nothing may come.
     *
     * @param <T> what it holds
     * @param content how that is read
     * @return how it is read
     */
    public static <T> Reading<Optional<T>> optional(Reading<T> content) {
        return new AnswerReading<>(content) {
            @Override
            public Optional<T> given(T value) {
                return Optional.of(value);
            }
        };
    }

    /**
     * Returns how an answer without content is read in whose place something may come.
     *
     * @param <T> what may come
     * @return how it is read
     */
    public static <T> Reading<Optional<T>> nothing() {
        return new AnswerReading<T, Optional<T>>(null) {
            @Override
            public Optional<T> given(T value) {
                return Optional.empty();
            }
        };
    }
}
