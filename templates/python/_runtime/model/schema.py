"""What a value may be, by the words of JSON Schema.

Job: make of a received value what it stands for: an object of a class where the schema has one,
everything else as it came. A value that isn't what the schema wants is left as it is. What is wrong
with it is found by `checks`; `unions` has one more of these, `annotations` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ..vocabulary.json_kinds import kind_of
from ..vocabulary.json_types import class_of
from .nested import Items, Members, new_record

Limits = Mapping[str, Any]


class Schema:
    """Any JSON value, and what those that say more have in common."""

    __slots__ = ()

    types: frozenset[str] = frozenset({"array", "boolean", "null", "number", "object", "string"})
    """The JSON types of its values."""
    nested = False
    """Whether objects of a class may be in its values."""

    def make(self, value: Any) -> Any:
        """Return what a received value stands for."""
        return value

    def make_all(self, values: Sequence[Any]) -> Items:
        """Return the same of several values."""
        return Items(map(self.make, values))


class Null(Schema):
    """Null."""

    __slots__ = ()
    types = frozenset({"null"})


class Boolean(Schema):
    """True or false."""

    __slots__ = ()
    types = frozenset({"boolean"})


class String(Schema):
    """A text."""

    __slots__ = ("limits",)
    types = frozenset({"string"})

    def __init__(self, limits: Limits) -> None:
        self.limits = limits


class Number(Schema):
    """A number; a whole one may be written `1.0`."""

    __slots__ = ("limits", "whole")
    types = frozenset({"number"})

    def __init__(self, whole: bool, limits: Limits) -> None:
        self.whole, self.limits = whole, limits


class Enumeration(Schema):
    """Values of which more may come; a single one is a constant."""

    __slots__ = ("types", "values")

    def __init__(self, values: Sequence[Any]) -> None:
        self.values = tuple(values)
        self.types = frozenset(map(kind_of, values))


class Array(Schema):
    """A list."""

    __slots__ = ("items", "limits", "nested")
    types = frozenset({"array"})

    def __init__(self, items: Schema, limits: Limits) -> None:
        self.items, self.limits, self.nested = items, limits, items.nested

    def make(self, value: Any) -> Any:
        if class_of(value) is not list or not self.nested:
            return value
        return self.items.make_all(value)


class Map(Schema):
    """An object whose member names are free."""

    __slots__ = ("limits", "names", "nested", "values")
    types = frozenset({"object"})

    def __init__(self, names: Schema, values: Schema, limits: Limits) -> None:
        self.names, self.values, self.limits = names, values, limits
        self.nested = values.nested

    def make(self, value: Any) -> Any:
        if class_of(value) is not dict or not self.nested:
            return value
        return Members((name, self.values.make(each)) for name, each in value.items())


class Object(Schema):
    """An object of a class."""

    __slots__ = ("kind",)
    types = frozenset({"object"})
    nested = True

    def __init__(self, kind: type) -> None:
        self.kind = kind

    def make(self, value: Any) -> Any:
        return new_record(self.kind, value) if class_of(value) is dict else value

    def make_all(self, values: Sequence[Any]) -> Items:
        kind = self.kind
        return Items([new_record(kind, v) if class_of(v) is dict else v for v in values])


class AnyOf(Schema):
    """Values of several JSON types, which tell the schemas apart; the first for a type counts."""

    __slots__ = ("_of_type", "members", "nested", "types")

    def __init__(self, members: Sequence[Schema]) -> None:
        self.members = tuple(members)
        self._of_type = {name: each for each in reversed(self.members) for name in each.types}
        self.types = frozenset[str]().union(*(member.types for member in members))
        self.nested = any(member.nested for member in members)

    def of(self, json_type: str) -> Schema | None:
        """Return the member that takes values of this type."""
        return self._of_type.get(json_type)

    def make(self, value: Any) -> Any:
        kind = class_of(value)
        if kind is not dict and kind is not list:
            return value
        member = self.of("object" if kind is dict else "array")
        return value if member is None else member.make(value)


ANYTHING: Final = Schema()
