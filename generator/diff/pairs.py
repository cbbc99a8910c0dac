"""Pairs: which declaration and which operation of the new side is which of the old one.

Job: pair components of one name, and those that were renamed, which stand where the old one stood.
Nothing is guessed from what they look like: a component that is there on both sides is itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from generator.api import ByRules, Ref, references
from generator.diff.namespace import Namespace
from generator.diff.paths import address, shape
from generator.dump.declarations import conditions
from generator.spelled import Alias, Declaration, Model, Operation, Provider, Union


def pairs(old: Namespace, new: Namespace) -> Mapping[str, str]:
    """Return the names of the old side's declarations with those of the new side's."""
    result = {name: name for name in old.declarations if name in new.declarations}
    for before, after in _of_aliases(old, new):
        result.pop(after, None)
        result[before] = after
    for before, after in _of_operations(old, new):
        result.setdefault(before, after)
    waiting = [*result.items()]
    while waiting:
        before, after = waiting.pop()
        declarations = old.declarations[before], new.declarations[after]
        for one, other in _beside(*declarations) if declarations[0] != declarations[1] else ():
            if _is_renamed(one, other, old, new) and one not in result:
                result[one] = other
                waiting.append((one, other))
    return result


def _of_aliases(old: Namespace, new: Namespace) -> Iterator[tuple[str, str]]:
    """Yield classes that have another name beside their own: on one side that stands for it."""
    for name in [name for name in old.declarations if name in new.declarations]:
        match old.declarations[name], new.declarations[name]:
            case (Model() | Union()) as one, Alias(
                type=Ref(name=real)
            ) if real not in old.declarations and type(one) is type(new.declarations[real]):
                yield name, real
            case (
                Alias(type=Ref(name=real)),
                (Model() | Union()) as one,
            ) if real not in new.declarations and type(one) is type(old.declarations[real]):
                yield real, name
            case _:
                continue


def _is_renamed(one: str, other: str, old: Namespace, new: Namespace) -> bool:
    return one not in new.declarations and other not in old.declarations


def _of_operations(old: Namespace, new: Namespace) -> Iterator[tuple[str, str]]:
    """Yield renamed declarations that operations of one id name in one place."""
    for operation, other in operation_pairs(old.provider, new.provider):
        for one, name in _zipped(operation, other, _places) if operation and other else ():
            if _is_renamed(one, name, old, new):
                yield one, name


KEYS: Final[tuple[Callable[[Operation, Provider], object], ...]] = (
    lambda operation, _: (operation.id, operation.streams),
    lambda operation, _: operation.id,
    lambda operation, _: (shape(operation), operation.streams),
    lambda operation, provider: (address(operation, provider), operation.streams),
)
"""By what operations are one, the surest first: one id may be there twice, of an answer and of a
stream of it, and ids never travel, so that what is called in one way is the same as well."""


def operation_pairs(
    old: Provider, new: Provider
) -> Iterator[tuple[Operation | None, Operation | None]]:
    """Yield operations with what became of them, then those that are new."""
    partners: dict[int, int] = {}
    for key in KEYS:
        matches = {*partners.values()}
        rest = [at for at in range(len(new.operations)) if at not in matches]
        places = {key(new.operations[at], new): at for at in reversed(rest)}
        for at, operation in enumerate(old.operations):
            if at not in partners and (other := places.pop(key(operation, old), None)) is not None:
                partners[at] = other
    for at, operation in enumerate(old.operations):
        yield operation, new.operations[partners[at]] if at in partners else None
    additions = {*range(len(new.operations))} - {*partners.values()}
    yield from ((None, new.operations[at]) for at in sorted(additions))


def _places(operation: Operation) -> Iterator[tuple[str, Any]]:
    yield from ((f"{p.location} {p.name.wire}", p.type) for p in operation.parameters)
    yield from ((f"{a.status} {a.media_type}", a.type) for a in operation.answers)
    yield "body", operation.body and operation.body.type
    for each in (operation.body and operation.body.properties) or ():
        yield f"body {each.name.wire}", each.type
    yield "error", operation.error
    yield from ((f"error {each.status}", each.type) for each in operation.failures)


def _beside(old: Declaration, new: Declaration) -> Iterator[tuple[str, str]]:
    """Yield the names that two declarations mention in the same places."""
    match old, new:
        case (Model(), Model()) | (Union(), Union()) | (Alias(), Alias()):
            yield from _zipped(old, new, _parts)
        case _:
            return


def _parts(declarations: Declaration) -> Iterator[tuple[str, Any]]:
    match declarations:
        case Model(properties=properties):
            yield from ((each.name.wire, each.type) for each in properties)
        case Union(discriminator=how):
            yield from how.mapping
            yield "otherwise", how.otherwise
            for rule in how.rules if isinstance(how, ByRules) else ():
                yield f"if {conditions(rule)}", rule.member
        case Alias(type=kind):
            yield "", kind


def _zipped(old: Any, new: Any, places: Any) -> Iterator[tuple[str, str]]:
    others = dict(places(new))
    for place, value in places(old):
        before, after = references(value), references(others.get(place))
        if len(before) == len(after):
            yield from zip((r.name for r in before), (r.name for r in after), strict=True)
