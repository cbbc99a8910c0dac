"""What a value may be: annotations as schemas, by the words of JSON Schema.

Job: read an annotation once, and make of a received value what it stands for: an object of a class
where the schema has one, everything else as it came. A value that isn't what the schema wants is
left as it is. What is wrong with it is found by `checks`, which reads these schemas too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from ..vocabulary.json_types import class_of
from .nested import Items, Members, new_record
from .unions import Variants

LIMITS: Final = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern")
"""The limits of values, as annotations call them."""

NULLABLE: Final = object()
"""Says in an annotation that `None` stands for null there, and not for absent only."""

Limits = Mapping[str, Any]


class Schema:
    """Any JSON value, and what those that say more have in common."""

    __slots__ = ()

    types: frozenset[str] = frozenset(
        {"array", "boolean", "null", "number", "object", "string"}
    )
    """The JSON types of its values."""
    nested = False
    """Whether objects of a class may be in its values."""

    def make(self, value: Any) -> Any:
        """Return what a received value stands for."""
        return value


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
        self.types = frozenset(_TYPES[type(value)] for value in values)


class Array(Schema):
    """A list."""

    __slots__ = ("items", "limits", "nested")
    types = frozenset({"array"})

    def __init__(self, items: Schema, limits: Limits) -> None:
        self.items, self.limits, self.nested = items, limits, items.nested

    def make(self, value: Any) -> Any:
        if class_of(value) is not list or not self.nested:
            return value
        if isinstance(self.items, OneOf):
            return Items(self.items.variants.make_all(value))
        return Items(map(self.items.make, value))


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


class OneOf(Schema):
    """An object of one of several classes, which it says itself."""

    __slots__ = ("variants",)
    types = frozenset({"object"})
    nested = True

    def __init__(self, variants: Variants) -> None:
        self.variants = variants

    def make(self, value: Any) -> Any:
        return self.variants.make(value) if class_of(value) is dict else value


class AnyOf(Schema):
    """Values of several JSON types, which tell the schemas apart; of two for one the first counts."""

    __slots__ = ("members", "nested", "types")

    def __init__(self, members: Sequence[Schema]) -> None:
        self.members = tuple(members)
        self.types = frozenset[str]().union(*(member.types for member in members))
        self.nested = any(member.nested for member in members)

    def of(self, json_type: str) -> Schema | None:
        """Return the member that takes values of this type."""
        return next((member for member in self.members if json_type in member.types), None)

    def make(self, value: Any) -> Any:
        kind = class_of(value)
        if kind is not dict and kind is not list:
            return value
        member = self.of("object" if kind is dict else "array")
        return value if member is None else member.make(value)


ANYTHING: Final = Schema()

_TYPES: Final[Mapping[type, str]] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    NoneType: "null",
}


def schema_of(annotation: Any, marks: Iterable[Any] = ()) -> Schema:
    """Return the schema that an annotation stands for; anything, where it names another class."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        variants = next((mark for mark in arguments[1:] if isinstance(mark, Variants)), None)
        if variants is not None:
            return OneOf(variants)
        return schema_of(arguments[0], (*arguments[1:], *marks))
    if hasattr(annotation, "__value__"):  # an alias with a name
        return schema_of(annotation.__value__, marks)
    if origin in (Union, UnionType):
        return _any_of([schema_of(member, marks) for member in arguments])
    if origin is Literal:
        return Enumeration(arguments)
    return _of_class(origin or annotation, arguments, _limits(marks))


def _of_class(kind: Any, arguments: tuple[Any, ...], limits: Limits) -> Schema:
    if kind is str:
        return String(limits)
    if kind in (int, float):
        return Number(kind is int, limits)
    if kind in (bool, NoneType, None):
        return Boolean() if kind is bool else Null()
    if kind is list:
        return Array(schema_of(arguments[0]) if arguments else ANYTHING, limits)
    if kind is dict:
        names, values = arguments or (str, Any)
        return Map(schema_of(names), schema_of(values), limits)
    return Object(kind) if hasattr(kind, "__record__") else ANYTHING


def _any_of(members: Sequence[Schema]) -> Schema:
    """Return the union of schemas; anything, where one takes anything."""
    flat = [each for m in members for each in (m.members if isinstance(m, AnyOf) else (m,))]
    if any(type(member) is Schema for member in flat):
        return ANYTHING
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def without_null(schema: Schema) -> Schema:
    """Return the schema less null, which stands for what is absent."""
    if not isinstance(schema, AnyOf):
        return schema
    return _any_of([member for member in schema.members if not isinstance(member, Null)])


def nullable(annotation: Any) -> bool:
    """Return whether an annotation says that null is a value."""
    return any(mark is NULLABLE for mark in marks_of(annotation))


def marks_of(annotation: Any) -> list[Any]:
    """Return what an annotation says beside its type, the outermost last."""
    if get_origin(annotation) is not Annotated:
        return []
    kind, *marks = get_args(annotation)
    return [*marks_of(kind), *marks]


def _limits(marks: Iterable[Any]) -> Limits:
    """Return the limits that marks name, whoever made them; pydantic's hold theirs in a list."""
    parts = [part for mark in marks for part in (mark, *(getattr(mark, "metadata", None) or ()))]
    named = ((name, getattr(part, name, None)) for part in parts for name in LIMITS)
    return {name: limit for name, limit in named if limit is not None}
