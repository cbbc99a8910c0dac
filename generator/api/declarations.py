"""Declarations: what has a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Choice, TypeAlias

from generator.api.types import Constant, JsonType, Name, Ref, Type

Called: TypeAlias = tuple[tuple[str, str], ...]
"""Names by language, which only the room of that language reads."""
Presence: TypeAlias = Choice["required", "optional", "constant"]
"""Whether a property has to be there; a constant has to, and has one value only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A member of an object."""

    name: Name
    type: Type
    presence: Presence
    doc: str = ""
    default: str | None = None
    """What the server takes in its absence, as JSON text; told in the docs and never sent."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it; the docs say it as well."""
    deprecated_values: tuple[str, ...] = ()
    """Values that are deprecated, as JSON text; the docs say them as well."""
    is_tag: bool = False
    """Whether it is optional and has one value, which tells what a member of a union is.

    Objects are made with it, and may come without.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An object with known properties; others may come."""

    name: str
    namespace: str
    providers: tuple[str, ...]
    doc: str
    properties: tuple[Property, ...]
    is_response: bool = False
    """Whether an operation answers with it."""
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for a type that is no object of known properties."""

    name: str
    namespace: str
    providers: tuple[str, ...]
    doc: str
    type: Type
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Conditions under which an object is a `member`; none at all always hold."""

    member: Ref
    equals: tuple[tuple[str, tuple[Constant, ...]], ...] = ()
    present: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    """Names of which at least one is there."""
    absent: tuple[str, ...] = ()
    json_types: tuple[tuple[str, JsonType], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ByTag:
    """Every value of the property belongs to one member."""

    property: str
    mapping: tuple[tuple[str, Ref], ...]
    otherwise: Ref | None = None
    """The member that has any other value, or none; without it such objects are unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRules:
    """The property decides where it can; its `shared` values and its absence leave it to rules."""

    property: str
    """Its name; "" where no property decides anything, and rules alone tell."""
    mapping: tuple[tuple[str, Ref], ...]
    shared: tuple[str, ...]
    rules: tuple[Rule, ...]
    otherwise: Ref | None = None
    """The member that has any other value, or none and no rule that holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Objects of several kinds. It is open: an object of no known kind makes an `unknown`."""

    name: str
    namespace: str
    providers: tuple[str, ...]
    doc: str
    members: tuple[Ref, ...]
    discriminator: ByTag | ByRules
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it."""


Declaration: TypeAlias = Model | Alias | Union
