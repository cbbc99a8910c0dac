"""Schemas that contradict themselves or say something that has no effect."""

import json
import re
import warnings
from collections.abc import Hashable, Iterator
from functools import partial

from generator.document import Node, Value, join, split
from generator.findings import Finding
from generator.mending import Mend, left_out, replaced
from generator.policy import Kind
from generator.quoting import nearest
from generator.standard.keywords import KNOWN, Role, is_unsupported, of_role
from generator.standard.objects import StandardObject
from generator.standard.patterns import LONGEST, enforceable
from generator.standard.versions import Version
from generator.validate.spelling import as_type
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

VALUES = 5_000
"""More values than this in an enumeration are refused."""

TOO_LONG = f"a pattern of more than {LONGEST:,} characters isn't supported"

LITERAL = re.compile(r"/(?P<pattern>\^.*|.*(?<!\\)\$)/(?P<flags>[dgimsuvy]{0,7})", re.DOTALL)
"""What no text can have: a slash before its beginning, or behind its end."""

SCOPES = of_role(Role.SCOPE)
"""`lower` refuses them where a call needs the schema."""
FOLLOWED = ("$recursiveRef", "$dynamicRef", "$recursiveAnchor", "$dynamicAnchor")
"""`lower` finds what they mean, in a description of somebody else's."""
REFERRED = of_role(Role.REFERRED)
BESIDE_REFERENCE = ("$ref", "description", "summary")
WITHIN_ANOTHER = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")
JSON_TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")


def check(survey: Survey) -> Iterator[Finding]:
    """All findings about single schemas."""
    for place in survey.schemas:
        yield from _unknown_keywords(survey, place)
        if survey.version is Version.V3_0 and place.node.text("$ref") is not None:
            yield from _ignored(place)
            continue
        yield from _values(survey, place)
        yield from _limits(place)
        yield from _required(survey, place)
        yield from _patterns(survey, place)
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


def _values(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    """``const`` and ``enum`` against ``type``, against each other, and for repetition."""
    types = _types(survey, place.node)
    const, enum = place.node.get("const"), place.node.get("enum")
    if const is not None and not _fits(const, types):
        mend = left_out(join(place.pointer, "type"))
        yield finding(place, "const", _misfit(const, types), Kind.VALUE_TYPE, mend)
    if enum is not None and len(enum.items) > VALUES:
        message = f"an enumeration of more than {VALUES:,} values isn't supported"
        mend = left_out(join(place.pointer, "enum"))
        yield finding(place, "enum", f"{len(enum.items):,} values; {message}", Kind.EXCESS, mend)
        return
    identities: set[Hashable] = set()
    for index, item in enumerate(enum.items if enum else ()):
        pointer, value = join(join(place.pointer, "enum"), index), item.plain()
        if not _fits(item, types):
            message, fitting = _misfit(item, types), _fitting(survey, place, pointer, item, types)
            yield Finding(item.where, pointer, message, kind=Kind.VALUE_TYPE, mend=fitting)
        elif identity(value) in identities:
            message = f"{_json(value)} is in the enum twice"
            mend = left_out(pointer)
            yield Finding(item.where, pointer, message, kind=Kind.TWICE, mend=mend)
        identities.add(identity(value))
    if const is not None and enum is not None and identity(const.plain()) not in identities:
        message = f"{_json(const.plain())} is not in the enum"
        mend = left_out(join(place.pointer, "enum"))
        yield finding(place, "const", message, Kind.CONTRADICTION, mend)


def _fitting(
    survey: Survey, place: StandardObject, pointer: str, item: Node, types: tuple[str, ...]
) -> Mend | None:
    """The value as one of the type, where it was only written otherwise; else all are allowed."""
    if item.value is None:
        return None  # which is taken for one of the values
    value = as_type(survey.document, item, types)
    if value is not None:
        return replaced(pointer, value)
    return left_out(join(place.pointer, "enum"))


def _misfit(node: Node, types: tuple[str, ...]) -> str:
    quotable = "string" in types and isinstance(node.value, int | float | bool)
    hint = "; put it in quotes" if quotable else ""
    return f"{_json(node.plain())} is not of type {' or '.join(types)}{hint}"


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _types(survey: Survey, node: Node) -> tuple[str, ...]:
    """The types that a schema names; none when it allows all."""
    type_ = node.get("type")
    if type_ is None:
        return ()
    values = [type_.value] if isinstance(type_.value, str) else [i.value for i in type_.items]
    types = tuple(value for value in values if isinstance(value, str) and value in JSON_TYPES)
    nullable = node.get("nullable")
    if survey.version is Version.V3_0 and types and nullable is not None and nullable.value is True:
        return (*types, "null")
    return types


def _fits(node: Node, types: tuple[str, ...]) -> bool:
    return not types or any(name in types for name in _names(node.plain()))


def _names(value: Value) -> tuple[str, ...]:
    """The types of JSON Schema that a value has; ``1.0`` is an integer there."""
    match value:
        case None:
            return ("null",)
        case bool():
            return ("boolean",)
        case int():
            return ("integer", "number")
        case float():
            return ("integer", "number") if value.is_integer() else ("number",)
        case str():
            return ("string",)
        case list():
            return ("array",)
        case dict():
            return ("object",)


def identity(value: Value) -> Hashable:
    """What two values have in common just when JSON takes them for equal: 1 and 1.0, not true."""
    if isinstance(value, list):
        return ("array", *map(identity, value))
    if isinstance(value, dict):
        return ("object", frozenset((key, identity(member)) for key, member in value.items()))
    return (isinstance(value, bool), value)


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


def _patterns(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    """Patterns that no engine here knows, and those that only others than the output's do."""
    patterns = place.node.get("patternProperties")
    for pattern, member in patterns.members.items() if patterns else ():
        pointer = join(join(place.pointer, "patternProperties"), pattern)
        if len(pattern) > LONGEST:
            where, mend = member.key or member.where, left_out(pointer)
            yield Finding(where, pointer, TOO_LONG, kind=Kind.EXCESS, mend=mend)
        elif not _compiles(pattern):
            message = f"{pattern!r} is not a regular expression"
            yield Finding(member.key or member.where, pointer, message, kind=Kind.PATTERN)
    pattern_node = place.node.get("pattern")
    if pattern_node is not None and isinstance(pattern_node.value, str):
        if len(pattern_node.value) > LONGEST:
            mend = left_out(join(place.pointer, "pattern"))
            yield finding(place, "pattern", TOO_LONG, Kind.EXCESS, mend)
        elif (literal := LITERAL.fullmatch(pattern_node.value)) is not None:
            yield _literal(place, literal)
        elif enforceable(pattern_node.value):
            return
        elif not _compiles(pattern_node.value):
            message = f"{pattern_node.value!r} is not a regular expression"
            yield finding(place, "pattern", message, Kind.PATTERN)
        else:
            message = f"{pattern_node.value!r} is left to the server: no linear engine knows it"
            yield finding(place, "pattern", message, "note")


def _literal(place: StandardObject, literal: re.Match[str]) -> Finding:
    """A regular expression as JavaScript's sources have it: slashes around it, and flags."""
    pointer = join(place.pointer, "pattern")
    plain = set(literal["flags"]) <= {"g", "u"}
    mend = replaced(pointer, literal["pattern"]) if plain else left_out(pointer)
    message = f"{literal[0]!r} is a literal of JavaScript; its slashes are no part of the pattern"
    return finding(place, "pattern", message, Kind.PATTERN, mend)


def _members(place: StandardObject) -> Iterator[Finding]:
    """Python and type checkers read `A | B | ...` level by level, and give up at some depth."""
    for keyword in ("anyOf", "oneOf"):
        node = place.node.get(keyword)
        if node is not None and len(node.items) > MEMBERS:
            message = f"{len(node.items)} members; a union of more than {MEMBERS} isn't supported"
            mend = left_out(join(place.pointer, keyword))
            yield finding(place, keyword, message, Kind.EXCESS, mend)


def _compiles(pattern: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they would be told without a place
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
