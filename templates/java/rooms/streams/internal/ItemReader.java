package compactgen_root.internal;

import compactgen_root.Deadline;
import compactgen_root.Transport;
import compactgen_root.TransportException;
import compactgen_root.errors.AnswerTooLargeException;
import compactgen_root.errors.ApiException;
import compactgen_root.errors.CallInterruptedException;
import compactgen_root.errors.ErrorDetails;
import compactgen_root.errors.IncompleteAnswerException;
import compactgen_root.json.JsonArray;
import compactgen_root.json.JsonObject;
import compactgen_root.json.JsonString;
import compactgen_root.json.JsonSyntaxException;
import compactgen_root.json.JsonValue;
import compactgen_root.models.ItemReading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the items of an answer that has begun. The network is waited for by a worker, so that no
 * silence and no drip of bytes lasts longer than the caller's time.
 *
 * @param <T> the items
 */
public final class ItemReader<T> {

    /** The media type of server-sent events. */
    static final String EVENTS = "text/event-stream";

    private static final int PIECE = 16 * 1024;
    private static final int BEGINNING = 1024 * 1024;

    private final Success<T> success;
    private final Call<T> call;
    private final InputStream in;
    private final ItemReading<T> reading;
    private final Framing framing;
    private final byte[] last;
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private boolean over;
    private volatile boolean closed;

    ItemReader(Success<T> success, ItemReading<T> reading) {
        this.success = success;
        this.call = success.call;
        Transport.Answer answer = success.answer;
        this.in =
                answer.content() == null
                        ? new ByteArrayInputStream(answer.body())
                        : answer.content();
        this.reading = reading;
        this.framing = Framing.of(reading.media(), call.settings.limits.decoded());
        this.last = reading.last().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the status.
     *
     * @return a status from 200 to 299
     */
    public int status() {
        return success.status();
    }

    /**
     * Returns the headers.
     *
     * @return values by name in any case
     */
    public Map<String, String> headers() {
        return success.headers();
    }

    /**
     * Returns the provider's id of the request.
     *
     * @return the id; empty where there is none
     */
    public Optional<String> requestId() {
        return success.requestId();
    }

    /**
     * Returns who reads for those that don't wait.
     *
     * @return the client's executor
     */
    Executor executor() {
        return call.session.executor();
    }

    /**
     * Returns the next item.
     *
     * @return the item; the null reference where the stream is over
     * @throws ApiException if none came in time, the answer broke off, or it isn't what is promised
     */
    public T next() {
        Deadline deadline = Deadline.after(call.timeout, call.clock);
        try {
            while (!closed && !(over && messages.isEmpty())) {
                Message message = messages.poll();
                if (message == null) {
                    feed(deadline);
                } else if (last.length > 0 && Arrays.equals(stripped(message.data), last)) {
                    break;
                } else {
                    return read(text(message));
                }
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        close();
        return null;
    }

    /** Lets go of the connection; nothing comes any more. */
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            return; // it is gone, whatever it says
        }
    }

    /** Refuses an answer that says that it is something else than events. */
    void check() {
        String came = success.answer.headers().getOrDefault("content-type", "");
        String bare = Text.lower(Text.trimmed(Text.parts(came, ';').get(0)));
        boolean isEvents = reading.media().startsWith(EVENTS);
        if (!isEvents || bare.isEmpty() || bare.equals(EVENTS)) {
            return;
        }
        byte[] beginning = beginning();
        close();
        throw answers(beginning).noStream(came);
    }

    private byte[] beginning() {
        Deadline deadline = Deadline.after(call.timeout, call.clock);
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int n = came(piece, deadline); n >= 0; n = came(piece, deadline)) {
            begun.write(piece, 0, Math.min(n, BEGINNING - begun.size()));
            if (begun.size() == BEGINNING) {
                break;
            }
        }
        return begun.toByteArray();
    }

    private Answers answers(byte[] body) {
        Transport.Answer answer = success.answer;
        return call.answers(new Transport.Answer(answer.status(), answer.headers(), body), success);
    }

    private T read(byte[] text) {
        return answers(text).read(reading.item(), call.settings.strict);
    }

    private void feed(Deadline deadline) {
        byte[] piece = new byte[PIECE];
        int count = came(piece, deadline);
        try {
            if (count < 0) {
                over = true;
                framing.end(messages);
            } else {
                framing.feed(piece, count, messages);
            }
        } catch (Framing.Uncut e) {
            ErrorDetails details = details(e);
            throw count < 0
                    ? new IncompleteAnswerException(details, true)
                    : new AnswerTooLargeException(details, true);
        }
    }

    private ErrorDetails details(Framing.Uncut fault) {
        Transport.Answer answer = success.answer;
        byte[] rest = Masks.masked(fault.rest, call.hidden());
        return call.details()
                .message("the stream can't be used: ".concat(fault.getMessage()))
                .answer(answer.status(), success.headers(), rest)
                .requestId(success.requestId().orElse(null));
    }

    /** Reads some bytes within a time; returns how many, -1 at the end. */
    private int came(byte[] piece, Deadline deadline) {
        FutureTask<Integer> task =
                new FutureTask<>(
                        new Callable<>() {
                            @Override
                            public Integer call() throws IOException {
                                return in.read(piece, 0, piece.length);
                            }
                        });
        try {
            executor().execute(task);
            return task.get(Math.max(1, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw broken(new IOException("the executor takes no request"));
        } catch (TimeoutException e) {
            close();
            String text = Text.joined(host(), " didn't go on with its stream in time");
            throw broken(new TransportException(TransportException.Kind.TIMEOUT, text, true));
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    call.details()
                            .message("the thread was interrupted while it waited for the stream"));
        } catch (ExecutionException e) {
            return closed ? -1 : failed(e.getCause());
        }
    }

    private int failed(Throwable cause) {
        if (cause instanceof TransportException own) {
            throw broken(own);
        }
        if (cause instanceof IOException) {
            String name = cause.getClass().getSimpleName();
            String text = Text.joined("the answer of ", host(), " broke off (", name, ")");
            throw broken(new TransportException(TransportException.Kind.INCOMPLETE, text, true));
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        throw (Error) cause;
    }

    private ApiException broken(IOException error) {
        return new ConnectionFailure(call, host()).told(error);
    }

    private String host() {
        return Url.parsed(call.url()).authority;
    }

    // What an item is.

    /** Returns the JSON text that an item is read from. */
    private byte[] text(Message message) {
        switch (reading.kind()) {
            case "json":
                return message.data;
            case "text":
                return quoted(message.data);
            default:
                return event(message);
        }
    }

    private byte[] event(Message message) {
        boolean isJson = reading.kind().equals("event");
        isJson = isJson || reading.kind().equals("event-any") && isNested(message.data);
        StringBuilder head = new StringBuilder("{\"event\":");
        head.append(JsonString.of(message.event).toJson());
        if (!message.id.isEmpty()) {
            head.append(",\"id\":").append(JsonString.of(message.id).toJson());
        }
        byte[] start = head.append(",\"data\":").toString().getBytes(StandardCharsets.UTF_8);
        byte[] data = isJson ? message.data : quoted(message.data);
        byte[] whole = Arrays.copyOf(start, start.length + data.length + 1);
        System.arraycopy(data, 0, whole, start.length, data.length);
        whole[whole.length - 1] = '}';
        return whole;
    }

    /** Returns whether data is an object or a list of JSON; a number is a text as well. */
    private static boolean isNested(byte[] data) {
        try {
            JsonValue value = JsonValue.parse(data);
            return value instanceof JsonObject || value instanceof JsonArray;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static byte[] quoted(byte[] data) {
        return JsonString.of(new String(data, StandardCharsets.UTF_8)).toBytes();
    }

    private static byte[] stripped(byte[] data) {
        int start = 0;
        int end = data.length;
        while (start < end && Framing.isSpace(data[start])) {
            start++;
        }
        while (start < end && Framing.isSpace(data[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(data, start, end);
    }
}
