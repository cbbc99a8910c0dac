"""The types of the members of a union, as one type.

Job: keep apart what differs in its JSON type, and make one of what doesn't: texts, numbers,
switches and lists. Limits that not all of the members have are let go (`rules.unenforced` says so):
no type says which member a value is. Part of `types`; unions of objects are for `unions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal as Choice

from generator.api import (
    NO_LIMITS,
    Alias,
    Anything,
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
from generator.document import join
from generator.lower.recursion import ENDLESS

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

COMPONENTS: Final = "/components/schemas"

Schema = dict[str, Any]
Kind = Choice["string", "integer", "number", "boolean"]


def nullable(kind: Type) -> Type:
    """Return the type that also has null."""
    return kind if isinstance(kind, Nullable | Anything) else Nullable(type=kind)


def joined(schemas: Schemas, types: Sequence[Type], pointer: str) -> Type:
    """Return one type for several, which differ in their JSON type in the end."""
    if any(isinstance(kind, Anything) for kind in types):
        return Anything()
    if any(isinstance(kind, Nullable) for kind in types):  # null is said once, of the whole
        bare = [kind.type if isinstance(kind, Nullable) else kind for kind in types]
        return nullable(joined(schemas, bare, pointer))
    types = _merged(schemas, types, pointer)
    if len(types) == 1:
        return types[0]
    kinds = [schemas.kinds.of(_schema_of(schemas, kind)) for kind in types]
    if len(set().union(*kinds)) < sum(len(kind) for kind in kinds):
        schemas.problems.unsupported(
            pointer,
            "members of the same JSON type can't be told apart: give them a discriminator, "
            "or make them one",
            "any JSON stands here instead",
        )
        return Anything()
    return TypeUnion(members=tuple(types))


def _merged(schemas: Schemas, types: Sequence[Type], pointer: str) -> list[Type]:
    """Return the types with those of one JSON type made one, each in the place of the first."""
    groups: dict[str, list[Type]] = {}
    for number, kind in enumerate(types):
        groups.setdefault(_group(_meant(schemas, kind)) or str(number), []).append(kind)
    return [
        group[0] if len(group) == 1 else _one(schemas, group, pointer) for group in groups.values()
    ]


def _meant(schemas: Schemas, kind: Type) -> Type | None:
    """Return the scalar or the list that a type is, by whatever name; else nothing."""
    match kind:
        case Scalar() | Literal() | Array():
            return kind
        case Nullable(type=inner):
            return _meant(schemas, inner)
        case Ref(name=name):
            declared = schemas.declared(name)
            return _meant(schemas, declared.type) if isinstance(declared, Alias) else None
    return None


def _group(kind: Type | None) -> str | None:
    """Return the JSON type that members are made one by."""
    match kind:
        case Scalar(kind="integer" | "number"):
            return "number"
        case Scalar(kind=name):
            return name
        case Literal(values=values) if isinstance(values[0], str):
            return "string"
        case Literal(values=values):
            return "boolean" if isinstance(values[0], bool) else "number"
        case Array():
            return "array"
    return None


def _one(schemas: Schemas, types: Sequence[Type], pointer: str) -> Type:
    """Return the type of the values of several that have one JSON type."""
    known = [_meant(schemas, kind) for kind in types]
    lists = [kind for kind in known if isinstance(kind, Array)]
    if lists:
        return Array(items=_items(schemas, lists, pointer), limits=_common(lists))
    scalars = [kind for kind in known if isinstance(kind, Scalar)]
    literals = [kind for kind in known if isinstance(kind, Literal)]
    values = tuple(dict.fromkeys(value for kind in literals for value in kind.values))
    free = bool(scalars) or any(kind.open for kind in literals)
    if not values:
        return Scalar(kind=_widest(scalars), limits=_common(scalars))
    if not free or isinstance(values[0], str):
        return Literal(values=values, open=free)
    return Scalar(kind=_widest(scalars))


def _items(schemas: Schemas, lists: Sequence[Array], pointer: str) -> Type:
    """Return the type of the items of several lists, which may contain lists of their own kind."""
    every = list(dict.fromkeys(kind.items for kind in lists))
    if len(every) == 1:
        return every[0]
    if frozenset(every) in schemas.joining:
        schemas.problems.add(pointer, ENDLESS)
        return Anything()
    schemas.joining.append(frozenset(every))
    items = joined(schemas, every, pointer)
    schemas.joining.pop()
    return items


def _widest(scalars: Sequence[Scalar]) -> Kind:
    kinds: list[Kind] = [scalar.kind for scalar in scalars]
    return "number" if "number" in kinds else kinds[0]


def _common(kinds: Sequence[Scalar] | Sequence[Array]) -> Limits:
    """Return the limits of all, where they are the same."""
    return kinds[0].limits if len({kind.limits for kind in kinds}) == 1 else NO_LIMITS


def _schema_of(schemas: Schemas, kind: Type) -> Schema:
    """Return the JSON type of a type, as the schema that `kinds` reads."""
    match kind:
        case Scalar(kind="integer" | "number"):
            return {"type": "number"}
        case Scalar(kind=name):
            return {"type": name}
        case Literal(values=values):
            return {"enum": list(values)}
        case Array():
            return {"type": "array"}
        case Map():
            return {"type": "object"}
        case Ref(name=name):
            return {"$ref": "#" + join(COMPONENTS, name)}
        case Nullable(type=inner):
            return _schema_of(schemas, inner)
        case TypeUnion(members=members):
            return {"anyOf": [_schema_of(schemas, member) for member in members]}
        case Anything():
            return {}
