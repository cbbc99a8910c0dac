package compactgen_root.models;

import compactgen_root.json.JsonValue;

/**
 * How the items of a stream are read, and how a stream is cut into them.
 *
 * @param <T> what an item is read as
 */
public final class ItemReading<T> extends Reading<T> {

    private final Reading<T> item;
    private final String kind;
    private final String media;
    private final String last;

    private ItemReading(Reading<T> item, String kind, String media, String last) {
        super(item.expected());
        this.item = item;
        this.kind = kind;
        this.media = media;
        this.last = last;
    }

    /**
     * Returns how the items of a stream are read.
     *
     * @param <T> what an item is read as
     * @param item how an item is read
     * @param kind what an item is: {@code json} or {@code text} for the data of a message, or an
     *     {@code event} with its data, which are JSON, text ({@code event-text}) or either ({@code
     *     event-any})
     * @param media the media type, which says how the stream is cut
     * @param last the data by which a stream says that it is over; empty for none
     * @return the reading
     */
    public static <T> ItemReading<T> of(Reading<T> item, String kind, String media, String last) {
        return new ItemReading<>(item, kind, media, last);
    }

    @Override
    public T read(JsonValue value) {
        return item.read(value);
    }

    @Override
    void check(JsonValue value, Checks checks) {
        item.check(value, checks);
    }

    /**
     * Returns how an item is read.
     *
     * @return the reading
     */
    public Reading<T> item() {
        return item;
    }

    /**
     * Returns what an item is.
     *
     * @return {@code json}, {@code text}, {@code event}, {@code event-text} or {@code event-any}
     */
    public String kind() {
        return kind;
    }

    /**
     * Returns the media type.
     *
     * @return the media type
     */
    public String media() {
        return media;
    }

    /**
     * Returns the data by which a stream says that it is over.
     *
     * @return the data; empty for none
     */
    public String last() {
        return last;
    }
}
