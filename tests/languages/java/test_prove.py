"""Proof: what Java says other than the Api is found, whichever part of a file says it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from generator.api import Api
from generator.files import File, Files
from generator.languages.java.language import Java
from generator.languages.java.package import JavaPackage
from generator.languages.java.plan import asked
from generator.languages.java.prove import ProofError, faults, prove
from generator.places import SPEC
from generator.verify import verify
from tests.support.packages import api_of, documents_of
from tests.support.refusing import lower

JAVA = Java("com.acme")


CASES = Path(__file__).parents[2] / "cases"
CONTENTS = CASES / "lower_contents" / "openapi.yaml"
FORMS = CASES / "lower_forms" / "openapi.yaml"
STYLES = CASES / "lower_parameters_in_every_style" / "openapi.yaml"
TAGS = CASES / "foreign_optional_tags" / "openapi.yaml"
STREAMS = CASES / "lower_streams" / "openapi.yaml"


@lru_cache
def made(description: Path = SPEC) -> tuple[Api, JavaPackage, Files]:
    """The package of a description: our own, if no other is said."""
    api = api_of(description, "thing")
    plan = JAVA.plan(api)
    return api, plan, JAVA.formatted(JAVA.render(plan))


def test_what_is_written_stands_the_proof() -> None:
    """Nothing is wrong with what no one has touched."""
    api, plan, files = made()
    assert prove(files, api, plan) == files


MESSAGE = "models/Message.java"
RANKING = "models/FileSearchRankingOptions.java"
RESULT = "models/FileSearchResult.java"
UNKNOWN = "models/UnknownOutputItem.java"
PARAMS = "models/ResponseCompactParams.java"
TABLES = "internal/OpenAITables.java"
CLIENT = "OpenAIClient.java"
TAKES = "compact(ResponseCompactParams params, R"
CHANGES = (
    (MESSAGE, 'return text("id");', 'return text("role");'),
    (MESSAGE, 'return text("id");', 'return text("id") + "";'),
    (MESSAGE, "public String id()", "public String ids()"),
    (MESSAGE, "Optional<MessagePhase> phase()", "Optional<ItemStatus> phase()"),
    (MESSAGE, 'member("id", Reading.TEXT, true', 'member("id", Reading.TEXT, false'),
    (MESSAGE, 'member("id", Reading.TEXT', 'member("id", Reading.REAL'),
    (MESSAGE, 'constant("type", "message", false)', 'constant("type", "massage", false)'),
    (MESSAGE, 'constant("type", "message", false)', 'constant("type", "message", true)'),
    (RANKING, 'ValueLimit.maximum("1.0")', 'ValueLimit.maximum("2.0")'),
    (RANKING, 'ValueLimit.maximum("1.0")', 'ValueLimit.minimum("1.0")'),
    (RANKING, ', ValueLimit.maximum("1.0")', ""),
    (RANKING, "return checked(", "return ("),
    (RESULT, "ValueLimit.maxLength(64L)", "ValueLimit.maxLength(65L)"),
    (RESULT, "ValueLimit.maxProperties(16L)", "ValueLimit.minProperties(16L)"),
    (RESULT, "Reading.limited(Reading.TEXT, ValueLimit.maxLength(512L))", "Reading.TEXT"),
    (MESSAGE, 'constant("type", "message");', 'constant("type", "massage");'),
    (MESSAGE, 'constant("type", "message");', 'put("type", "message");'),
    (MESSAGE, 'put("role", role);', 'put("id", role);'),
    (MESSAGE, 'putOptional("phase", phase);', 'putOptional("status", phase);'),
    (MESSAGE, "implements AzureOutputItem, OutputItem", "implements OutputItem"),
    (MESSAGE, "Identifier of the message.", "Identifier of the massage."),
    (MESSAGE, 'made("id", "id", ', "made("),
    (MESSAGE, "super(json);", "super(json); System.exit(1);"),
    (MESSAGE, "super(json);", "super(null);"),
    (MESSAGE, "/** Who said it. */", "/** Who \\u002a\\u002f it. */"),
    (MESSAGE, "/** Who said it. */", "/** Who said it\t. */"),
    (MESSAGE, "Reading.like(new Message(null))", "null"),
    (MESSAGE, "return new Message(json);", "return this;"),
    ("models/ComputerCall.java", '"call_id", "callId", callId', '"call_id", "id", callId'),
    (MESSAGE, 'made("id", "id", ', 'made("id", "ID", '),
    ("models/ItemStatus.java", "READING.read(JsonString.of(text))", "COMPLETED"),
    ("models/ItemStatus.java", "(text, Value._UNKNOWN)", "(text, Value.COMPLETED)"),
    ("models/ItemStatus.java", "(text, Value._UNKNOWN)", "(null, Value._UNKNOWN)"),
    ("models/ItemStatus.java", "super(text);", 'super("completed");'),
    (MESSAGE, "public String id()", "@Deprecated public String id()"),
    (MESSAGE, "public Builder id(", "@Deprecated public Builder id("),
    (CLIENT, f"CompactedResponse {TAKES}", f"@Deprecated CompactedResponse {TAKES}"),
    (MESSAGE, "import java.util.List;", "import java.io.File;"),
    (MESSAGE, "public static Builder builder() {", "static { System.exit(1); }\nvoid x() {"),
    ("models/OutputItem.java", 'case "compaction":', 'case "compactions":'),
    ("models/OutputItem.java", "return new CompactionItem(object)", "return new Message(object)"),
    ("models/OutputItem.java", "extends InputItem", "extends ToJson"),
    ("models/OutputItem.java", 'object.get("type")', 'object.get("kind")'),
    ("models/InputItem.java", '"role"), "assistant")', '"role"), "user")'),
    ("models/InputItem.java", "CompactionTrigger,\n", ""),
    ("models/ItemStatus.java", '("in_progress", Value', '("in_progres", Value'),
    ("models/ItemStatus.java", "all(IN_PROGRESS, ", "all(COMPLETED, "),
    ("models/ItemStatus.java", "        COMPLETED,\n", ""),
    (UNKNOWN, "implements OutputItem", "implements InputItem"),
    (UNKNOWN, ", UnknownValue", ""),
    (UNKNOWN, "return OutputItem.of(", "return InputItem.of("),
    (UNKNOWN, "(JsonValue json)", "(JsonObject json)"),
    (UNKNOWN, "        JsonRecord.requireJson(json);", ""),
    (UNKNOWN, "JsonRecord.text(this)", "json.toString()"),
    (UNKNOWN, "JsonRecord.equal(this, other)", "true"),
    (UNKNOWN, "json.hashCode()", "0"),
    (UNKNOWN, "    public int hashCode() {\n        return json.hashCode();\n    }", ""),
    ("models/OutputItem.java", "like(new UnknownOutputItem(", "like(new UnknownTool("),
    ("models/AzureResponseCompactParams.java", 'putNull("instructions")', 'putNull("input")'),
    (PARAMS, "Reading.list(InputItem.READING)", "Reading.list(OutputItem.READING)"),
    (PARAMS, "return of(JsonValue.of(value));", 'return of(JsonValue.of("x"));'),
    (PARAMS, "new Other(JsonNull.NULL)", "new OfItems(null)"),
    (PARAMS, "OfItems(JsonArray json)", "OfItems(JsonString json)"),
    (PARAMS, "public OfItems {\n                JsonRecord.requireJson(json);", "public OfItems {"),
    (PARAMS, "JsonRecord.text(this)", "json.toString()"),
    (PARAMS, "List<InputItem>> reading() {\n                return Reading.list(InputItem.READING)",
     "List<InputItem>> reading() {\n                return null"),
    (PARAMS, "return of(value);", "return new Other(value);"),
    (PARAMS, "Other(JsonValue json) implements Input, ", "Other(JsonValue json) implements "),
    (PARAMS, "value instanceof JsonArray json", "value instanceof JsonString json"),
    (TABLES, '"https://api.openai.com/v1"', '"https://api.openai.org/v1"'),
    (TABLES, '"/responses/compact"', '"/responses/compacts"'),
    (TABLES, '"Bearer "', '"Basic "'),
    (TABLES, "CompactedResponse.READING", "OutputItem.READING"),
    (TABLES, "return new InsufficientQuota", "return new SpendLimitExceeded"),
    (TABLES, 'case "insufficient_quota":', 'case "insufficient_quotas":'),
    ("OpenAIClientCalls.java", "(OpenAITables.", "(AzureOpenAITables."),
    ("OpenAIClientAsyncCalls.java", "session.callAsync", "session.rawAsync"),
    (CLIENT, f"CompactedResponse {TAKES}", f"InputItem {TAKES}"),
    (CLIENT, 'return argument("apiKey", apiKey)', 'return argument("organization", apiKey)'),
    (TABLES, 'List.of("apiKey")', 'List.of("api_key")'),
    (TABLES, '"default", ErrorResponse.READING', '"4XX", ErrorResponse.READING'),
    (TABLES, '"default", ErrorResponse.READING', '"default", CompactedResponse.READING'),
    (TABLES, "CompactedResponse.READING", "null"),
    (TABLES, '"application/json",\n                "",', '"text/plain",\n                "",'),
    (TABLES, '"application/json",\n                true', '"text/plain",\n                true'),
    (CLIENT, "Replaces a conversation", "Deletes a conversation"),
    (CLIENT, "return new OpenAIClientCalls(session());", "return null;"),
    ("errors/InsufficientQuotaException.java", "extends RateLimit", "extends BadRequest"),
    ("OpenAIOkHttpClient.java", "return OpenAIClient.from", "return AzureOpenAIClient.from"),
    ("models/Members.java", "abstract class", "public abstract class"),
)  # fmt: skip
"""Files, each with a piece of its text and what stands there after somebody touched it."""


@pytest.mark.parametrize(("path", "old", "new"), CHANGES)
def test_what_was_changed_is_found(path: str, old: str, new: str) -> None:
    """A change of what a file means, or of what it may consist of, doesn't stand the proof."""
    refuse(SPEC, path, old, new)


TABLE = "internal/ThingTables.java"
SEVERAL = "models/GetSeveralAnswer.java"
CHANGES_OF_CONTENTS = (
    (TABLE, "ContentReading.BYTES", "ContentReading.TEXT"),
    (TABLE, "ContentReading.TEXT", "ContentReading.BYTES"),
    (TABLE, "ContentReading.TEXT", "Reading.TEXT"),
    (TABLE, "ContentReading.TEXT", "null"),
    (TABLE, '"application/octet-stream"', '"application/json"'),
    (TABLE, "Operation<byte[]> getFile", "Operation<String> getFile"),
    (TABLE, '"204", "", GetSeveralAnswer', '"205", "", GetSeveralAnswer'),
    (TABLE, '"application/json", GetSeveralAnswer.OfLong', '"text/plain", GetSeveralAnswer.OfLong'),
    (TABLE, "GetSeveralAnswer.OfLong.READING", "GetSeveralAnswer.Nothing.READING"),
    (TABLE, "GetSeveralAnswer.OfLong.READING", "GetMaybeAnswer.OfLong.READING"),
    (TABLE, "AnswerReading.nothing()", "null"),
    (TABLE, "AnswerReading.optional(Reading.list(Reading.WHOLE))", "AnswerReading.nothing()"),
    (TABLE, '"application/json, image/*;q=0.9"', '"application/json"'),
    (SEVERAL, "record OfLong(long value)", "record OfLong(double value)"),
    (SEVERAL, "GetSeveralAnswer>(Reading.WHOLE)", "GetSeveralAnswer>(Reading.REAL)"),
    (SEVERAL, "return new OfLong(value);", "return new Nothing();"),
    (SEVERAL, "record Nothing() implements GetSeveralAnswer", "record Nothing()"),
    (SEVERAL, "Objects.requireNonNull(value);", "value = null;"),
    ("models/PutTextParams.java", "body(String body)", "body(byte[] body)"),
    ("models/PutFileParams.java", "body(byte[] body)", "body(JsonValue body)"),
    (TABLE, '"text/markdown"', '"application/json"'),
    ("ThingClient.java", "Optional<List<Long>> putMaybe(R", "List<Long> putMaybe(R"),
    ("ThingClient.java", "GetSeveralAnswer getSeveral(R", "GetSeveralResponse200 getSeveral(R"),
    ("ThingClient.java", "GetSeveralAnswer getSeveral(R", "GetAnyAnswer getSeveral(R"),
    ("ThingClient.java", "byte[] getFile(RequestOptions", "String getFile(RequestOptions"),
    ("ThingClientAsync.java", "<byte[]> getFile(RequestOptions", "<String> getFile(RequestOptions"),
)
"""The same of a package whose answers are texts, bytes, and one thing or another."""


@pytest.mark.parametrize(("path", "old", "new"), CHANGES_OF_CONTENTS)
def test_another_way_to_read_a_content_is_found(path: str, old: str, new: str) -> None:
    """What a text or bytes are read as, given as and asked for by is the description's."""
    refuse(CONTENTS, path, old, new)


TOKEN = "models/TokensCreateParams.java"
FIND = "models/FindParams.java"
UPLOAD = "models/FilesUploadParams.java"
UNTYPED = "models/UntypedUploadParams.java"
CHANGES_OF_FORMS = (
    (FORMS, TABLE, '"scan", "scan", "body", false, "", true', '"scan", "scan", "body", false, '
     '"form", true'),
    (FORMS, TABLE, '"application/pdf"', '"image/png"'),
    (FORMS, TABLE, 'List.of("X-Kind", "heading")', 'List.of("X-Kind", "other")'),
    (FORMS, TABLE, ',\n                                List.of("X-Kind", "heading")', ""),
    (FORMS, UPLOAD, "extends MultipartBuilder<Builder>", "extends ParamsBuilder<Builder>"),
    (FORMS, UPLOAD, 'putFile("file", "file", file);', 'putFile("scan", "file", file);'),
    (FORMS, UPLOAD, 'putFile("file", "file", file);', 'putFile("file", "scan", file);'),
    (FORMS, UPLOAD, "Builder scans(List<FilePart> scans)", "Builder scans(FilePart scans)"),
    (FORMS, UPLOAD, "Builder file(java.nio.file.Path file)", "Builder file(String file)"),
    (FORMS, UPLOAD, "public Builder file(FilePart", "@Deprecated public Builder file(FilePart"),
    (FORMS, UPLOAD, "Builder title(String title)", "Builder title(FilePart title)"),
    (FORMS, UPLOAD, 'madeForm("file", "file")', "madeForm()"),
    (FORMS, UPLOAD, "sentForm(json)", "sentForm(null)"),
    (FORMS, UPLOAD, '"scan",\n', ""),
    (FORMS, UPLOAD, 'checks.member("title", Reading.TEXT', 'checks.member("title", Reading.REAL'),
    (FORMS, UNTYPED, 'putFile("images", "imagesFiles"', 'putFile("image", "imagesFiles"'),
    (FORMS, UNTYPED, 'putFile("images", "imagesFiles"', 'putFile("images", "images"'),
    (FORMS, "internal/MultipartForm.java", "RFC 7578", "RFC 7579"),
    (FORMS, TABLE, '"body", false, "deepObject", false', '"body", false, "form", false'),
    (FORMS, TABLE, '"row", "row", "body", false, "form"', '"row", "rows", "body", false, "form"'),
    (FORMS, TABLE, '"raw", "raw", "body", false, "form", true, true', '"raw", "raw", "body", '
     'false, "form", true, false'),
    (FORMS, TABLE, '"application/x-www-form-urlencoded"', '"application/json"'),
    (FORMS, TOKEN, 'put("grant", grant);', 'put("raw", grant);'),
    (FORMS, TOKEN, 'made("grant", "grant")', "made()"),
    (FORMS, TOKEN, 'checks.member("raw", Reading.TEXT', 'checks.member("raw", Reading.REAL'),
    (FORMS, TOKEN, "Builder row(List<String> row)", "Builder row(String row)"),
    (FORMS, TOKEN, '                    "many",\n', ""),
    (STREAMS, TABLE, '"stream",', '"",'),
    (STREAMS, TABLE, 'List.of(),\n                "stream");', "List.of());"),
    (STREAMS, TABLE, 'List.of(),\n                "stream");', 'List.of(),\n          "text");'),
    (STREAMS, TABLE, '"event-text", "text/event-stream"', '"event", "text/event-stream"'),
    (STREAMS, TABLE, '"json", "application/json-seq"', '"json", "application/x-ndjson"'),
    (STREAMS, TABLE, '"text/event-stream", "<<end>>"', '"text/event-stream", "[DONE]"'),
    (STREAMS, TABLE, "ItemReading.of(Event.READING", "ItemReading.of(Delta.READING"),
    (STREAMS, TABLE, "Operation<Event> eventsListen()", "Operation<Delta> eventsListen()"),
    (STREAMS, "ThingClient.java", "EventStream<Event> listen(R", "EventStream<Delta> listen(R"),
    (STREAMS, "ThingClient.java", "EventStream<Event> listen(R", "Event listen(R"),
    (STREAMS, "ThingClientAsync.java", "<EventStream<Event>> listen(R", "<Event> listen(R"),
    (STREAMS, "ThingClientCalls.java", "StreamCalls.opened(session, ", "session.call("),
    (STREAMS, "ThingClientAsyncCalls.java", "StreamCalls.openedAsync(", "StreamCalls.opened("),
    (STREAMS, "EventStream.java", "at once", "later"),
    (STYLES, TABLE, '"deepObject"', '"form"'),
    (STYLES, FIND, 'parameter("spaced", spaced)', 'parameter("piped", spaced)'),
    (STYLES, FIND, 'parameter("spaced", spaced)', 'parameter("spaced", piped)'),
    (STYLES, FIND, "Builder spaced(", "Builder piped("),
    (TAGS, "models/Dog.java", 'constant("kind", "dog");', ""),
    (TAGS, "models/Dog.java", 'constant("kind", "dog");', 'constant("kind", "cat");'),
    (TAGS, "models/Note.java", 'super(start, "kind", "text");', 'super(start, "kind", "text"); '
     'constant("kind", "note");'),
)  # fmt: skip
"""The same of packages with forms, parameters in every style, optional tags, and streams."""


@pytest.mark.parametrize(("description", "path", "old", "new"), CHANGES_OF_FORMS)
def test_another_way_to_write_is_found(description: Path, path: str, old: str, new: str) -> None:
    """How members and parameters are written, and which there are, is the description's."""
    refuse(description, path, old, new)


def refuse(description: Path, path: str, old: str, new: str) -> None:
    """Hold that the proof refuses the package of a description with a piece of a file changed."""
    api, plan, files = made(description)
    place = f"com/acme/{path}"
    text = files[place].text
    assert old in text
    changed = File(text.replace(old, new, 1), files[place].copied)
    with pytest.raises(ProofError):
        prove({**files, place: changed}, api, plan)


def test_parts_of_the_runtime_are_there_where_they_are_needed() -> None:
    """A package that sends no form of several parts has no class for them, and any other has."""
    own, forms = made()[2], made(FORMS)[2]
    assert not any("Multipart" in path or "FilePart" in path for path in own)
    assert "com/acme/EventStream.java" in made(STREAMS)[2]
    assert not any("EventStream" in path or "Item" in path.rpartition("/")[2] for path in forms)
    file = "com/acme/FilePart.java"
    api, plan, files = made(FORMS)
    assert forms[file].copied
    fewer = {path: each for path, each in files.items() if path != file}
    assert list(faults(fewer, api, plan)) == [
        "FilePart.java: it isn't the runtime's, or isn't there"
    ]
    with pytest.raises(ProofError, match="FilePart"):
        prove({**own, file: forms[file]}, *made()[:2])


def test_files_that_nobody_asked_for_are_found() -> None:
    """A file too many, and one too few, don't stand the proof."""
    api, plan, files = made()
    more = {**files, "com/acme/models/More.java": files["com/acme/models/UnknownTool.java"]}
    assert any("More" in fault for fault in faults(more, api, plan))
    fewer = {path: file for path, file in files.items() if not path.endswith("/Message.java")}
    assert any("Message" in fault for fault in faults(fewer, api, plan))


@pytest.mark.parametrize("is_whole", [True, False])
def test_what_is_asked_for_is_held_to_the_api(
    monkeypatch: pytest.MonkeyPatch, is_whole: bool
) -> None:
    """A plan that asks for other answers than it has to is refused: the proof doesn't ask it."""
    api = verify(lower(documents_of(CONTENTS), "thing"))
    monkeypatch.setattr(asked, "_is_whole", lambda *_: is_whole)
    language = Java("contents")
    plan = language.plan(api)
    with pytest.raises(ProofError):
        prove(language.formatted(language.render(plan)), api, plan)
