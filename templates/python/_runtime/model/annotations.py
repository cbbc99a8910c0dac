"""Annotations as schemas.

Job: read what a field, or an answer, is annotated with, and what is said beside its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from .schema import (
    ANYTHING,
    AnyOf,
    Array,
    Boolean,
    Enumeration,
    Limits,
    Map,
    Null,
    Number,
    Object,
    Schema,
    String,
)
from .unions import Variants

LIMITS: Final = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern")
"""The limits of values, as annotations call them."""

NULLABLE: Final = object()
"""Says in an annotation that `None` stands for null there, and not for absent only."""


def schema_of(annotation: Any, marks: Iterable[Any] = ()) -> Schema:
    """Return the schema that an annotation stands for; anything, where it names another class."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        variants = next((mark for mark in arguments[1:] if isinstance(mark, Variants)), None)
        if variants is not None:
            return variants
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
    limits = ((name, getattr(part, name, None)) for part in parts for name in LIMITS)
    return {name: limit for name, limit in limits if limit is not None}
