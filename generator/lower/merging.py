"""The members of a choice, as few as their JSON types.

Job: keep apart what differs in its JSON type, and make one of what doesn't: texts, numbers,
switches and lists. Limits that not all of the members have are let go (`rules.unenforced` says
so): no type says which member a value is. Unions of objects are for `discrimination`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.api import NO_LIMITS, Limits
from generator.lower.findings import Findings
from generator.lower.raw import json_type
from generator.lower.recursion import ENDLESS
from generator.schema import (
    Array,
    Constants,
    Direction,
    Free,
    Map,
    Named,
    Object,
    ObjectUnion,
    OneOf,
    Plain,
    PlainType,
    Schema,
    Schemas,
    Shape,
    last,
)

ANY: Final = "any JSON stands here instead"
_ANY = frozenset({"string", "number", "boolean", "array", "object"})


class Merger:
    """Merges the choices within schemas; each named one is looked at once."""

    def __init__(self, schemas: Schemas, findings: Findings) -> None:
        self._schemas = schemas
        self._findings = findings
        self._results: dict[str, Schema] = {}
        self._joining: list[frozenset[Schema]] = []
        """The items of lists that are being made one, the outer before the inner."""

    def named(self, name: str) -> Schema:
        """Return a named schema with its choices merged."""
        if name not in self._results:
            self._results[name] = self._schemas[name]  # for an object that contains itself
            self._results[name] = self.merged(self._schemas[name])
        return self._results[name]

    def merged(self, schema: Schema) -> Schema:
        """Return a schema with its choices merged, the inner before the outer."""
        match schema.shape:
            case Array(items=items) as shape:
                return replace(schema, shape=replace(shape, items=self.merged(items)))
            case Map(values=values) as shape:
                return replace(schema, shape=replace(shape, values=self.merged(values)))
            case Object(members=members) as shape:
                parts = tuple(replace(m, schema=self.merged(m.schema)) for m in members)
                return replace(schema, shape=replace(shape, members=parts))
            case OneOf(members=alternatives):
                whole = self._joined([self.merged(one) for one in alternatives], schema.pointer)
                null = schema.nullable and not isinstance(whole, Free)
                old = deprecated_values(self._schemas, schema)
                return replace(schema, shape=whole, nullable=null, deprecated_values=old)
        return schema

    def _joined(self, members: Sequence[Schema], pointer: str) -> Shape:
        """Return one shape for several, which differ in their JSON type in the end."""
        if any(isinstance(member.shape, Free) for member in members):
            return Free()
        groups: dict[str, list[Schema]] = {}
        for number, member in enumerate(self._flat(members)):
            groups.setdefault(self._group(member) or str(number), []).append(member)
        alternatives = [
            group[0] if len(group) == 1 else self._one(group, pointer) for group in groups.values()
        ]
        if len(alternatives) == 1:
            return alternatives[0].shape
        types = [self._json_types(member) for member in alternatives]
        if len(frozenset().union(*types)) < sum(map(len, types)):
            self._findings.unsupported(
                pointer,
                "members of the same JSON type can't be told apart: give them a discriminator, "
                "or make them one",
                ANY,
            )
            return Free()
        return OneOf(members=tuple(alternatives))

    def _flat(self, members: Sequence[Schema]) -> Iterator[Schema]:
        """Yield the members, those of choices among them in their place, without null.

        A name may still stand for null as well.
        """
        for member in members:
            shape = member.shape
            if isinstance(shape, OneOf):
                yield from self._flat(shape.members)
            elif isinstance(shape, Named) and self._schemas[shape.name].nullable:
                yield member
            else:
                yield replace(member, nullable=False)

    def _underlying(self, schema: Schema) -> Shape:
        """Return the shape that a schema has, by whatever name."""
        if not isinstance(schema.shape, Named):
            return schema.shape
        name = last(self._schemas, schema.shape.name)
        shape = self._schemas[name].shape
        return self.named(name).shape if isinstance(shape, OneOf | Array) else shape

    def _group(self, member: Schema) -> str | None:
        """Return the JSON type that members are made one by."""
        match self._underlying(member):
            case Plain(type="integer" | "number"):
                return "number"
            case Plain(type=name):
                return name
            case Constants(values=values):
                return json_type(values[0])
            case Array():
                return "array"
        return None

    def _one(self, group: Sequence[Schema], pointer: str) -> Schema:
        """Return one schema for several that have one JSON type."""
        shapes = [self._underlying(member) for member in group]
        lists = [shape for shape in shapes if isinstance(shape, Array)]
        if lists:
            items = self._items([each.items for each in lists], pointer)
            shape: Shape = Array(items=items, limits=_common([each.limits for each in lists]))
        else:
            shape = _scalar(shapes)
        return Schema(shape=shape, pointer=pointer)

    def _items(self, every: Sequence[Schema], pointer: str) -> Schema:
        """Return the schema of the items of several lists."""
        different = frozenset(map(bare, every))
        if len(different) == 1:
            return every[0]
        if different in self._joining:
            self._findings.unsupported(pointer, ENDLESS, ANY, strict="error")
            return Schema(shape=Free(), pointer=pointer)
        self._joining.append(different)
        shape = self._joined(every, pointer)
        self._joining.pop()
        null = any(items.nullable for items in every) and not isinstance(shape, Free)
        return Schema(shape=shape, pointer=pointer, nullable=null)

    def _json_types(self, schema: Schema) -> frozenset[str]:
        match self._underlying(schema):
            case Plain(type=name):
                return frozenset({"number" if name == "integer" else name})
            case Constants(values=values):
                return frozenset(map(json_type, values))
            case Array():
                return frozenset({"array"})
            case Map() | Object() | ObjectUnion():
                return frozenset({"object"})
            case OneOf(members=members):
                return frozenset().union(*map(self._json_types, members))
        return _ANY


def deprecated_values(schemas: Mapping[str, Schema], schema: Schema) -> tuple[str, ...]:
    """Return the values of a schema that are deprecated, those of what it refers to among them."""
    values: list[str] = []
    waiting, visited = [schema], set[str]()
    while waiting:
        one = waiting.pop(0)
        values += one.deprecated_values
        match one.shape:
            case Named(name=name) if name not in visited:
                visited.add(name)
                waiting.append(schemas[name])
            case OneOf(members=members):
                waiting += members
    return tuple(dict.fromkeys(values))


def direction(schemas: Mapping[str, Schema], schema: Schema) -> Direction | None:
    """Return in which direction alone a value travels, by its schema or by what that refers to."""
    visited = set[str]()
    while schema.direction is None and isinstance(schema.shape, Named):
        name = schema.shape.name
        if name in visited or name not in schemas:
            return None
        visited.add(name)
        schema = schemas[name]
    return schema.direction


def bare(schema: Schema) -> Schema:
    """Return a schema that is equal for what allows the same, whatever is said of it."""
    shape = schema.shape
    match shape:
        case Array(items=items):
            shape = replace(shape, items=bare(items))
        case Map(values=values):
            shape = replace(shape, values=bare(values))
        case OneOf(members=members):
            shape = OneOf(members=tuple(map(bare, members)))
    return Schema(shape=shape, pointer="", nullable=schema.nullable)


def _scalar(shapes: Sequence[Shape]) -> Shape:
    """Return one shape for texts, for numbers or for switches."""
    plain = [shape for shape in shapes if isinstance(shape, Plain)]
    constants = [shape for shape in shapes if isinstance(shape, Constants)]
    values = tuple(dict.fromkeys(value for shape in constants for value in shape.values))
    free = bool(plain) or any(shape.open for shape in constants)
    if not values:
        limits, binary = [shape.limits for shape in plain], all(shape.binary for shape in plain)
        return Plain(type=_widest(plain), limits=_common(limits), binary=binary)
    if not free or isinstance(values[0], str):
        return Constants(values=values, open=free)
    return Plain(type=_widest(plain))


def _widest(plain: Sequence[Plain]) -> PlainType:
    types: list[PlainType] = [shape.type for shape in plain]
    return "number" if "number" in types else types[0]


def _common(every: Sequence[Limits]) -> Limits:
    """Return the limits of all, where they are the same."""
    return every[0] if len(set(every)) == 1 else NO_LIMITS
