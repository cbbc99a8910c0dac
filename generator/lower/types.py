"""Schemas to types: one case for each shape.

Job: say in the words of the Api what values a settled schema allows. Nothing is asked for, named or
refused here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from generator.api import (
    Anything,
    Array as ArrayType,
    Literal,
    Map as MapType,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.schema import (
    Array,
    Constants,
    Free,
    Map,
    Named,
    Object,
    ObjectUnion,
    OneOf,
    Plain,
    Schema,
    Schemas,
)


class Types:
    """The types of one provider's schemas."""

    def __init__(self, schemas: Schemas, namespace: str) -> None:
        self._schemas = schemas
        self._namespace = namespace

    def ref(self, name: str) -> Ref:
        """Return a reference to a declaration."""
        return Ref(name=name, namespace=self._namespace)

    def of(self, schema: Schema) -> Type:
        """Return the type of the values that a schema allows.

        A name stands for null by itself, where its schema is nullable.
        """
        if isinstance(schema.shape, Named):
            return self._named(schema, schema.shape.name)
        type_ = self._not_null(schema)
        nullable = schema.nullable and not isinstance(type_, Anything)
        return Nullable(type=type_) if nullable else type_

    def _named(self, schema: Schema, name: str) -> Type:
        target = self._schemas[name]
        if schema.nullable:
            says = target.nullable or isinstance(target.shape, Free)
            return self.ref(name) if says else Nullable(type=self.ref(name))
        return self.of(replace(target, nullable=False)) if target.nullable else self.ref(name)

    def _not_null(self, schema: Schema) -> Type:
        match schema.shape:
            case Free():
                return Anything()
            case Plain(type=name, limits=limits):
                return Scalar(kind=name, limits=limits)
            case Constants(values=values, open=is_open):
                return Literal(values=values, open=is_open)
            case Array(items=items, limits=limits):
                return ArrayType(items=self.of(items), limits=limits)
            case Map(values=inner, keys=keys, limits=limits):
                return MapType(values=self.of(inner), keys=keys, limits=limits)
            case OneOf(members=members):
                return TypeUnion(members=tuple(self._member(m, schema) for m in members))
            case Named() | Object() | ObjectUnion():
                raise TypeError(f"{schema.pointer}: what has a class is referred to by its name")
            case other:
                assert_never(other)

    def _member(self, member: Schema, whole: Schema) -> Type:
        """Return the type of a member, without null where the whole has none."""
        return self.of(member if whole.nullable else replace(member, nullable=False))
