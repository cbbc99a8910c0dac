package compactgen_root.internal;

import compactgen_root.Transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request without its credentials. They come last, so that what goes wrong before hides nothing.
 */
final class Draft {

    final String method;
    final String url;
    final Headers headers;
    final byte[] body;
    final Transport.Content content; // in place of the body; null where that is held

    Draft(String method, String url, Headers headers, byte[] body, Transport.Content content) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
        this.content = content;
    }

    /** Returns whether it can be sent now: it wasn't yet, or its body can be read anew. */
    boolean isSendable() {
        return content == null || content.isSendable();
    }

    /** Returns whether the caller sends something that may stand for a credential. */
    boolean carries(String place, String wire) {
        switch (place) {
            case "query":
                return hasName(Text.parts(Url.parsed(url).query(), '&'), wire);
            case "cookie":
                String cookies = headers.get("cookie");
                return cookies != null && hasName(cookies(cookies), wire);
            default:
                return headers.get(wire) != null;
        }
    }

    private static List<String> cookies(String header) {
        List<String> pairs = new ArrayList<>();
        for (String pair : Text.parts(header, ';')) {
            pairs.add(Text.trimmed(pair));
        }
        return pairs;
    }

    private static boolean hasName(List<String> pairs, String wire) {
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (Text.lower(Text.unquoted(name)).equals(Text.lower(wire))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the request with credentials, unless the caller's own take their place.
     *
     * @param idHeader the header of the id
     * @param id the id of the try; the null reference for none
     */
    Transport.Request authorized(
            String address,
            List<Secret> secrets,
            List<String> values,
            String idHeader,
            String id) {
        Headers merged = new Headers();
        String target = address;
        List<String> cookies = new ArrayList<>();
        for (int n = 0; n < values.size(); n++) {
            Provider.Credential credential = secrets.get(n).credential;
            String text = credential.prefix().concat(values.get(n));
            switch (credential.place()) {
                case "query":
                    if (!carries("query", credential.wire())) {
                        String mark = target.indexOf('?') < 0 ? "?" : "&";
                        String name = Text.quoted(credential.wire(), "*");
                        target = Text.joined(target, mark, name, "=", Text.quoted(text, "*"));
                    }
                    break;
                case "cookie":
                    if (!carries("cookie", credential.wire())) {
                        cookies.add(Text.joined(Text.quoted(credential.wire(), ""), "=", text));
                    }
                    break;
                default:
                    if (!headers.isDropped(credential.wire())) {
                        merged.put(credential.wire(), text);
                    }
            }
        }
        for (Map.Entry<String, String> header : headers.sent()) {
            merged.put(header.getKey(), header.getValue());
        }
        if (!cookies.isEmpty()) {
            String own = merged.get("cookie");
            String all = String.join("; ", cookies);
            merged.put("Cookie", own == null || own.isEmpty() ? all : Text.joined(own, "; ", all));
        }
        if (id != null) {
            merged.putLast(idHeader, id);
        }
        return content == null
                ? new Transport.Request(method, target, merged.sent(), body)
                : Transport.Request.streaming(method, target, merged.sent(), content);
    }

    /** Returns what must not be shown of a request that was made of this. */
    static List<String> secrets(
            Transport.Request request, List<Secret> secrets, List<String> values) {
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < values.size(); n++) {
            texts.add(secrets.get(n).credential.prefix().concat(values.get(n)));
        }
        for (Map.Entry<String, String> header : request.headers()) {
            if (Headers.isSensitive(header.getKey())) {
                texts.add(header.getValue());
            }
        }
        for (String pair : Text.parts(Url.parsed(request.url()).query(), '&')) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && Headers.isSensitive(Text.unquoted(pair.substring(0, equals)))) {
                texts.add(Text.unquoted(pair.substring(equals + 1)));
            }
        }
        return Masks.secrets(texts);
    }
}
