"""Schemas to declarations: what has a name.

Job: make a class, a union or an alias of each named schema, and put them in the order of a reader,
who meets the whole before its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.api import (
    Alias,
    Anything,
    Declaration,
    Literal,
    Map,
    Model,
    Name,
    Nullable,
    Presence,
    Property,
    Ref,
    Type,
    Union,
    references,
)
from generator.document import split
from generator.lower.discrimination import Discrimination
from generator.lower.findings import Findings
from generator.lower.merging import deprecated_values, direction
from generator.lower.recursion import DEEPEST, deep
from generator.lower.settling import Settled
from generator.lower.types import Types
from generator.schema import Member, Object, ObjectUnion, Schema, Schemas

COMPONENT: Final = 3
"""Tokens of the pointer of a component."""


class Declarations:
    """The declarations of one provider."""

    def __init__(self, settlement: Settled, namespace: str, findings: Findings) -> None:
        self.schemas = settlement.schemas
        self.types = Types(self.schemas, namespace)
        self._settlement = settlement
        self._namespace = namespace
        self._findings = findings
        self._discrimination = Discrimination(self.schemas, namespace, findings)
        self.by_name: Mapping[str, Declaration] = {
            name: self._declared(name, schema) for name, schema in self.schemas.items()
        }

    def type_of(self, schema: Schema) -> Type:
        """Return the type of the values that a schema without a name allows."""
        return self.types.of(self._settlement.settled(schema))

    def in_order(self, roots: tuple[Ref, ...]) -> tuple[Declaration, ...]:
        """Return the declarations: a reader meets the whole before its parts."""
        self._remark_depth(roots)
        order: dict[str, Declaration] = {}
        waiting = [*reversed(list(self.by_name)), *(ref.name for ref in reversed(roots))]
        while waiting:
            name = waiting.pop()
            if name not in order:
                order[name] = self.by_name[name]
                waiting += [ref.name for ref in reversed(references(order[name]))]
        return tuple(order.values())

    def _remark_depth(self, roots: tuple[Ref, ...]) -> None:
        starts = dict.fromkeys(name for ref in roots for name in self._within(ref.name))
        if (start := deep(self.by_name, starts)) is not None:
            message = (
                f"more than {DEEPEST} schemas stand within each other here: the run time may not"
                " get to the end of them"
            )
            self._findings.add(self.schemas[start].pointer, message, "warning")

    def _within(self, name: str) -> tuple[str, ...]:
        """Return the schemas that are built when a value of this one is read."""
        declaration = self.by_name[name]
        members = declaration.members if isinstance(declaration, Union) else ()
        return (name, *(member.name for member in members))

    def _declared(self, name: str, schema: Schema) -> Declaration:
        head: dict[str, Any] = {
            "name": name,
            "namespace": self._namespace,
            "providers": (self._namespace,),
            "doc": schema.doc,
            "called": schema.called,
            **_deprecation(schema),
        }
        match schema.shape:
            case Object(members=members):
                return Model(**head, properties=tuple(self._properties(members)))
            case ObjectUnion():
                union = self._discrimination.of(name)
                if union is None:
                    return Alias(**head, type=Map(values=Anything()))
                refs = tuple(map(self.types.ref, union.members))
                return Union(**head, members=refs, discriminator=union.by)
        return Alias(**head, type=self.types.of(schema))

    def property(self, member: Member, *, required: bool, kind: Type | None = None) -> Property:
        """Return a property; of the type that it has by its schema, unless another one is given."""
        type_ = kind or self._property_type(member.schema)
        return Property(
            name=Name(wire=member.name),
            type=type_,
            presence=_presence(type_, required=required),
            doc=member.schema.doc,
            default=member.schema.default,
            deprecated=member.schema.deprecated,
            sunset=member.schema.sunset,
            deprecated_values=self.deprecated_values(member.schema),
        )

    def deprecated_values(self, schema: Schema) -> tuple[str, ...]:
        """Return the values of a schema that are deprecated, by whatever name, as JSON text."""
        return deprecated_values(self.schemas, schema)

    def _properties(self, members: tuple[Member, ...]) -> Iterator[Property]:
        for member in members:
            yield self.property(member, required=member.required)

    def _property_type(self, schema: Schema) -> Type:
        """Return the type of a property, of which null has to be seen, whatever its name says."""
        type_ = self.types.of(schema)
        return Nullable(type=type_) if isinstance(type_, Ref) and schema.nullable else type_


def model_of(by_name: Mapping[str, Declaration], kind: Type | None) -> Model | None:
    """Return the model that a type is, by whatever names; `None` where it is another type."""
    visited = set[str]()
    while isinstance(kind, Ref) and kind.name not in visited:
        visited.add(kind.name)
        match by_name[kind.name]:
            case Model() as model:
                return model
            case Alias(type=target):
                kind = target
            case _:
                return None
    return None


def _deprecation(schema: Schema) -> dict[str, Any]:
    """Return what is said of a component that is deprecated; what is inline is a property's."""
    if not schema.deprecated or len(split(schema.pointer)) != COMPONENT:
        return {}
    doc = " ".join(filter(None, (schema.doc, "Deprecated.")))
    return {"doc": doc, "deprecated": True, "sunset": schema.sunset}


def _presence(type_: Type, *, required: bool) -> Presence:
    if required and isinstance(type_, Literal) and len(type_.values) == 1 and not type_.open:
        return "constant"
    return "required" if required else "optional"


def one_way(schemas: Schemas) -> dict[tuple[str, str], str]:
    """Return which required properties travel in one direction alone, by owner and name."""
    ways = (
        ((name, member.name), direction(schemas, member.schema))
        for name, schema in schemas.items()
        if isinstance(schema.shape, Object)
        for member in schema.shape.members
        if member.required
    )
    return {key: way for key, way in ways if way}
