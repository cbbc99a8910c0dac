"""Values and types as the user writes them: objects by their classes, the rest as it is in JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.api import (
    Anything,
    Array,
    Binary,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.python.filters import identifier, literal
from generator.languages.text import Code
from generator.samples import MOST_VALUES, Samples
from generator.spelled import Alias, Declaration, Model, Union

SCALARS: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


class Expressions:
    """Expressions of types, made of samples."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples

    def value(self, kind: Type) -> Code:
        """Return a value of a type as code."""
        match kind:
            case Nullable(type=inner):
                return self.value(inner)
            case TypeUnion(members=members):
                return self.value(members[0])
            case Array(items=items):
                return Code(f"[{self.value(items)}]")
            case Ref():
                return self.built(self._samples.declared(kind))
            case Binary():
                return Code('b"any"')
            case _:
                return literal(self._samples.value(kind))

    def each(self, kind: Type) -> Iterator[Code]:
        """Yield a value of each kind that a type allows."""
        match kind:
            case Nullable(type=inner):
                yield from self.each(inner)
                yield Code("None")
            case TypeUnion(members=members):
                for member in members:
                    yield from self.each(member)
            case Literal(values=values):
                yield from map(literal, values[:MOST_VALUES])
            case _:
                yield self.value(kind)

    def built(self, declaration: Declaration) -> Code:
        """Return an object of a declaration, made from JSON."""
        match declaration:
            case Alias(type=inner):
                return self.value(inner)
            case Union(members=members):
                model = self._samples.declared(members[0])
                value = self._samples.member(declaration, members[0])
                return Code(f"models.{identifier(model.identifier)}.from_dict({literal(value)})")
            case Model():
                value = self._samples.object(declaration)
                return Code(
                    f"models.{identifier(declaration.identifier)}.from_dict({literal(value)})"
                )

    def annotation(self, kind: Type) -> Code:
        """Return the type that a value is read as."""
        match kind:
            case Nullable(type=inner):
                return Code(f"{self.annotation(inner)} | None")
            case TypeUnion(members=members):
                return Code(" | ".join(map(self.annotation, members)))
            case Scalar(kind=name):
                return Code(SCALARS[name])
            case Literal(values=values):
                return Code(" | ".join(dict.fromkeys(type(value).__name__ for value in values)))
            case Array(items=items):
                return Code(f"Sequence[{self.annotation(items)}]")
            case Map(values=inner):
                return Code(f"Mapping[str, {self.annotation(inner)}]")
            case Ref():
                return Code(f"models.{identifier(self._samples.declared(kind).identifier)}")
            case Anything() | Binary():
                return Code("object")
