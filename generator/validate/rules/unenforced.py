"""What a schema says and the output doesn't hold a value to: each is a note, so that none is lost.

These keywords change no type; the server judges what is sent. Keywords that do change what may
stand where are refused by ``lower``.
"""

from collections.abc import Iterator

from generator.document import Node
from generator.findings import Finding
from generator.policy import Kind
from generator.standard.constraint_unions import constraint_unions
from generator.standard.keywords import UNIONS, limits_of
from generator.standard.objects import StandardObject
from generator.validate.survey import Survey, finding

UNENFORCED = (
    *("uniqueItems", "unevaluatedProperties", "unevaluatedItems", "contentSchema"),
    *("contentEncoding", "contentMediaType"),
)
LIMITS = {
    **{name: limits_of(name) for name in ("string", "array", "number")},
    "integer": limits_of("number"),
}
FORMATS = frozenset(
    {
        *(
            "binary",
            "byte",
            "date",
            "date-time",
            "double",
            "duration",
            "email",
            "float",
            "hostname",
        ),
        *("idn-email", "idn-hostname", "int32", "int64", "ipv4", "ipv6", "iri", "iri-reference"),
        *("json-pointer", "password", "regex", "relative-json-pointer", "time", "uri"),
        *("uri-reference", "uri-template", "uuid"),
    }
)
"""The formats of JSON Schema and OpenAPI; none of them changes how a text is read or written."""


def check(survey: Survey) -> Iterator[Finding]:
    """Yield all notes about what isn't enforced."""
    for place in survey.schemas:
        for keyword in UNENFORCED:
            if keyword in place.node.members:
                yield finding(
                    place, keyword, f"`{keyword}` isn't enforced by the output", Kind.UNENFORCED
                )
        yield from _format(place)
        yield from _unions(survey, place)


def _unions(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    """Yield what a union says about values that no type says."""
    keywords = [keyword for keyword in UNIONS if keyword in place.node.members]
    for keyword in constraint_unions(place.node.plain()) if keywords else ():
        message = f"what `{keyword}` demands of the properties isn't enforced by the output"
        yield finding(place, keyword, message, Kind.UNENFORCED)
    for keyword in keywords:
        members = [survey.resolved(member).node for member in survey.listed(place, keyword)]
        kinds = [member.text("type") for member in members if _is_limited(member)]
        if any(kind in LIMITS and _alike(members, kind) > 1 for kind in kinds):
            message = f"limits of members of one JSON type in `{keyword}` aren't enforced"
            yield finding(place, keyword, f"{message} by the output", Kind.UNENFORCED)


def _alike(members: list[Node], kind: str | None) -> int:
    alike = ("integer", "number") if kind in ("integer", "number") else (kind,)
    return sum(member.text("type") in alike for member in members)


def _is_limited(member: Node) -> bool:
    return any(limit in member.members for limit in LIMITS.get(member.text("type") or "", ()))


def _format(place: StandardObject) -> Iterator[Finding]:
    name = place.node.text("format")
    if name is not None and name not in FORMATS:
        message = f"the format {name!r} is unknown: it has no effect"
        yield finding(place, "format", message, Kind.UNKNOWN_FORMAT)
