"""A schema in its normal form: what values it allows, whatever way that was written.

Job: frozen nouns, on the ground beside `api`. Each schema knows where it is written. `allOf` and
the dialects of OpenAPI are gone, null is one fact, every object with properties and every union of
objects has a name, and what refers to it is `Named`. Nothing here is of any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Choice, TypeAlias

from generator.api import NO_LIMITS, ByRules, Called, Constant, Limits

Direction: TypeAlias = Choice["readOnly", "writeOnly"]
PlainType: TypeAlias = Choice["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Free:
    """Any JSON value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A string, a number or a boolean."""

    type: PlainType
    limits: Limits = NO_LIMITS
    binary: bool = False
    """Whether it stands for the bytes of a file, where that can travel."""
    media_type: str = ""
    """Of those bytes, where the schema says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """One of some values, all of one JSON type; open when others may come."""

    values: tuple[Constant, ...]
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """A list."""

    items: Schema
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """An object whose member names are free."""

    values: Schema
    keys: Limits = NO_LIMITS
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A property of an object, by its name in JSON."""

    name: str
    schema: Schema
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """An object with known properties; others may come."""

    members: tuple[Member, ...]
    closed: bool = False
    """Whether it is said that no others come; they are kept all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One of several schemas that differ in their JSON type; null is never among them."""

    members: tuple[Schema, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discriminator:
    """What a description says of a property whose value tells the members of a union apart."""

    property: str
    mapping: tuple[tuple[str, str], ...]
    """Values, each with the name of the schema that it means."""
    otherwise: str | None = None
    """The name of the schema that is meant where the value is another one, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectUnion:
    """One of several objects, by the names of their schemas."""

    members: tuple[str, ...]
    discriminator: Discriminator | ByRules | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A schema with a name."""

    name: str


Shape: TypeAlias = Free | Plain | Constants | Array | Map | Object | OneOf | ObjectUnion | Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What may stand somewhere, and what is said of it."""

    shape: Shape
    pointer: str
    """Where it is written: of a part of `allOf`, where the part is."""
    nullable: bool = False
    """Whether null is a value, by whatever name."""
    doc: str = ""
    default: str | None = None
    """What the server takes in its absence, as JSON text."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which what is deprecated may be gone, as ISO 8601 has it."""
    deprecated_values: tuple[str, ...] = ()
    """Values that are deprecated, as JSON text."""
    direction: Direction | None = None
    """The keyword by which it travels in one direction alone."""
    replays: str | None = None
    """The union of response items that it takes as they are, by its name."""
    called: Called = ()
    """What it is called in some languages."""


Schemas: TypeAlias = Mapping[str, Schema]
"""Named schemas, by their names."""


def inner(schema: Schema) -> tuple[Schema, ...]:
    """Return the schemas directly inside; those with names aren't."""
    match schema.shape:
        case Array(items=one) | Map(values=one):
            return (one,)
        case Object(members=members):
            return tuple(member.schema for member in members)
        case OneOf(members=alternatives):
            return alternatives
    return ()


def last(schemas: Schemas, name: str) -> str:
    """Return the name at the end of a chain of names that only stand for the next one."""
    visited = {name}
    while isinstance(shape := schemas[name].shape, Named) and shape.name not in visited:
        name = shape.name
        visited.add(name)
    return name


def end(schemas: Schemas, schema: Schema) -> Schema:
    """Return the schema that one stands for, at the end of a chain of names."""
    shape = schema.shape
    return schemas[last(schemas, shape.name)] if isinstance(shape, Named) else schema
