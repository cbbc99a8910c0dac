"""What a value of a type may be, as far as a command line asks: JSON types and constants.

Job: look through names, unions and null at what a caller can give. How the command uses it is the
runtime's.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.api import (
    Anything,
    Array,
    Constant,
    JsonType,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.spelled import Alias, Api


def kinds(api: Api, kind: Type) -> tuple[JsonType, ...]:
    """Return the JSON types of a type's values, in its order; none where any value will do."""
    leaves = tuple(_leaves(api, kind))
    if any(isinstance(leaf, Anything) for leaf in leaves):
        return ()
    return tuple(dict.fromkeys(each for leaf in leaves for each in _kinds(leaf)))


def constants(api: Api, kind: Type) -> tuple[tuple[Constant, ...], bool]:
    """Return the constants that a type lists, and whether it takes other values of their kind."""
    literals = [leaf for leaf in _leaves(api, kind) if isinstance(leaf, Literal)]
    return tuple(v for each in literals for v in each.values), any(each.open for each in literals)


def items(api: Api, kind: Type) -> Type | None:
    """Return what the items of a type's lists are; `None` where it has no list, or several."""
    lists = [leaf for leaf in _leaves(api, kind) if isinstance(leaf, Array)]
    return lists[0].items if len(lists) == 1 else None


def _leaves(api: Api, kind: Type) -> Iterator[Type | None]:
    """Yield the types that a type comes to; `None` for null."""
    match kind:
        case Nullable(type=inner):
            yield from _leaves(api, inner)
            yield None
        case TypeUnion(members=members):
            for member in members:
                yield from _leaves(api, member)
        case Ref():
            declaration = api.declared(kind)
            if isinstance(declaration, Alias):
                yield from _leaves(api, declaration.type)
            else:
                yield kind
        case _:
            yield kind


def _kinds(leaf: Type | None) -> tuple[JsonType, ...]:
    match leaf:
        case None:
            return ("null",)
        case Scalar(kind=name):
            return ("number",) if name == "integer" else (name,)
        case Literal(values=values):
            return tuple(_kind(value) for value in values)
        case Array():
            return ("array",)
        case Map() | Ref():
            return ("object",)
    return ()


def _kind(value: Constant) -> JsonType:
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"
