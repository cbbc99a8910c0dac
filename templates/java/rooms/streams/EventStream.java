package compactgen_root;

import compactgen_root.internal.ItemPublisher;
import compactgen_root.internal.ItemReader;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The items of an answer, as they come: by {@code for}, as a {@link Stream}, or from a publisher.
 * Whoever stops before the end closes it; its end, and a failure, have closed it. The next item has
 * to come within the call's timeout. It is read once, by one thread at a time, and any thread may
 * close it. Nothing is asked for again.
 *
 * @param <T> the items
 */
public final class EventStream<T> implements Iterable<T>, AutoCloseable {

    private final ItemReader<T> reader;
    private final Items<T> items;

    /**
     * For the clients of this package.
     *
     * @param reader what reads the items
     */
    public EventStream(ItemReader<T> reader) {
        this.reader = reader;
        this.items = new Items<>(reader);
    }

    /**
     * Returns the status.
     *
     * @return a status from 200 to 299
     */
    public int statusCode() {
        return reader.status();
    }

    /**
     * Returns the headers.
     *
     * @return values by name, which may be asked for in any case
     */
    public Map<String, String> headers() {
        return reader.headers();
    }

    /**
     * Returns the provider's id of the request, for support.
     *
     * @return the id; empty where the provider gave none
     */
    public Optional<String> requestId() {
        return reader.requestId();
    }

    /**
     * Returns the items that weren't taken yet; every call returns the same iterator. Asking for
     * one throws an {@link compactgen_root.errors.ApiException} where none came in time, the answer
     * broke off, or what came isn't what is promised.
     *
     * @return the iterator
     */
    @Override
    public Iterator<T> iterator() {
        return items;
    }

    /**
     * Returns the items that weren't taken yet as a stream, which closes this one when it is
     * closed.
     *
     * @return the stream
     */
    public Stream<T> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false)
                .onClose(this::close);
    }

    /**
     * Returns the items that weren't taken yet as a publisher for one subscriber. An item is read
     * when one is requested, by a thread of the client's; cancelling closes the connection.
     *
     * @return the publisher
     */
    public Flow.Publisher<T> publisher() {
        return new ItemPublisher<>(reader);
    }

    /** Lets go of the connection, at once; nothing comes any more. */
    @Override
    public void close() {
        reader.close();
    }

    /** Shows the status and nothing of what came. */
    @Override
    public String toString() {
        return "EventStream[".concat(Integer.toString(statusCode())).concat("]");
    }

    /** The items, one of which may be read before it is asked for. */
    private static final class Items<T> implements Iterator<T> {

        private final ItemReader<T> reader;
        private T next;

        Items(ItemReader<T> reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            next = next == null ? reader.next() : next;
            return next != null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the stream is over");
            }
            T item = next;
            next = null;
            return item;
        }
    }
}
