package compactgen_root.internal;

import compactgen_root.Transport;
import compactgen_root.TransportException;
import compactgen_root.errors.AnswerTooLargeException;
import compactgen_root.errors.ApiConnectionException;
import compactgen_root.errors.ApiException;
import compactgen_root.errors.ApiTimeoutException;
import compactgen_root.errors.CertificateException;
import compactgen_root.errors.ErrorDetails;
import compactgen_root.errors.IncompleteAnswerException;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a failure of the network is to the caller of a call. */
final class ConnectionFailure {

    private final Call<?> call;
    private final String authority;

    ConnectionFailure(Call<?> call, String authority) {
        this.call = call;
        this.authority = authority;
    }

    /** Returns the exception that tells it: what happened, and whether anything was sent. */
    ApiException told(IOException error) {
        ErrorDetails details = call.details();
        boolean sent = true;
        TransportException.Kind kind = TransportException.Kind.CONNECTION;
        String reason = error.getClass().getSimpleName();
        if (error.getMessage() != null) {
            reason = Text.joined(reason, ": ", error.getMessage());
        }
        String text = Text.joined(authority, " gave no answer (", reason, ")");
        if (error instanceof TransportException own) {
            kind = own.kind();
            sent = own.sent();
            text = own.getMessage();
            if (own.begun() != null) {
                describe(details, own.begun());
            }
        } else if (error instanceof SocketTimeoutException) {
            kind = TransportException.Kind.TIMEOUT;
        }
        if (kind == TransportException.Kind.CLOSED) {
            return Call.closed(details);
        }
        String consequence = sent ? "the request may have been carried out" : "nothing was sent";
        String shown = Wording.plain(Masks.masked(text, call.hidden()));
        details.message(Text.joined(shown, "; ", consequence));
        switch (kind) {
            case TIMEOUT:
                return new ApiTimeoutException(details, sent);
            case CERTIFICATE:
                return new CertificateException(details, sent);
            case INCOMPLETE:
                return new IncompleteAnswerException(details, sent);
            case TOO_LARGE:
                return new AnswerTooLargeException(details, sent);
            default:
                return new ApiConnectionException(details, sent);
        }
    }

    private void describe(ErrorDetails details, Transport.Answer begun) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> secret = call.hidden();
        for (Map.Entry<String, String> header : begun.headers().entrySet()) {
            headers.put(header.getKey(), Masks.masked(header.getValue(), secret));
        }
        details.answer(begun.status(), headers, Masks.masked(begun.body(), secret));
        details.requestId(Answers.requestId(call.configuration.provider, headers));
    }
}
