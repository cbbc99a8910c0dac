package compactgen_root.errors;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Headers by name in any case, as exceptions keep them. */
final class HeaderMap implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TreeMap<String, String> values;

    HeaderMap(Map<String, String> headers) {
        this.values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.values.putAll(headers);
    }

    Map<String, String> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
