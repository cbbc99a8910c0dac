"""A namespace: what one provider has of an Api, and which way each declaration travels.

Job: answer by name what the parts of a comparison ask: what a component is, whether its values are
sent or received, and how a person calls the place. It compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.api import SHARED, Ref, references
from generator.diff import carriers
from generator.diff.change import Direction
from generator.spelled import Alias, Api, Declaration, Model, Operation, Provider, Union


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    """What one provider has."""

    provider: Provider
    declarations: Mapping[str, Declaration]
    """By the names of components."""
    travels: Mapping[str, tuple[Direction, ...]]
    """Which ways the values of each declaration go."""
    as_text: frozenset[str]
    """Declarations whose values are only sent, and never as JSON."""
    members: Mapping[tuple[Direction, str], str]
    """How the members of unions are called: `Item[note]`, by direction and component."""
    meanings: Mapping[str, Declaration]
    """What the modules that providers share offer, by names in code."""

    def address(self, direction: Direction, name: str) -> str:
        """Return how a component is called: as a member of a union where it is one."""
        return self.members.get((direction, name), name)

    def is_shared(self, name: str) -> bool:
        """Return whether the shared module means by a component's name what the provider does."""
        declaration = self.declarations[name]
        return self.meanings[declaration.identifier] is declaration


def namespace(api: Api, provider: Provider) -> Namespace:
    """Return what one provider of an Api has."""
    declarations = {d.name: d for d in api.declarations if provider.name in d.providers}
    inner = {d.name: api.references[d.namespace, d.name] for d in declarations.values()}
    sent_names = _reached(inner, _request_refs(provider.operations))
    received = _reached(inner, _received(provider.operations))
    ways: tuple[tuple[Direction, Mapping[str, None]], ...] = (
        ("sent", sent_names),
        ("received", received),
    )
    return Namespace(
        provider=provider,
        declarations=declarations,
        travels={name: tuple(way for way, names in ways if name in names) for name in declarations},
        as_text=_as_text(provider.operations, declarations, inner) - {*received},
        members={
            (way, member): calling_name
            for way, names in ways
            for member, calling_name in _members(declarations, names).items()
        },
        meanings=_meanings(api),
    )


def _request_refs(operations: Iterable[Operation]) -> Iterable[Ref]:
    for operation in operations:
        yield from references((operation.parameters, operation.body and operation.body.type))
        yield from references(operation.body and operation.body.properties)


def _received(operations: Iterable[Operation]) -> Iterable[Ref]:
    for operation in operations:
        yield from references((operation.answers, operation.error, operation.failures))
        yield from references(operation.pagination)


def _as_text(
    operations: Iterable[Operation],
    declarations: Mapping[str, Declaration],
    inner: Mapping[str, tuple[Ref, ...]],
) -> frozenset[str]:
    """Return the declarations whose values are sent as text, wherever they are sent."""
    texts, others = set[str](), list[Ref]()
    for kind, notation in carriers.sent(operations):
        refs = references(kind)
        names = _reached(inner, refs) if notation != "json" else {}
        has_objects = not all(isinstance(declarations[name], Alias) for name in names)
        if notation == "json" or (has_objects and notation != "brackets"):
            others += refs
        else:
            texts.update(names)
    return frozenset(texts.difference(_reached(inner, others)))


def _reached(inner: Mapping[str, tuple[Ref, ...]], roots: Iterable[Ref]) -> dict[str, None]:
    """Return what references lead to, each name once, in the order of the way."""
    result: dict[str, None] = {}
    waiting = [ref.name for ref in roots]
    waiting.reverse()
    while waiting:
        name = waiting.pop()
        if name not in result:
            result[name] = None
            waiting += [ref.name for ref in reversed(inner[name])]
    return result


def _members(declarations: Mapping[str, Declaration], names: Iterable[str]) -> dict[str, str]:
    """Return how the members of unions are called, by the first union and tag that has each."""
    result: dict[str, str] = {}
    for name in names:
        union = declarations[name]
        if isinstance(union, Union):
            for tag, member in union.discriminator.mapping:
                result.setdefault(member.name, f"{name}[{tag}]")
    return result


def _meanings(api: Api) -> dict[str, Declaration]:
    """Return what the shared modules mean by each name: what is shared, then who is first."""
    result: dict[str, Declaration] = {}
    shared = (d for d in api.declarations if d.namespace == SHARED)
    for declaration in (*shared, *api.declarations):
        result.setdefault(declaration.identifier, declaration)
    return result


def noun(declaration: Declaration) -> str:
    """Return what a declaration is, in a word."""
    match declaration:
        case Model():
            return "an object"
        case Union():
            return "a union of objects"
        case Alias():
            return "a type"
