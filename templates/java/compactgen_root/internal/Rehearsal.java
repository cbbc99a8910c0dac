package compactgen_root.internal;

import compactgen_root.Deadline;
import compactgen_root.Limits;
import compactgen_root.Transport;

import java.io.IOException;
import java.util.List;

/** A transport for tests, which knows what is called, and brings its own time. */
public interface Rehearsal extends Transport {

    /**
     * Returns where clients take time and chance from.
     *
     * @return the clock
     */
    Clock clock();

    /**
     * Answers a request.
     *
     * @param request what is sent
     * @param operation what is called
     * @param arguments what it is called with
     * @param secrets what must not be shown of the request
     * @param deadline when it has to be over
     * @param limits how large the answer may be
     * @return the answer
     * @throws IOException if there is none
     */
    Answer send(
            Request request,
            Operation<?> operation,
            Arguments arguments,
            List<String> secrets,
            Deadline deadline,
            Limits limits)
            throws IOException;
}
