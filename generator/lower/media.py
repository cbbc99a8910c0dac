"""Media types: which of those that are listed travels, and what is lost with the others."""

from __future__ import annotations

from typing import Any, Final

from generator.document import join
from generator.lower.findings import Findings
from generator.lower.json_types import JsonTypes
from generator.lower.paths import At

Schema = dict[str, Any]

JSON: Final = "application/json"
PATCH: Final = "application/json-patch+json"
"""Operations on a document, always in a list (RFC 6902)."""
STREAMS: Final = frozenset(
    {
        *("text/event-stream", "application/x-ndjson", "application/ndjson", "application/jsonl"),
        *("application/x-jsonlines", "application/jsonlines", "application/json-seq"),
        *("application/stream+json", "application/x-json-stream"),
    }
)
FORMS: Final = "application/x-www-form-urlencoded"
_TEXTS: Final = ("application/xml", "application/yaml", "application/x-yaml", FORMS)


def chosen(
    findings: Findings, json_types: JsonTypes, holder: Schema, pointer: str, *, sent: bool
) -> At | None:
    """Return the schema that travels as JSON; a finding is noted of all that is lost beside it."""
    where = join(pointer, "content")
    content = holder.get("content", {})
    known = sorted(
        filter(is_json, content), key=lambda name: _rank(json_types, name, content[name])
    )
    if not known:
        return None
    name = known[0]  # the client asks for `application/json`, whatever else is listed first
    for other in content:
        if other != name:
            _lost(findings, join(where, other), other, name, sent=sent)
    if _rank(json_types, name, content[name]) == _UNFIT:
        message = f"{name} takes a list of operations (RFC 6902), and its schema is another"
        findings.add(join(where, name), message, "warning")
    return content[name].get("schema", {}), join(join(where, name), "schema")


_UNFIT: Final = 2


def _rank(json_types: JsonTypes, name: str, media: Schema) -> int:
    if bare(name) == PATCH and "array" not in json_types.of(
        media.get("schema", {"type": "object"})
    ):
        return _UNFIT
    return int(bare(name) != JSON)


def _lost(findings: Findings, pointer: str, other: str, name: str, *, sent: bool) -> None:
    beside = f"since {name} stands beside it"
    if bare(other) in STREAMS and not sent:
        message = (
            f"{other} is never asked for, {beside}: an argument that turns it on fails the call"
        )
        findings.add(pointer, message, "warning")
    elif sent and not is_json(other) and not _is_text(bare(other)):
        message = (
            f"{other} isn't sent, {beside}: files, or what else only it carries, can't be sent"
        )
        findings.add(pointer, message, "warning")
    else:
        findings.add(pointer, f"{other} is neither sent nor asked for, {beside}", "note")


def is_json(media: str) -> bool:
    """Return whether a media type is JSON, one value and no stream of them."""
    name = bare(media)
    return name == JSON or (name.endswith("+json") and name not in STREAMS)


def _is_text(name: str) -> bool:
    """Return whether a media type says the same as JSON in another way."""
    return name.startswith("text/") or name in _TEXTS or name.endswith(("+xml", "+yaml"))


def bare(media: str) -> str:
    """Return a media type without its parameters."""
    return media.split(";")[0].strip().lower()
