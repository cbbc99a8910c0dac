"""Providers as a dimension: what is the same for several is one declaration.

Job: find the declarations that are the same, with all that they reference, whatever their docs say,
and give them one namespace. The finding is the coarsest partition that references respect (names as
the first guess, refined until nothing changes), so recursion needs no special case.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

from generator.api import SHARED, Declaration, Ref, Union, references
from generator.words import pascal_case

Key = tuple[str, str]
"""A provider and the name of a schema."""


def shared(
    declarations: dict[str, tuple[Declaration, ...]],
) -> tuple[dict[Key, Ref], tuple[Declaration, ...]]:
    """Return where each provider's declarations went, and each declaration once.

    Args:
        declarations: those of each provider, with references into that provider only. Their
            order says whose meaning of a name is the shared one.
    """
    by_key = {(p, d.name): d for p, own in declarations.items() for d in own}
    groups = _groups(by_key)
    common = {key for keys in groups if len(keys) > 1 or len(declarations) == 1 for key in keys}
    relocations = {
        (provider, name): Ref(
            name=name, namespace=SHARED if (provider, name) in common else provider
        )
        for provider, name in by_key
    }
    result = [
        _moved(by_key[keys[0]], tuple(provider for provider, _ in keys), keys[0][0], relocations)
        for keys in groups
    ]
    order = {SHARED: 0, **{provider: n + 1 for n, provider in enumerate(declarations)}}
    return relocations, tuple(sorted(result, key=lambda d: order[d.namespace]))


def _groups(by_key: dict[Key, Declaration]) -> list[list[Key]]:
    """Return the keys of what is the same; of one name, only one group is larger than one.

    The shared module means by a name what the first provider means that has it, so that a provider
    more, behind the others, changes no meaning. Those who mean something else have it for
    themselves, with all that refers to it.
    """
    alone: set[Key] = set()
    names, meanings = _names(by_key), _meanings(by_key)
    while True:
        numbers = _classes(meanings, alone)
        groups: dict[int, list[Key]] = {}
        first: dict[str, int] = {}
        for key, number in numbers.items():
            groups.setdefault(number, []).append(key)
            for name in names[key]:
                first.setdefault(name, number)
        more = {
            key
            for number, keys in groups.items()
            if any(first[name] != number for name in names[keys[0]])
            for key in keys
            if len(keys) > 1
        }
        if not more:
            return list(groups.values())
        alone |= more


def _names(by_key: dict[Key, Declaration]) -> dict[Key, frozenset[str]]:
    """Return what each declaration is called, whatever its signs and capitals.

    Languages have a name beside that of a union, for objects of no known kind: it is the union's
    where its provider has nothing else that is called so.
    """
    plain = {key: pascal_case(key[1]).casefold() for key in by_key}
    occupied = {(provider, plain[provider, name]) for provider, name in by_key}
    result: dict[Key, frozenset[str]] = {}
    for (provider, name), declaration in by_key.items():
        own = plain[provider, name]
        is_union = isinstance(declaration, Union) and (provider, f"unknown{own}") not in occupied
        result[provider, name] = frozenset({own, f"unknown{own}"} if is_union else {own})
    return result


def _meanings(by_key: dict[Key, Declaration]) -> dict[Key, tuple[Any, tuple[str, ...]]]:
    """Return what each declaration says, and the names of those that it refers to.

    Nobody shares anything with himself: of one provider nothing is looked at.
    """
    if len({provider for provider, _ in by_key}) < 2:
        return {key: (key, ()) for key in by_key}
    return {
        key: (_shape(declaration), tuple(ref.name for ref in references(declaration)))
        for key, declaration in by_key.items()
    }


def _classes(meanings: dict[Key, tuple[Any, tuple[str, ...]]], alone: set[Key]) -> dict[Key, int]:
    """Return the class of each declaration: equal numbers mean the same, references included.

    What is in `alone` is the same as nothing else.
    """
    numbers = _numbered(
        {key: (key if key in alone else key[1], shape) for key, (shape, _) in meanings.items()}
    )
    while True:
        groups = _numbered(
            {
                key: (numbers[key], tuple(numbers[key[0], name] for name in names))
                for key, (_, names) in meanings.items()
            }
        )
        if len(set(groups.values())) == len(set(numbers.values())):
            return groups
        numbers = groups


def _numbered(signatures: dict[Key, Any]) -> dict[Key, int]:
    numbers: dict[Any, int] = {}
    return {
        key: numbers.setdefault(signature, len(numbers)) for key, signature in signatures.items()
    }


def _shape(value: Any) -> Any:
    """Return a value that is equal for what is the same, docs and namespaces aside."""
    if isinstance(value, Ref):
        return ("Ref", value.name)
    if type(value) is tuple:
        return tuple([_shape(part) for part in value])
    kind: Any = type(value)
    names = _meaningful(kind)
    if names is None:
        return (kind.__name__, value)
    return (kind.__name__, *[_shape(getattr(value, name)) for name in names])


@cache
def _meaningful(kind: Any) -> tuple[str, ...] | None:
    """Return the fields of a class that say what is meant; nothing of one that has no fields."""
    if not dataclasses.is_dataclass(kind):
        return None
    annotations = ("doc", "namespace", "providers", "deprecated", "sunset", "deprecated_values")
    return tuple(f.name for f in dataclasses.fields(kind) if f.name not in annotations)


def _moved(
    declaration: Declaration, providers: tuple[str, ...], first: str, relocations: dict[Key, Ref]
) -> Declaration:
    namespace = relocations[first, declaration.name].namespace
    result: Declaration = relocated(declaration, first, relocations)
    return dataclasses.replace(result, namespace=namespace, providers=providers)


def relocated(value: Any, provider: str, relocations: dict[Key, Ref]) -> Any:
    """Return `value` with the references of `provider` replaced by what they became."""
    if isinstance(value, Ref):
        return relocations[provider, value.name]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            f.name: relocated(getattr(value, f.name), provider, relocations)
            for f in dataclasses.fields(value)
        }
        return type(value)(**fields)
    if isinstance(value, tuple):
        return tuple(relocated(part, provider, relocations) for part in value)
    return value
