"""Providers as a dimension: what is the same for several is one declaration.

Job: find the declarations that are the same, with all that they reference, whatever their docs
say, and give them one home. The finding is the coarsest partition that references respect (names
as the first guess, refined until nothing changes), so recursion needs no special case.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from generator.api import Declaration, Ref, references

SHARED = ""
"""The home of what several providers share."""

Key = tuple[str, str]
"""A provider and the name of a schema."""


def shared(
    declarations: dict[str, tuple[Declaration, ...]],
) -> tuple[dict[Key, Ref], tuple[Declaration, ...]]:
    """Return where each provider's declarations went, and each declaration once.

    Args:
        declarations: those of each provider, with references into that provider only.
    """
    known = {(p, d.name): d for p, own in declarations.items() for d in own}
    classes = _classes(known)
    groups: dict[tuple[str, int], list[str]] = {}
    for (provider, name), number in classes.items():
        groups.setdefault((name, number), []).append(provider)
    homes = _homes(groups, len(declarations))
    moved = {
        (provider, name): Ref(name=name, home=homes[name, classes[provider, name]])
        for provider, name in known
    }
    result = [
        _moved(known[providers[0], name], tuple(providers), providers[0], moved)
        for (name, _), providers in groups.items()
    ]
    order = {SHARED: 0, **{provider: n + 1 for n, provider in enumerate(declarations)}}
    return moved, tuple(sorted(result, key=lambda d: order[d.home]))


def _homes(groups: dict[tuple[str, int], list[str]], count: int) -> dict[tuple[str, int], str]:
    """Return a home for each group: the shared one for the first group of two or more of a name."""
    homes: dict[tuple[str, int], str] = {}
    taken: set[str] = set()
    for key, providers in sorted(groups.items(), key=lambda entry: -len(entry[1])):
        common = len(providers) > 1 or count == 1
        if common and key[0] not in taken:
            taken.add(key[0])
            homes[key] = SHARED
        else:
            homes[key] = providers[0]
    return homes


def _classes(known: dict[Key, Declaration]) -> dict[Key, int]:
    """Return the class of each declaration: equal numbers mean the same, references included."""
    shapes = {key: _shape(declared) for key, declared in known.items()}
    named = {key: [ref.name for ref in references(d)] for key, d in known.items()}
    numbers = _numbered({key: (key[1], shape) for key, shape in shapes.items()})
    while True:
        refined = _numbered(
            {
                key: (numbers[key], tuple(numbers[key[0], name] for name in named[key]))
                for key in known
            }
        )
        if len(set(refined.values())) == len(set(numbers.values())):
            return refined
        numbers = refined


def _numbered(signatures: dict[Key, Any]) -> dict[Key, int]:
    seen: dict[Any, int] = {}
    return {key: seen.setdefault(signature, len(seen)) for key, signature in signatures.items()}


def _shape(value: Any) -> Any:
    """Return a value that is equal for what is the same, docs and homes aside."""
    if isinstance(value, Ref):
        return ("Ref", value.name)
    if dataclasses.is_dataclass(value):
        skipped = ("doc", "home", "providers", "deprecated")
        parts = [f for f in dataclasses.fields(value) if f.name not in skipped]
        return (type(value).__name__, *(_shape(getattr(value, f.name)) for f in parts))
    if isinstance(value, tuple):
        return tuple(_shape(part) for part in value)
    return (type(value).__name__, value)


def _moved(
    declared: Declaration, providers: tuple[str, ...], first: str, moved: dict[Key, Ref]
) -> Declaration:
    home = moved[first, declared.name].home
    result: Declaration = relocated(declared, first, moved)
    return dataclasses.replace(result, home=home, providers=providers)


def relocated(value: Any, provider: str, moved: dict[Key, Ref]) -> Any:
    """Return `value` with the references of `provider` replaced by what they became."""
    if isinstance(value, Ref):
        return moved[provider, value.name]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            f.name: relocated(getattr(value, f.name), provider, moved)
            for f in dataclasses.fields(value)
        }
        return type(value)(**fields)
    if isinstance(value, tuple):
        return tuple(relocated(part, provider, moved) for part in value)
    return value
