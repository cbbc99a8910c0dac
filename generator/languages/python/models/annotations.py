"""Types as modules of models write them, with the limits that values are held to.

Job: spell the types of the Api as annotations of fields and as aliases, and remember which names
that took, so that a module imports what it uses. A declaration of another module is read from
`models`. It must not know how callers write types: that is `languages.python.annotations`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Final

from generator.api import (
    NO_LIMITS,
    Array,
    Limits,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.python.annotations import SCALARS
from generator.languages.python.deprecation import mark
from generator.languages.python.filters import identifier, literal
from generator.languages.text import Code
from generator.spelled import Property

ARGUMENTS: Final = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "multipleOf": "multiple_of",
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
    "minItems": "min_length",
    "maxItems": "max_length",
    "minProperties": "min_length",
    "maxProperties": "max_length",
}
"""What `Field` and `StringConstraints` call the limits of JSON Schema."""


class ModelAnnotations:
    """Spells types for one module of models."""

    def __init__(self, name_of: Callable[[Ref], str]) -> None:
        """Spell references as `name_of` says, a name or one in `models`."""
        self._name_of = name_of
        self.used: set[str] = set()
        """The names that were used, but for those of declarations of the module."""

    def use(self, name: str) -> Code:
        """Return a name that the module needs."""
        self.used.add(name)
        return identifier(name)

    def named(self, ref: Ref) -> Code:
        """Return the class or alias of a reference."""
        name = identifier(self._name_of(ref))
        self.used.update(["models"] if "." in name else [])
        return name

    def field(self, property_: Property) -> Code:
        """Return the annotation of a property, which says how it is called in JSON too."""
        text, deprecation = str(self.value(property_)), mark(property_)
        arguments = []
        if property_.name.wire != property_.name.identifier:
            arguments.append(f"alias={literal(property_.name.wire)}")
        if deprecation is not None:
            self.use("Deprecation")
            arguments.append(f"deprecated={deprecation}")
        return self._marked(text, "Field", ", ".join(arguments)) if arguments else Code(text)

    def value(self, property_: Property) -> Code:
        """Return the annotation of the values of a property, with what stands for its absence."""
        optional, nullable = property_.presence == "optional", isinstance(property_.type, Nullable)
        bare = (
            property_.type.type
            if optional and isinstance(property_.type, Nullable)
            else property_.type
        )
        text = self.type(bare)
        if not optional:
            return text
        return Code(f"{self.use('Nullable')}[{text}]" if nullable else f"{text} | None")

    def type(self, kind: Type) -> Code:
        """Return the annotation of a type."""
        match kind:
            case Scalar(kind=scalar, limits=limits):
                limits = _real(limits) if scalar == "number" else limits
                return self._limited(SCALARS[scalar], limits)
            case Literal(values=values, open=is_open):
                elements = ", ".join(literal(value) for value in values)
                return Code(f"{self.use('Literal')}[{elements}]{' | str' if is_open else ''}")
            case Array(items=items, limits=limits):
                return self._limited(f"list[{self.type(items)}]", limits)
            case Map(values=values, keys=keys, limits=limits):
                name = self._limited("str", keys, "StringConstraints")
                return self._limited(f"dict[{name}, {self.type(values)}]", limits)
            case Ref():
                return self.named(kind)
            case Nullable(type=inner):
                return Code(f"{self.type(inner)} | None")
            case TypeUnion(members=members):
                return Code(" | ".join(self.type(member) for member in members))
            case _:  # bytes never stand in a model
                return self.use("Any")

    def _limited(self, text: str, limits: Limits, mark: str = "Field") -> Code:
        if limits == NO_LIMITS:
            return Code(text)
        values = {name: getattr(limits, name) for name in ARGUMENTS}
        arguments = sorted(
            f"{ARGUMENTS[name]}={literal(value)}"
            for name, value in values.items()
            if value is not None
        )
        return self._marked(text, mark, ", ".join(arguments))

    def _marked(self, text: str, mark: str, arguments: str) -> Code:
        return Code(f"{self.use('Annotated')}[{text}, {self.use(mark)}({arguments})]")


def _real(limits: Limits) -> Limits:
    """Return limits as the reals that are held to them."""
    values = {name: getattr(limits, name) for name in ARGUMENTS}
    whole: dict[str, Any] = {n: float(value) for n, value in values.items() if type(value) is int}
    return dataclasses.replace(limits, **whole)
