"""What can be sent, as TypedDicts: the declarations that request bodies reach."""

from __future__ import annotations

import keyword
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.api import SHARED, Ref, references
from generator.languages.python.annotations import Annotations
from generator.languages.python.filters import literal
from generator.languages.python.models.order import in_order
from generator.languages.text import Code
from generator.spelled import Alias, Api, Declaration, Model, Property, Union


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A member of a TypedDict."""

    wire: str
    annotation: Code
    quoted: Code
    optional: bool
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A TypedDict, or a name for something else that can be sent."""

    name: str
    doc: str
    alias: Code | None = None
    members: tuple[Code, ...] = ()
    functional: bool = False
    """Whether class syntax can't say the names on the wire."""
    fields: tuple[Field, ...] = ()


@lru_cache(maxsize=16)
def params(api: Api, namespace: str) -> tuple[Declared, ...]:
    """Return the declarations of a namespace that can be sent, each after what it refers to."""
    annotations = Annotations(api)
    return tuple(
        _declared(annotations, api.declared(ref)) for ref in sent(api) if ref.namespace == namespace
    )


def params_of(api: Api, refs: Collection[Ref]) -> tuple[Declared, ...]:
    """Return declarations that stand in one module; others are read from `params`."""
    annotations = Annotations(api, here=frozenset(refs))
    return tuple(_declared(annotations, api.declared(ref)) for ref in refs)


@lru_cache(maxsize=16)
def sent(api: Api) -> tuple[Ref, ...]:
    """Return what can be sent, each after what it refers to."""
    by_ref = {Ref(name=d.name, namespace=d.namespace): d for d in api.declarations}
    calls = (operation for provider in api.providers for operation in provider.operations)
    starts = [ref for call in calls for ref in references((call.body, call.parameters))]
    reachable = _reached(by_ref, starts)
    # An alias that had to wait for a class, and that nothing else leads to, comes by its own.
    return in_order(by_ref, [*starts, *(ref for ref in by_ref if ref in reachable)])


def _reached(by_ref: Mapping[Ref, Declaration], starts: Iterable[Ref]) -> set[Ref]:
    """Return all that some references lead to."""
    refs: set[Ref] = set()
    waiting = list(starts)
    while waiting:
        ref = waiting.pop()
        if ref not in refs:
            refs.add(ref)
            waiting += references(by_ref[ref])
    return refs


def reexported(api: Api, provider: str) -> tuple[str, ...]:
    """Return what a provider can be sent of the shared namespace, by name in code."""
    names = {declaration.name for declaration in params(api, SHARED)}
    common = (d for d in api.declarations if d.namespace == SHARED and provider in d.providers)
    return tuple(sorted(d.identifier for d in common if d.identifier in names))


def _declared(annotations: Annotations, declaration: Declaration) -> Declared:
    match declaration:
        case Alias(type=kind):
            return Declared(
                name=declaration.identifier, doc=declaration.doc, alias=annotations.item(kind)
            )
        case Union(members=members):
            names = tuple(annotations.item(member) for member in members)
            return Declared(name=declaration.identifier, doc=declaration.doc, members=names)
        case Model(properties=properties):
            wires = [property_.name.wire for property_ in properties]
            return Declared(
                name=declaration.identifier,
                doc=declaration.doc,
                functional=not _are_attributes(wires),
                fields=tuple(_field(annotations, property_) for property_ in properties),
            )


def _are_attributes(wires: list[str]) -> bool:
    """Return whether a class can have these names: Python's own and private ones it can't keep."""
    plain = all(w.isidentifier() and w.isascii() and not keyword.iskeyword(w) for w in wires)
    apart = len({wire.casefold() for wire in wires}) == len(wires)
    return plain and apart and not any(wire.startswith("__") for wire in wires)


def _field(annotations: Annotations, property_: Property) -> Field:
    annotation = annotations.item(property_.type)
    return Field(
        wire=property_.name.wire,
        annotation=annotation,
        quoted=literal(str(annotation)),
        optional=property_.presence == "optional",
        doc="\n\n".join(
            text for text in (property_.doc, "Deprecated." * property_.deprecated) if text
        ),
    )
