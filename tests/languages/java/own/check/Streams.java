package check;

import acme.streams.EventStream;
import acme.streams.HttpClientTransport;
import acme.streams.RequestOptions;
import acme.streams.ThingClient;
import acme.streams.ThingClientAsync;
import acme.streams.errors.ApiException;
import acme.streams.json.JsonValue;
import acme.streams.models.Begin;
import acme.streams.models.ChatCreateBody;
import acme.streams.models.Event;
import acme.streams.models.UnknownEvent;
import acme.streams.testing.FakeTransport;
import acme.streams.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Reads streams in one of the ways that there are, and prints what came: a line each. */
public final class Streams {

    private final ThingClient client;
    private final String way;

    private Streams(ThingClient client, String way) {
        this.client = client;
        this.way = way;
    }

    /**
     * Calls methods of a server.
     *
     * @param arguments its address, {@code sockets} or {@code jdk}, a way, milliseconds, and what
     *     is called
     */
    public static void main(String[] arguments) throws InterruptedException {
        ThingClient.Builder builder = ThingClient.builder().baseUrl(arguments[0]);
        if (arguments[1].equals("jdk")) {
            builder.transport(new HttpClientTransport());
        }
        builder.timeout(Duration.ofMillis(Long.parseLong(arguments[3]))).maxRetries(0);
        try (ThingClient client = builder.build()) {
            Streams streams = new Streams(client, arguments[2]);
            for (int n = 4; n < arguments.length; n++) {
                try {
                    System.out.println(streams.called(arguments[n]));
                } catch (ApiException e) {
                    System.out.println(told(e));
                }
            }
        }
    }

    private static String told(Throwable error) {
        String text = error.getClass().getSimpleName() + ": " + error.getMessage();
        if (error instanceof ApiException own && own.raw().isPresent()) {
            return text + " raw " + new String(own.raw().get(), StandardCharsets.UTF_8);
        }
        return text;
    }

    private String called(String name) throws InterruptedException {
        switch (name) {
            case "first":
                return first();
            case "kinds":
                return kinds();
            case "slow":
                return slow();
            case "closed":
                return closed();
            case "cancelled":
                return cancelled();
            case "demand":
                return demand();
            case "twice":
                return twice();
            case "interrupted":
                return interrupted();
            case "rehearsed":
                FakeTransport fake = new FakeTransport();
                byte[] body = "data: {\"type\":\"begin\"}\n\n".getBytes(StandardCharsets.UTF_8);
                fake.answer(Reply.of(200, body));
                return listed(client.withOptions(b -> b.transport(fake)).events().listen());
            case "false":
                ChatCreateBody no = ChatCreateBody.builder().text_("hi").stream(false).build();
                return listed(client.chat().createStream(no));
            default:
                return listed(way.equals("publisher") ? awaited(name) : waited(name));
        }
    }

    private EventStream<?> waited(String name) {
        switch (name) {
            case "events.listen":
                return client.events().listen();
            case "texts.list":
                return client.texts().list();
            case "around":
                return client.around();
            case "plain":
                return client.plain();
            case "ended":
                return client.ended();
            case "content":
                return client.content();
            case "kinds.list":
                return client.kinds().list();
            case "lines.list":
                return client.lines().list();
            case "sequence":
                return client.sequence();
            case "chat.create_stream":
                return client.chat()
                        .createStream(ChatCreateBody.builder().text_("hi").build());
            default:
                throw new IllegalArgumentException(name);
        }
    }

    private EventStream<?> awaited(String name) {
        ThingClientAsync async = client.async();
        switch (name) {
            case "events.listen":
                return joined(async.events().listen());
            case "texts.list":
                return joined(async.texts().list());
            case "around":
                return joined(async.around());
            case "plain":
                return joined(async.plain());
            case "ended":
                return joined(async.ended());
            case "content":
                return joined(async.content());
            case "kinds.list":
                return joined(async.kinds().list());
            case "lines.list":
                return joined(async.lines().list());
            case "sequence":
                return joined(async.sequence(RequestOptions.none()));
            default:
                return waited(name);
        }
    }

    private static <T> EventStream<T> joined(CompletableFuture<EventStream<T>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw (ApiException) e.getCause();
        }
    }

    /** Returns all items as JSON. */
    private String listed(EventStream<?> stream) throws InterruptedException {
        List<String> items = new ArrayList<>();
        if (way.equals("publisher")) {
            Subscriber subscriber = new Subscriber(items);
            stream.publisher().subscribe(subscriber);
            subscriber.over.await();
            if (subscriber.failure != null) {
                return told(subscriber.failure);
            }
        } else if (way.equals("stream")) {
            try (Stream<?> all = stream.stream()) {
                all.forEach(item -> items.add(json(item)));
            }
        } else {
            try (stream) {
                for (Object item : stream) {
                    items.add(json(item));
                }
            }
        }
        return items.toString();
    }

    private static String json(Object item) {
        return JsonValue.of(item).toJson();
    }

    private String first() {
        try (EventStream<Event> stream = client.events().listen()) {
            return json(stream.iterator().next()) + " " + stream.statusCode() + " "
                    + stream.requestId().orElse("") + " " + stream;
        }
    }

    private String kinds() {
        try (EventStream<Event> stream = client.events().listen()) {
            Iterator<Event> items = stream.iterator();
            boolean known = items.next() instanceof Begin;
            return known + " " + (items.next() instanceof UnknownEvent) + " " + items.hasNext();
        }
    }

    private String slow() throws InterruptedException {
        int count = 0;
        try (EventStream<Event> stream = client.events().listen()) {
            for (Event item : stream) {
                Thread.sleep(300);
                count += item == null ? 0 : 1;
            }
        }
        return Integer.toString(count);
    }

    /** Closes a stream that another thread waits for. */
    private String closed() throws InterruptedException {
        EventStream<Event> stream = client.events().listen();
        stream.iterator().next();
        long[] took = new long[1];
        Thread waiting =
                new Thread(() -> took[0] = stream.iterator().hasNext() ? -1 : System.nanoTime());
        waiting.start();
        Thread.sleep(200);
        long began = System.nanoTime();
        stream.close();
        waiting.join();
        return took[0] - began < 50_000_000L && took[0] > 0 ? "at once" : "late";
    }

    private String cancelled() throws InterruptedException {
        CompletableFuture<EventStream<Event>> future = client.async().events().listen();
        Thread.sleep(1500);
        return Boolean.toString(future.cancel(true));
    }

    /** Requests one item of three. */
    private String demand() throws InterruptedException {
        List<String> items = new ArrayList<>();
        Subscriber subscriber = new Subscriber(items);
        subscriber.most = 1;
        client.events().listen().publisher().subscribe(subscriber);
        Thread.sleep(300);
        String before = items.toString();
        subscriber.subscription.cancel();
        return before;
    }

    private String twice() throws InterruptedException {
        EventStream<Event> stream = client.events().listen();
        Flow.Publisher<Event> publisher = stream.publisher();
        Subscriber subscriber = new Subscriber(new ArrayList<>());
        publisher.subscribe(subscriber);
        subscriber.over.await();
        Subscriber second = new Subscriber(new ArrayList<>());
        publisher.subscribe(second);
        return second.failure.getClass().getSimpleName();
    }

    private String interrupted() throws InterruptedException {
        EventStream<Event> stream = client.events().listen();
        stream.iterator().next();
        String[] outcome = new String[1];
        Thread waiting =
                new Thread(
                        () -> {
                            try {
                                stream.iterator().hasNext();
                            } catch (ApiException e) {
                                outcome[0] = e.getClass().getSimpleName();
                            }
                        });
        waiting.start();
        Thread.sleep(200);
        waiting.interrupt();
        waiting.join();
        return outcome[0];
    }

    private static final class Subscriber implements Flow.Subscriber<Object> {

        final List<String> items;
        final CountDownLatch over = new CountDownLatch(1);
        Flow.Subscription subscription;
        Throwable failure;
        int most = Integer.MAX_VALUE;

        Subscriber(List<String> items) {
            this.items = items;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(Object item) {
            items.add(json(item));
            if (items.size() < most) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable error) {
            failure = error;
            over.countDown();
        }

        @Override
        public void onComplete() {
            over.countDown();
        }
    }
}
