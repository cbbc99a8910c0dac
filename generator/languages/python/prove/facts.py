"""What the Api says that several parts of the proof ask: null, docs of properties, what is sent.

Job: read it off the Api, by code that nothing else uses: whoever wrote the files read the Api for
itself, and an error of one is seen by the other. It must not call what writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from generator.api import (
    Anything,
    Array,
    Binary,
    Literal,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
    references,
)
from generator.spelled import (
    Alias,
    Api,
    Declaration,
    Parameter,
    Property,
)

JSON: Final = {bool: "boolean", int: "number", float: "number", str: "string"}

Declarations: TypeAlias = Mapping[Ref, Declaration]


def declarations(api: Api) -> Declarations:
    """Return the declarations of all namespaces by what refers to them."""
    return {Ref(name=d.name, namespace=d.namespace): d for d in api.declarations}


def takes_null(by_ref: Declarations, kind: Type) -> bool:
    """Return whether null is a value of a type: by itself, in a member, or behind a name."""
    waiting, visited = [kind], set[Ref]()
    while waiting:
        match waiting.pop():
            case Nullable() | Anything():
                return True
            case TypeUnion(members=members):
                waiting += members
            case Ref() as ref if ref not in visited:
                visited.add(ref)
                declaration = by_ref[ref]
                waiting += [declaration.type] if isinstance(declaration, Alias) else []
    return False


def values_of(by_ref: Declarations, kind: Type | None) -> list[Type | None]:
    """Return the types that a value may have, without names and unions; `None` for null."""
    match kind:
        case Nullable(type=inner):
            return [*values_of(by_ref, inner), None]
        case TypeUnion(members=members):
            return [leaf for member in members for leaf in values_of(by_ref, member)]
        case Ref() as ref:
            declaration = by_ref[ref]
            return values_of(by_ref, declaration.type) if isinstance(declaration, Alias) else [ref]
        case _:
            return [kind]


def kinds_of(leaves: Iterable[Type | None]) -> tuple[str, ...]:
    """Return the JSON types of such types, each once; integers are numbers."""
    kinds: list[str] = []
    for leaf in leaves:
        match leaf:
            case None:
                kinds.append("null")
            case Scalar(kind=name):
                kinds.append("number" if name == "integer" else name)
            case Literal(values=values):
                kinds += [JSON[type(value)] for value in values]
            case Array():
                kinds.append("array")
            case Binary():
                pass
            case _:
                kinds.append("object")
    return tuple(dict.fromkeys(kinds))


def default_of(item: Parameter | Property) -> str:
    """Return the sentence about what the server takes for what isn't sent."""
    return "" if item.default is None else f"Server default: `{item.default}`."


def doc_of(property_: Property) -> str:
    """Return what the docs say of a property of a model."""
    parts = (property_.doc, default_of(property_), "Deprecated." if property_.deprecated else "")
    return " ".join(part for part in parts if part)


def sent_doc(property_: Property) -> str:
    """Return what the docs say of a property of what is sent."""
    return f"{property_.doc} Deprecated." if property_.deprecated else property_.doc


def sendable(api: Api, by_ref: Declarations) -> frozenset[Ref]:
    """Return the declarations that requests are made of."""
    calls = [operation for provider in api.providers for operation in provider.operations]
    waiting = list(references(tuple((call.body, call.parameters) for call in calls)))
    refs: set[Ref] = set()
    while waiting:
        ref = waiting.pop()
        if ref not in refs:
            refs.add(ref)
            waiting += references(by_ref[ref])
    return frozenset(refs)
