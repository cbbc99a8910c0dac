"""What the classes of declarations are called: each once in whatever module meets another.

Job: choose a class name for each declaration, and for each union one more, for objects of no known
kind. A provider's module offers what it shares as well, and its client stands beside that; so no
two names of one provider are alike, whatever the case of their letters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.api import Api, Union
from generator.languages.python.naming import class_name

Key: TypeAlias = tuple[str, str]
"""The namespace and the name of a declaration."""


@dataclass(frozen=True, slots=True)
class ClassNames:
    """Names of classes by declaration."""

    declared: Mapping[Key, str]
    unknown: Mapping[Key, str]
    """Those for objects of no known kind, by union."""


def class_names(api: Api, clients: Mapping[str, str]) -> ClassNames:
    """Return what the classes of an Api are called, beside the clients of its providers.

    Who is called so already has its name, wherever it stands; then the first comes first.
    """
    names_in_use = {
        provider: {client.casefold(), f"async{client.casefold()}"}
        for provider, client in clients.items()
    }
    preferences = [(class_name(declared.name), declared) for declared in api.declarations]
    declared = {
        (each.namespace, each.name): _fresh(name, names_in_use, each.providers)
        for name, each in sorted(preferences, key=lambda pair: pair[0] != pair[1].name)
    }
    unions = [each for each in api.declarations if isinstance(each, Union)]
    unknown = {
        key: _fresh(f"Unknown{declared[key]}", names_in_use, each.providers)
        for each in unions
        for key in [(each.namespace, each.name)]
    }
    return ClassNames(declared, unknown)


def _fresh(preferred: str, names_in_use: Mapping[str, set[str]], providers: Collection[str]) -> str:
    """Return a name that none of the providers has: the wanted one, or it with a number."""
    scopes = [names_in_use[provider] for provider in providers]
    name, count = preferred, 1
    while any(name.casefold() in scope for scope in scopes):
        count += 1
        name = f"{preferred}{count}"
    for scope in scopes:
        scope.add(name.casefold())
    return name
