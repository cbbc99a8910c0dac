"""Types: what may stand where a value is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Final, Literal as Choice, TypeAlias

Constant: TypeAlias = str | int | float | bool
JsonType: TypeAlias = Choice["string", "number", "boolean", "array", "object", "null"]
"""A JSON type; integers are numbers."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name:
    """What something is called in JSON; languages make their names of it."""

    wire: str


SHARED: Final = ""
"""The namespace of what several providers share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits that a value is held to, by their names in JSON Schema."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusiveMinimum: int | float | None = None
    exclusiveMaximum: int | float | None = None
    multipleOf: int | float | None = None
    minLength: int | None = None
    maxLength: int | None = None
    pattern: str | None = None
    minItems: int | None = None
    maxItems: int | None = None
    minProperties: int | None = None
    maxProperties: int | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A string, a number or a boolean."""

    kind: Choice["string", "integer", "number", "boolean"]
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Literal:
    """One of some constants; open when others may come."""

    values: tuple[Constant, ...]
    open: bool = False

    def __eq__(self, other: object) -> bool:
        """Python takes `1` and `True` for equal; in JSON they are not."""
        return isinstance(other, Literal) and repr(self) == repr(other)

    def __hash__(self) -> int:
        """What is equal has the same hash."""
        return hash(repr(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """A list."""

    items: Type
    limits: Limits = NO_LIMITS
    is_stream: bool = False
    """Whether its items are sent one by one, as they come, in a body that has no other end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """An object whose member names are free."""

    values: Type
    keys: Limits = NO_LIMITS
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A declaration, by the name of its schema and the namespace that holds it."""

    name: str
    namespace: str
    """A provider's name, or `SHARED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nullable:
    """A type or null."""

    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeUnion:
    """Types that differ in their JSON type, so that every value says which one it is."""

    members: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """Bytes, which no JSON holds: of a file, or of an answer that is one."""

    is_part: bool = False
    """Whether it is a part of a form, which has a name and a media type of its own."""


Type: TypeAlias = Scalar | Literal | Array | Map | Ref | Nullable | TypeUnion | Anything | Binary


_PLAIN: Final = re.compile(r"(?:str|bool|int|float|None|tuple|\.\.\.|[\[\], |])+")
"""Annotations of fields that hold no reference: texts, numbers and switches, and lists of them."""


def leaves(kind: Type) -> Iterator[Type]:
    """Yield the types that a type is made of by null, lists and unions."""
    match kind:
        case Array(items=inner) | Nullable(type=inner):
            yield from leaves(inner)
        case TypeUnion(members=members):
            for member in members:
                yield from leaves(member)
        case _:
            yield kind


def is_file(kind: Type) -> bool:
    """Return whether values are files, or lists of them, and nothing else."""
    return all(isinstance(each, Binary) for each in leaves(kind))


def references(value: object) -> tuple[Ref, ...]:
    """Return the references inside a declaration, a type or anything else made of them."""
    refs: list[Ref] = []
    waiting = [value]
    while waiting:
        part: Any = waiting.pop()
        if isinstance(part, Ref):
            refs.append(part)
        elif type(part) is tuple:
            waiting += part[::-1]
        else:
            waiting += [getattr(part, name) for name in _backwards(part.__class__)]
    return tuple(refs)


@cache
def _backwards(kind: type) -> tuple[str, ...]:
    """Return the fields of a class in which a reference may be, the last first."""
    if not is_dataclass(kind) or issubclass(kind, Limits | Name | Scalar | Literal):
        return ()
    possible = (each.name for each in fields(kind) if not _PLAIN.fullmatch(str(each.type)))
    return tuple(reversed([*possible]))
