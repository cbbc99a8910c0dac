"""Java types that values of the Api are handled by.

Job: say how values of a type are read, set and held to limits, in the nouns that the plan makes and
templates read. What a type of the package holds is `declared`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as Choice, TypeAlias

from generator.api import NO_LIMITS, Constant, Limits


@dataclass(frozen=True, slots=True)
class Plain:
    """Values that Java has a type of its own for, and any JSON at all."""

    kind: Choice["string", "integer", "number", "boolean", "any", "text", "bytes", "file"]
    """The last three aren't JSON: bodies, and parts of them."""
    limits: Limits = field(default=NO_LIMITS, compare=False)
    """What values are held to, which doesn't change the type."""
    only: tuple[Constant, ...] = field(default=(), compare=False)
    """The one value, where there is no other."""


@dataclass(frozen=True, slots=True)
class Named:
    """Values of a type of the package's; one within another type has a dotted name."""

    name: str
    kind: Choice["model", "union", "enumeration", "choice", "answers"]
    is_open: bool = False
    """Of an enumeration, whether the description says that other values may come."""
    only: tuple[Constant, ...] = field(default=(), compare=False)
    """Of an enumeration, the one value where there is no other."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """Lists."""

    items: JavaType
    limits: Limits = field(default=NO_LIMITS, compare=False)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Objects whose member names are free."""

    values: JavaType
    keys: Limits = field(default=NO_LIMITS, compare=False)
    """What names are held to."""
    limits: Limits = field(default=NO_LIMITS, compare=False)


@dataclass(frozen=True, slots=True)
class Maybe:
    """Values that may be null."""

    type: JavaType


JavaType: TypeAlias = Plain | Named | ListOf | MapOf | Maybe
