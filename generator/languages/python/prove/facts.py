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


def takes_null(known: Declarations, kind: Type) -> bool:
    """Return whether null is a value of a type: by itself, in a member, or behind a name."""
    waiting, seen = [kind], set[Ref]()
    while waiting:
        match waiting.pop():
            case Nullable() | Anything():
                return True
            case TypeUnion(members=members):
                waiting += members
            case Ref() as ref if ref not in seen:
                seen.add(ref)
                named = known[ref]
                waiting += [named.type] if isinstance(named, Alias) else []
    return False


def values_of(known: Declarations, kind: Type | None) -> list[Type | None]:
    """Return the types that a value may have, without names and unions; `None` for null."""
    match kind:
        case Nullable(type=inner):
            return [*values_of(known, inner), None]
        case TypeUnion(members=members):
            return [leaf for member in members for leaf in values_of(known, member)]
        case Ref() as ref:
            named = known[ref]
            return values_of(known, named.type) if isinstance(named, Alias) else [ref]
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


def default_of(known: Parameter | Property) -> str:
    """Return the sentence about what the server takes for what isn't sent."""
    return "" if known.default is None else f"Server default: `{known.default}`."


def doc_of(known: Property) -> str:
    """Return what the docs say of a property of a model."""
    parts = (known.doc, default_of(known), "Deprecated." if known.deprecated else "")
    return " ".join(part for part in parts if part)


def sent_doc(known: Property) -> str:
    """Return what the docs say of a property of what is sent."""
    return f"{known.doc} Deprecated." if known.deprecated else known.doc


def sendable(api: Api, known: Declarations) -> frozenset[Ref]:
    """Return the declarations that requests are made of."""
    calls = [operation for provider in api.providers for operation in provider.operations]
    waiting = list(references(tuple((call.body, call.parameters) for call in calls)))
    reached: set[Ref] = set()
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting += references(known[ref])
    return frozenset(reached)
