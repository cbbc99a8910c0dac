"""What a schema says and the output doesn't hold a value to: each is a note, so that none is lost.

These keywords change no type; the server judges what is sent. Keywords that do change what may stand
where are refused by ``lower``.
"""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.load.positions import Place
from generator.validate.survey import Survey, finding

UNENFORCED = (
    *("uniqueItems", "unevaluatedProperties", "unevaluatedItems", "contentSchema"),
    *("contentEncoding", "contentMediaType"),
)
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


def check(survey: Survey) -> Iterator[Diagnostic]:
    """All notes about what isn't enforced."""
    for place in survey.schemas:
        for keyword in UNENFORCED:
            if keyword in place.node.members:
                yield finding(place, keyword, f"`{keyword}` isn't enforced by the output", "note")
        yield from _format(place)


def _format(place: Place) -> Iterator[Diagnostic]:
    name = place.node.text("format")
    if name is not None and name not in FORMATS:
        yield finding(place, "format", f"the format {name!r} is unknown: it has no effect", "note")
