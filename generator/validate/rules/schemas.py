"""Schemas that contradict themselves or say something that has no effect."""

from collections.abc import Iterator
from functools import partial

from generator.document import Node, join, split
from generator.findings import Finding
from generator.mending import Mend, left_out
from generator.policy import Kind
from generator.quoting import nearest
from generator.standard.keywords import KNOWN, Role, is_unsupported, of_role
from generator.standard.objects import StandardObject
from generator.standard.versions import Version
from generator.validate.survey import Survey, finding

PAIRS = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
)
MEMBERS = 400
"""More members than this in a union are refused."""

SCOPES = of_role(Role.SCOPE)
"""`lower` refuses them where a call needs the schema."""
FOLLOWED = ("$recursiveRef", "$dynamicRef", "$recursiveAnchor", "$dynamicAnchor")
"""`lower` finds what they mean, in a description of somebody else's."""
REFERRED = of_role(Role.REFERRED)
BESIDE_REFERENCE = ("$ref", "description", "summary")
WITHIN_ANOTHER = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")


def check(survey: Survey) -> Iterator[Finding]:
    """All findings about single schemas."""
    for place in survey.schemas:
        yield from _unknown_keywords(survey, place)
        if survey.version is Version.V3_0 and place.node.text("$ref") is not None:
            yield from _ignored(place)
    for place in survey.effective_schemas:
        yield from _limits(place)
        yield from _required(survey, place)
        yield from _members(place)


def _unknown_keywords(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    """3.1 allows any keyword; the meta-schema of 3.0 has refused them already."""
    for keyword, member in place.node.members.items():
        if survey.version is Version.V3_0 or keyword.startswith("x-"):
            continue
        where, pointer = member.key or member.where, join(place.pointer, keyword)
        if keyword == "nullable":
            message = "OpenAPI 3.1 has no 'nullable'; write type: [..., \"null\"]"
            yield Finding(where, pointer, message, kind=Kind.NULLABLE)
        elif keyword in FOLLOWED and survey.policy.is_lenient:
            continue
        elif keyword in SCOPES:
            yield finding(place, keyword, is_unsupported(keyword), Kind.SCOPE)
        elif keyword in REFERRED:
            message = f"{keyword!r} is not supported and changes nothing here"
            yield Finding(where, pointer, message, kind=Kind.INEFFECTIVE)
        elif keyword not in KNOWN:
            message = f"unknown keyword {keyword!r}{nearest(keyword, KNOWN)}"
            yield Finding(where, pointer, message, kind=Kind.UNKNOWN_KEYWORD)


def _ignored(place: StandardObject) -> Iterator[Finding]:
    for keyword, member in place.node.members.items():
        if keyword not in BESIDE_REFERENCE and not keyword.startswith("x-"):
            message = f"OpenAPI 3.0 ignores {keyword!r} beside '$ref'; wrap the reference in allOf"
            where = member.key or member.where
            yield Finding(where, join(place.pointer, keyword), message, "warning")


def _limits(place: StandardObject) -> Iterator[Finding]:
    for low, high in PAIRS:
        lower, upper = place.node.get(low), place.node.get(high)
        if lower is None or upper is None:
            continue
        least, most = lower.value, upper.value
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            mend = Mend(place.pointer, partial(_without, (low, high)))
            message = f"{low} {least} is greater than {high} {most}"
            yield finding(place, low, message, Kind.CONTRADICTION, mend)


def _without(names: tuple[str, ...], node: Node) -> Node:
    members = {key: member for key, member in node.members.items() if key not in names}
    return Node(members, node.where, node.key)


def _required(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    """``required`` names a property. A schema inside another may mean the other's properties."""
    required = place.node.get("required")
    tokens = split(place.pointer)
    if required is None or any(token in WITHIN_ANOTHER for token in tokens[-2:]):
        return
    names = set(_property_names(survey, place))
    for index, item in enumerate(required.items):
        if isinstance(item.value, str) and item.value not in names:
            pointer = join(join(place.pointer, "required"), index)
            hint = nearest(item.value, names)
            message = f"{item.value!r} is required, but is no property here{hint}"
            yield Finding(item.where, pointer, message, kind=Kind.REQUIRED)


def _property_names(survey: Survey, place: StandardObject) -> Iterator[str]:
    """The properties that a schema speaks of, in itself or in its alternatives."""
    visited: set[str] = set()
    waiting = [place]
    while waiting:
        for part in survey.parts(waiting.pop()):
            if part.pointer in visited:
                continue
            visited.add(part.pointer)
            properties = part.node.get("properties")
            yield from properties.members if properties else ()
            for keyword in ("anyOf", "oneOf"):
                waiting.extend(survey.listed(part, keyword))


def _members(place: StandardObject) -> Iterator[Finding]:
    """Python and type checkers read `A | B | ...` level by level, and give up at some depth."""
    for keyword in ("anyOf", "oneOf"):
        node = place.node.get(keyword)
        if node is not None and len(node.items) > MEMBERS:
            message = f"{len(node.items)} members; a union of more than {MEMBERS} isn't supported"
            mend = left_out(join(place.pointer, keyword))
            yield finding(place, keyword, message, Kind.EXCESS, mend)
