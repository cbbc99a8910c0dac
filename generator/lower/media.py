"""Media types: which of those that are listed travel, how each is written, what is lost beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from generator.api import Content
from generator.document import join
from generator.lower.findings import Findings
from generator.lower.json_types import JsonTypes
from generator.lower.paths import At
from generator.standard.keywords import ANNOTATIONS

Schema = dict[str, Any]

JSON: Final = "application/json"
UNKNOWN: Final = "application/octet-stream"
"""What bytes of any kind are called (RFC 2046)."""
PATCH: Final = "application/json-patch+json"
"""Operations on a document, always in a list (RFC 6902)."""
SENT: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""What can be the value of a header, as far as media types go."""
EVENTS: Final = "text/event-stream"
STREAMS: Final = frozenset(
    {
        *(EVENTS, "application/x-ndjson", "application/ndjson", "application/jsonl"),
        *("application/x-jsonlines", "application/jsonlines", "application/json-seq"),
        *("application/stream+json", "application/x-json-stream"),
    }
)
FORMS: Final = "application/x-www-form-urlencoded"
_JSON: Final = (JSON, "text/json")
_TEXTS: Final = (
    *("application/xml", "application/yaml", "application/x-yaml", FORMS),
    *("application/javascript", "application/graphql", "application/sql"),
)
_ANY: Final = ("*/*", "application/*")
_BINARY_JSON: Final = re.compile(
    r".*[/.+-](?:protobuf|cbor|msgpack|messagepack|bson|smile|ubjson|avro)"
)
"""Media types that write what JSON holds in bytes that only programs read."""
_BYTES: Final = ("binary", "byte")
"""Formats of texts that stand for bytes."""
_UNFIT: Final = 2
_ANY_TEXT: Final = {"type": "string"}
"""The schema of texts that nothing is said of."""
_FORMS: Final[dict[str, Content]] = {FORMS: "form", "multipart/form-data": "multipart"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """One of the media types that a body or an answer may have."""

    name: str
    """As the description writes it."""
    content: Content
    schema: At
    encoding: Schema
    """How properties of a form are written, by their names."""
    terminator: str | None = None
    """The data by which a stream says that it is over."""

    @property
    def pointer(self) -> str:
        """Where it is listed."""
        return self.schema[1].rpartition("/")[0]


def media_of(
    json_types: JsonTypes, holder: Schema, pointer: str, *, of_request: bool = False
) -> tuple[Medium, ...]:
    """Return the media types that a body or an answer lists.

    The JSON that fits best comes first, then forms, in which arguments have names.
    """
    where = join(pointer, "content")
    content: Schema = holder.get("content") or {}
    media_types = [
        Medium(
            name=name,
            content=_content(json_types, name, media, of_request=of_request),
            schema=_schema(media, join(where, name)),
            encoding=media.get("encoding") or {},
            terminator=media.get("x-sse-terminator"),
        )
        for name, media in content.items()
    ]
    # A client asks for `application/json`, whatever else is listed first.
    return tuple(sorted(media_types, key=lambda each: _rank(json_types, each)))


def _schema(media: Schema, pointer: str) -> At:
    """Return the schema of what travels; of a stream that of its items, where it has one."""
    keyword = "itemSchema" if "itemSchema" in media else "schema"
    return media.get(keyword, {}), join(pointer, keyword)


def _content(json_types: JsonTypes, name: str, media: Schema, *, of_request: bool) -> Content:
    if is_json(name):
        return "json"
    if of_request and bare(name) in _FORMS:
        return _FORMS[bare(name)]
    if bare(name) in _ANY:
        return _content_of_any(json_types, media.get("schema") or {}, of_request=of_request)
    if bare(name) in STREAMS:
        is_read = not of_request or _has_items(json_types, bare(name), media)
        return "stream" if is_read else "binary"
    return "text" if _is_text(bare(name)) else "binary"


def _content_of_any(json_types: JsonTypes, schema: Schema, *, of_request: bool) -> Content:
    """Return what travels where the media type may be any: JSON if it can't be anything else.

    Spring describes whatever it answers so: text as it is, and as JSON all but bytes.
    """
    types = json_types.of(schema)
    if "string" not in types:
        return "json"
    is_named = "$ref" in schema
    if of_request or is_named or types != {"string"} or schema.get("format") in _BYTES:
        return "binary"
    return "text" if _is_any_text(schema) else "json"


def _has_items(json_types: JsonTypes, name: str, media: Schema) -> bool:
    """Return whether what is sent is described as JSON texts, one after the other."""
    if name == EVENTS:
        return False
    schema = media.get("schema") or {"type": "string"}
    return "itemSchema" in media or json_types.of(schema) <= {"array", "object"}


def _rank(json_types: JsonTypes, medium: Medium) -> int:
    if medium.content != "json":
        return _UNFIT + (1 if medium.content in _FORMS.values() else 2)
    return _UNFIT if _is_unfit(json_types, medium) else int(bare(medium.name) not in _JSON)


def _is_unfit(json_types: JsonTypes, medium: Medium) -> bool:
    """Return whether a value of its schema can't be what the media type is for."""
    schema = medium.schema[0] or {"type": "object"}
    return bare(medium.name) == PATCH and "array" not in json_types.of(schema)


def body_media(
    findings: Findings, json_types: JsonTypes, body: Schema, pointer: str
) -> tuple[Medium | None, Medium | None]:
    """Return the media type that a body is sent in, and of a form with parts beside JSON that one.

    A finding is noted of what is lost beside them.
    """
    media_types = media_of(json_types, body, pointer, of_request=True)
    if not media_types:
        return None, None
    forms = [other for other in media_types[1:] if other.content == "multipart"]
    upload = forms[0] if forms and media_types[0].content == "json" else None
    for other in media_types[1:]:
        if other is not upload:
            _note_lost(findings, other, media_types[0].name, of_request=True)
    if media_types[0].content == "json" and _is_unfit(json_types, media_types[0]):
        message = "takes a list of operations (RFC 6902), and its schema is another"
        findings.add(media_types[0].pointer, f"{media_types[0].name} {message}", "warning")
    return media_types[0], upload


def _travels_beside(other: Medium, first: Medium) -> bool:
    """Return whether a server may send it all the same, and it says something else.

    One that has no `application/json`, which is asked for, sends any JSON that it has. A text is
    one to callers whether it comes as JSON or as it is.
    """
    if other.content == "json":
        return bare(first.name) not in _JSON and other.schema[0] != first.schema[0]
    if other.content == "binary" and _BINARY_JSON.fullmatch(bare(other.name)):
        return bool(other.schema[0] != first.schema[0])
    return other.content in ("binary", "stream") or (
        other.content == "text" and _is_any_text(first.schema[0])
    )


def _is_any_text(schema: Schema) -> bool:
    return {key: value for key, value in schema.items() if key not in ANNOTATIONS} == _ANY_TEXT


def answer_media(
    findings: Findings, json_types: JsonTypes, response: Schema, pointer: str
) -> tuple[Medium, ...]:
    """Return the media types that an answer is asked for and read in.

    What says the same as JSON in other words isn't asked for where JSON stands beside it.
    """
    media_types = media_of(json_types, response, pointer)
    if not media_types or media_types[0].content != "json":
        return media_types
    travels = [other for other in media_types[1:] if _travels_beside(other, media_types[0])]
    for other in media_types[1:]:
        if other not in travels:
            _note_lost(findings, other, media_types[0].name, of_request=False)
    return (media_types[0], *travels)


def _note_lost(findings: Findings, other: Medium, name: str, *, of_request: bool) -> None:
    kind, beside = bare(other.name), f"since {name} stands beside it"
    says_more = not (other.content == "json" or _is_text(kind) or _BINARY_JSON.fullmatch(kind))
    if of_request and says_more:
        message = (
            f"{other.name} isn't sent, {beside}: files, or what else only it carries, can't be sent"
        )
        findings.add(other.pointer, message, "warning")
    else:
        findings.add(other.pointer, f"{other.name} is neither sent nor asked for, {beside}", "note")


def is_json(media: str) -> bool:
    """Return whether a media type is JSON, one value and no stream of them."""
    name = bare(media)
    return name in _JSON or (name.endswith("+json") and name not in STREAMS)


def _is_text(name: str) -> bool:
    """Return whether a media type is read by people: often the same as JSON in another way."""
    return name.startswith("text/") or name in _TEXTS or name.endswith(("+xml", "+yaml"))


def bare(media: str) -> str:
    """Return a media type without its parameters."""
    return media.split(";")[0].strip().lower()
