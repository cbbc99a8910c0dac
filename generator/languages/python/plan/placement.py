"""Which module a declaration stands in, where one module for all of them would be too long.

Job: put what only one resource of the client leads to beside that resource, what several lead to
beside the resource that they are parts of, and the rest together, in modules of a limited length.
Since whatever a declaration refers to is reached by all that reaches itself, a module refers to its
own resource and to those above it: no alias ever waits for one that waits for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from generator.api import SHARED, Ref, references
from generator.languages.python.models.order import in_order
from generator.languages.python.naming import module_name
from generator.languages.python.plan.lengths import of_declaration
from generator.languages.python.plan.params import sent
from generator.spelled import Api, Declaration, Model
from generator.words import distinct

TOGETHER: Final = 4_000
"""Lines of code, about, that one module holds at most before resources get their own."""

LONGEST: Final = 2_000
"""Lines of code, about, after which what is left of a resource stands in a further module."""

SHARED_MODULE: Final = "shared"
"""What several resources lead to."""

UNREACHED_MODULE: Final = "others"
"""What no operation leads to."""

Path: TypeAlias = tuple[str, ...]
"""The attributes that lead from the client to a resource."""


Modules: TypeAlias = Mapping[str, tuple[Ref, ...]]
"""The declarations of each module by its name; none where a single one holds them all."""


@lru_cache(maxsize=4)
def models(api: Api) -> Modules:
    """Return the modules of models."""
    return _modules(api, [Ref(name=d.name, namespace=d.namespace) for d in api.declarations])


@lru_cache(maxsize=4)
def params(api: Api) -> Modules:
    """Return the modules of what can be sent."""
    return _modules(api, sent(api))


def _modules(api: Api, among: Collection[Ref]) -> Modules:
    by_ref = {Ref(name=d.name, namespace=d.namespace): d for d in api.declarations}
    lengths = {ref: of_declaration(by_ref[ref]) for ref in among if ref.namespace == SHARED}
    if sum(lengths.values()) <= TOGETHER:
        return {}
    owners = _owners(api, by_ref)
    groups: dict[Path | None, list[Ref]] = {}
    starts = sorted(by_ref, key=lambda ref: not isinstance(by_ref[ref], Model))
    for ref in in_order(by_ref, starts):
        if ref in lengths:
            groups.setdefault(owners.get(ref), []).append(ref)
    return dict(_named(groups, lengths))


def _owners(api: Api, by_ref: Mapping[Ref, Declaration]) -> Mapping[Ref, Path]:
    """Return the resource that each declaration is for: what all that leads to it is part of."""
    operations = [operation for provider in api.providers for operation in provider.operations]
    waiting = [(ref, o.attributes[:-1]) for o in operations for ref in references(o)]
    inner = {ref: references(declaration) for ref, declaration in by_ref.items()}
    owners: dict[Ref, Path] = {}
    while waiting:
        ref, path = waiting.pop()
        owner = _common(owners.get(ref, path), path)
        if owners.get(ref) != owner:
            owners[ref] = owner
            waiting += ((each, owner) for each in inner[ref])
    return owners


def _common(path: Path, other: Path) -> Path:
    """Return the attributes with which both begin."""
    count = 0
    while count < min(len(path), len(other)) and path[count] == other[count]:
        count += 1
    return path[:count]


def _named(
    groups: Mapping[Path | None, Sequence[Ref]], lengths: Mapping[Ref, int]
) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """Yield modules of a limited length by name; a further one of a resource has a number."""
    preferred = {repr(owner): _module(owner) for owner in groups}
    names = distinct(preferred.items())
    occupied = {*names.values()}
    for owner, refs in groups.items():
        number = 1
        for part in _parts(refs, lengths):
            name = names[repr(owner)]
            while number > 1 and (name := f"{names[repr(owner)]}_{number}") in occupied:
                number += 1
            occupied.add(name)
            number += 1
            yield name, part


def _module(owner: Path | None) -> str:
    return UNREACHED_MODULE if owner is None else module_name("_".join(owner)) or SHARED_MODULE


def _parts(refs: Iterable[Ref], lengths: Mapping[Ref, int]) -> Iterator[tuple[Ref, ...]]:
    part: list[Ref] = []
    length = 0
    for ref in refs:
        if part and length + lengths[ref] > LONGEST:
            yield tuple(part)
            part, length = [], 0
        part.append(ref)
        length += lengths[ref]
    yield tuple(part)
