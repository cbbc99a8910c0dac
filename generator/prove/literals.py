"""The constants that annotations of the callers' side have to list.

Job: take from types of the Api the values of their constants, in the order in which an annotation
names them. It must not ask what spells annotations.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.api import (
    Alias,
    Api,
    Array,
    Constant,
    Either,
    Literal,
    Map,
    Nullable,
    Operation,
    Ref,
    Type,
)


class Constants:
    """Finds the constants of types."""

    def __init__(self, api: Api) -> None:
        self._known = {(d.home, d.name): d for d in api.declarations}

    def of(self, kind: Type, *, through: bool = False) -> list[Constant]:
        """Return the constants of a type; `through` follows names to what has none of its own."""
        return list(self._of(kind, through))

    def _of(self, kind: Type, through: bool) -> Iterator[Constant]:
        match kind:
            case Literal(values=values):
                yield from values
            case Array(items=inner) | Map(values=inner) | Nullable(type=inner):
                yield from self._of(inner, through)
            case Either(members=members):
                for member in members:
                    yield from self._of(member, through)
            case Ref(name=name, home=home) if through:
                declared = self._known[home, name]
                if isinstance(declared, Alias) and not isinstance(declared.type, Literal):
                    yield from self._of(declared.type, through)
            case _:
                return

    def of_arguments(self, operation: Operation) -> dict[str, list[Constant]]:
        """Return the constants of each argument of a method."""
        types = argument_types(operation)
        return {name: self.of(kind, through=True) for name, (kind, _) in types.items()}


def argument_types(operation: Operation) -> dict[str, tuple[Type, bool]]:
    """Return the type of each argument of a method, and whether it may be left out."""
    types = {p.name.python: (p.type, not p.required) for p in operation.parameters}
    body = operation.body
    if body is not None and body.properties is not None:
        types |= {p.name.python: (p.type, p.presence == "optional") for p in body.properties}
    elif body is not None:
        types[body.argument] = (body.type, not body.required)
    return types
