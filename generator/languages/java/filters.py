"""Types of values and members of objects, as the source code of Java has them.

Job: the filters of the templates that write types, and the expressions by which values of a type
are read and held to limits. Each returns a `Code` fragment; a template can print nothing else, so
text of a description reaches the output only through filters that are proved by reading back what
they made. It must not decide what is emitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from generator.api import NO_LIMITS, Constant, Limits
from generator.languages.java.declared import FileMember, Member
from generator.languages.java.java_types import JavaType, ListOf, MapOf, Maybe, Named, Plain
from generator.languages.java.literals import identifier, literal, texts
from generator.languages.text import Code

BOXED: Final = {
    "string": "String",
    "integer": "Long",
    "number": "Double",
    "boolean": "Boolean",
    "any": "JsonValue",
    "text": "String",
    "bytes": "byte[]",
    "file": "FilePart",
}
PRIMITIVE: Final = {**BOXED, "integer": "long", "number": "double", "boolean": "boolean"}
READERS: Final = {"string": "text", "integer": "whole", "number": "real", "boolean": "flag"}
READINGS: Final = {
    "string": "Reading.TEXT",
    "integer": "Reading.WHOLE",
    "number": "Reading.REAL",
    "boolean": "Reading.FLAG",
    "any": "Reading.ANY",
    "text": "ContentReading.TEXT",
    "bytes": "ContentReading.BYTES",
}
COUNTS: Final = frozenset(
    {"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"}
)
LIMITS: Final = (
    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "minLength"),
    *("maxLength", "pattern", "minItems", "maxItems", "minProperties", "maxProperties"),
)
"""Keywords in the order in which values are held to them: the first that is broken is told."""


def boxed(kind: JavaType) -> Code:
    """Return the type of values as a class."""
    match kind:
        case Plain(kind=name):
            return Code(BOXED[name])
        case Named(name=name):
            return identifier(name)
        case ListOf(items=items):
            return Code(f"List<{boxed(items)}>")
        case MapOf(values=values):
            return Code(f"Map<String, {boxed(values)}>")
        case Maybe(type=inner):
            return Code(f"Optional<{boxed(inner)}>")


def primitive(kind: JavaType) -> Code:
    """Return the type of values that are there for sure."""
    return Code(PRIMITIVE[kind.kind]) if isinstance(kind, Plain) else boxed(kind)


def argument(kind: JavaType) -> Code:
    """Return the type of a setter's parameter, which takes lists of what derives from a type."""
    match kind:
        case ListOf(items=Named(kind="union", name=name)):
            return Code(f"List<? extends {identifier(name)}>")
        case MapOf(values=Named(kind="union", name=name)):
            return Code(f"Map<String, ? extends {identifier(name)}>")
        case _:
            return primitive(kind)


def returned(member: Member) -> Code:
    """Return what an accessor returns."""
    return boxed(Maybe(member.type)) if member.is_optional else primitive(member.type)


def reading(kind: JavaType) -> Code:
    """Return the expression of how values of a type are read."""
    match kind:
        case Plain(kind=name):
            return Code(READINGS[name])
        case Named(name=name):
            return Code(f"{identifier(name)}.READING")
        case ListOf(items=items):
            return Code(f"Reading.list({reading(items)})")
        case MapOf(values=values):
            return Code(f"Reading.map({reading(values)})")
        case Maybe(type=inner):
            return Code(f"Reading.nullable({reading(inner)})")


def read(member: Member) -> Code:
    """Return the expression that an accessor reads a member with."""
    wire = literal(member.wire)
    match member.type:
        case Plain(kind=name) if name in READERS:
            reader, more = READERS[name], ""
        case ListOf(items=items):
            reader, more = "list", f", {reading(items)}"
        case MapOf(values=values):
            reader, more = "map", f", {reading(values)}"
        case kind:
            reader = "optional" if member.is_optional else "value"
            return Code(f"{reader}({wire}, {reading(kind)})")
    reader = f"optional{reader[0].upper()}{reader[1:]}" if member.is_optional else reader
    return Code(f"{reader}({wire}{more})")


def is_kept(member: Member) -> bool:
    """Return whether what an accessor reads is kept, since reading it anew would take time."""
    kind = member.type
    return not isinstance(kind, Plain) and not (
        isinstance(kind, Named) and kind.kind == "enumeration"
    )


def checking(kind: JavaType) -> Code:
    """Return the expression of how values of a type are checked: read, and held to limits."""
    match kind:
        case Plain(kind=name, limits=limits, only=only):
            bounds = (*_limits(limits, is_real=name == "number"), *_constant(only))
            return _limited(READINGS[name], bounds)
        case Named(name=name, only=only):
            return _limited(f"{identifier(name)}.READING", _constant(only))
        case ListOf(items=items, limits=limits):
            return _limited(f"Reading.list({checking(items)})", _limits(limits))
        case MapOf(values=values, keys=keys, limits=limits):
            plain = f"Reading.map({checking(values)})"
            if keys != NO_LIMITS:
                plain = f"Reading.named({plain}, {_limited(READINGS['string'], _limits(keys))})"
            return _limited(plain, _limits(limits))
        case Maybe(type=inner):
            return Code(f"Reading.nullable({checking(inner)})")


def _limited(plain: str, limits: Iterable[str]) -> Code:
    parts = [plain, *limits]
    return Code(plain if len(parts) == 1 else f"Reading.limited({', '.join(parts)})")


def _limits(limits: Limits, *, is_real: bool = False) -> Iterator[str]:
    """Yield limits, in the order in which they are told."""
    for name in LIMITS:
        value = getattr(limits, name)
        if value is not None:
            yield f"ValueLimit.{name}({_bound(name, value, is_real)})"


def _bound(name: str, value: object, is_real: bool) -> Code:
    if isinstance(value, str):
        return literal(value)
    assert isinstance(value, int | float)
    if name in COUNTS:
        return literal(min(int(value), 2**63 - 1))
    is_near = is_real and abs(value) < 2**1023
    return literal(repr(float(value)) if is_near else repr(value))


def _constant(only: tuple[Constant, ...]) -> Iterator[str]:
    yield from (f"ValueLimit.constant({literal(value)})" for value in only)


def is_limited(member: Member) -> bool:
    """Return whether a member of the right type can be wrong all the same."""
    return member.presence != "constant" and checking(member.type) != reading(member.type)


def check(member: Member) -> Code:
    """Return the call by which a member is checked."""
    wire, nullable = literal(member.wire), literal(member.nullable)
    if member.presence == "constant":
        return Code(f"constant({wire}, {literal(member.constant)}, {nullable})")
    required = literal(member.presence == "required")
    return Code(f"member({wire}, {checking(member.type)}, {required}, {nullable})")


def keys(member: Member) -> Code:
    """Return what a member is called in JSON, and by callers where that differs."""
    return texts(dict.fromkeys((member.wire, member.name)))


def pairs(members: Iterable[Member | FileMember]) -> Code:
    """Return what members are called in JSON, and by callers."""
    return texts(name for member in members for name in (member.wire, member.name))


def classes(kind: JavaType) -> set[str]:
    """Return the types of the package that a type is made of, by the names that are imported."""
    match kind:
        case Named(name=name):
            return {name.partition(".")[0]}
        case ListOf(items=inner) | MapOf(values=inner) | Maybe(type=inner):
            return classes(inner)
        case _:
            return set()
