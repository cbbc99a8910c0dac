"""Samples: JSON values of the types of an Api, drawn from what it says of them.

Job: make a value of a type with what is required and no more, and one of each kind that it allows,
ends of ranges included. It notes which components a value is made by, for who asks what that value
is about. Nothing is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.api import (
    Anything,
    Array,
    Binary,
    Limits,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.spelled import Alias, Api, Declaration, Model, Union
from generator.standard.patterns import matches

MOST_VALUES: Final = 40
"""Values of one list that are drawn one by one."""

LONGEST: Final = 10_000
"""Characters of a text, and items of a list, that are drawn for an end of a range."""

WORDS: Final = ("a", "A", "0", "abc", "ABC", "a1", "a-b", "2020-01-01", "a@b.c", "x:y", "/a")
"""Texts that a pattern is tried with; one that matches none of them has no sample of its own."""


class Samples:
    """Values of the types of an Api."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._touched: set[str] = set()

    def touched(self) -> frozenset[str]:
        """Return the components that were asked for since this was asked before."""
        result = frozenset(self._touched)
        self._touched.clear()
        return result

    def declared(self, ref: Ref) -> Declaration:
        """Return what a reference stands for, and note it."""
        self._touched.add(ref.name)
        return self._api.declared(ref)

    def value(self, kind: Type) -> Any:
        """Return a JSON value of a type, with what is required and no more."""
        match kind:
            case Nullable(type=inner):
                return self.value(inner)
            case TypeUnion(members=members):
                return self.value(members[0])
            case Literal(values=values):
                return values[0]
            case Scalar():
                return _scalar(kind)
            case Array(items=items, limits=limits):
                return [self.value(items)] * (limits.minItems or 0)
            case Map():
                return {}
            case Ref():
                return self.object(self.declared(kind))
            case Anything() | Binary():
                return {}

    def object(self, declaration: Declaration) -> Any:
        """Return a JSON value of a declaration, with what is required and no more."""
        match declaration:
            case Alias(type=inner):
                return self.value(inner)
            case Union(members=members):
                return self.member(declaration, members[0])
            case Model(properties=properties):
                required = (p for p in properties if p.presence != "optional")
                return {p.name.wire: self.value(p.type) for p in required}

    def member(self, union: Union, ref: Ref) -> Any:
        """Return an object of one member of a union, with the tag that says so."""
        whole = self.object(self.declared(ref))
        how = union.discriminator
        tags = [tag for tag, one in how.mapping if one == ref]
        has_own = not how.property or whole.get(how.property) in tags
        return whole if has_own or not tags else {**whole, how.property: tags[0]}

    def each(self, kind: Type) -> Iterator[Any]:
        """Yield a JSON value of each kind that a type allows."""
        match kind:
            case Nullable(type=inner):
                yield from self.each(inner)
                yield None
            case TypeUnion(members=members):
                for member in members:
                    yield from self.each(member)
            case Literal(values=values):
                yield from values[:MOST_VALUES]
            case Scalar():
                yield from _scalars(kind)
            case Array(items=items, limits=limits):
                for value in self.each(items):
                    yield [value] * max(1, limits.minItems or 0)
                for length in _ends(limits.minItems, limits.maxItems):
                    yield [self.value(items)] * length
            case Map(values=inner):
                yield {}
                yield from ({"key": value} for value in self.each(inner))
            case Ref():
                yield from self._each_of(self.declared(kind))
            case Anything() | Binary():
                yield {}

    def _each_of(self, declaration: Declaration) -> Iterator[Any]:
        match declaration:
            case Alias(type=inner):
                yield from self.each(inner)
            case Union(members=members):
                yield from (self.member(declaration, ref) for ref in members[:MOST_VALUES])
            case Model():
                yield self.object(declaration)

    def objects(self, model: Model) -> Iterator[tuple[str, Any]]:
        """Yield objects of a model that differ in one property, with its name: "" for none."""
        whole = self.object(model)
        yield "", whole
        for one in model.properties:
            if one.presence != "constant":
                wire = one.name.wire
                yield from ((wire, {**whole, wire: value}) for value in self.each(one.type))


def _scalars(kind: Scalar) -> Iterator[Any]:
    usual = _scalar(kind)
    yield usual
    limits = kind.limits
    if kind.kind == "string" and limits.pattern is None:
        yield from ("a" * length for length in _ends(limits.minLength, limits.maxLength))
    elif kind.kind in ("integer", "number"):
        ends = (limits.minimum, limits.maximum)
        yield from (end for end in ends if end is not None and end != usual)
        if kind.kind == "number":
            yield 0.5 if _allows(limits, 0.5) else usual


def _ends(least: int | None, most: int | None) -> Iterator[int]:
    """Yield where a range of lengths ends, as far as that can be drawn."""
    yield from (end for end in (least, most) if end is not None and end <= LONGEST)


def _scalar(kind: Scalar) -> Any:
    limits = kind.limits
    match kind.kind:
        case "string":
            return _text(limits)
        case "boolean":
            return True
        case _:
            least, most = limits.minimum, limits.maximum
            if limits.exclusiveMinimum is not None:
                least = max(int(limits.exclusiveMinimum) + 1, least or limits.exclusiveMinimum)
            usual = (1, least, most, limits.multipleOf)
            return next((n for n in usual if n is not None and _allows(limits, n)), 1)


def _allows(limits: Limits, number: float) -> bool:
    """Return whether a number is within limits."""
    checks = (
        limits.minimum is None or number >= limits.minimum,
        limits.maximum is None or number <= limits.maximum,
        limits.exclusiveMinimum is None or number > limits.exclusiveMinimum,
        limits.exclusiveMaximum is None or number < limits.exclusiveMaximum,
        limits.multipleOf is None or number % limits.multipleOf == 0,
    )
    return all(checks)


def _text(limits: Limits) -> str:
    least = limits.minLength or 0
    usual = "a" * max(1, min(least, LONGEST))
    if limits.pattern is None:
        return usual
    fit = (each for each in (usual, *WORDS) if len(each) >= least and matches(limits.pattern, each))
    return next(fit, usual)
