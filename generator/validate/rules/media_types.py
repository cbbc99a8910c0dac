"""Media types: the keys of a content, each of which is the value of a header."""

from collections.abc import Iterator
from typing import Final

from generator.document import split
from generator.findings import Finding
from generator.mending import renamed
from generator.policy import Kind
from generator.standard.objects import StandardObject
from generator.validate.survey import Survey

NICKNAMES: Final = {
    "json": "application/json",
    **dict.fromkeys(
        ("application/form-data", "form-data", "multipart/form"), "multipart/form-data"
    ),
    **dict.fromkeys(
        ("application/x-www-form-url-encoded", "application/www-form-urlencoded"),
        "application/x-www-form-urlencoded",
    ),
}
"""What no server knows by that name, and what is meant."""
ANY: Final = "*/*"


def check(survey: Survey) -> Iterator[Finding]:
    """Keys that are several media types, or none."""
    for place in survey.objects:
        if place.object_type == "media type" and split(place.pointer)[-2] == "content":
            yield from _key(place)


def _key(place: StandardObject) -> Iterator[Finding]:
    key = split(place.pointer)[-1]
    name = key.partition(",")[0].strip()
    name = NICKNAMES.get(name.lower(), name if "/" in name else ANY)
    if name != key:
        message = f"{key!r} is no media type; {name!r} is taken"
        mend = renamed(place.pointer.rpartition("/")[0], key, name)
        where = place.node.key or place.node.where
        yield Finding(where, place.pointer, message, kind=Kind.MEDIA_TYPE, mend=mend)
