package compactgen_root.json;

/** What has a form in JSON: models, unions, enumerations and JSON values themselves. */
public interface ToJson {

    /**
     * Returns the value in JSON: as it came, or as it will be sent.
     *
     * @return the value, the same each time
     */
    JsonValue json();
}
