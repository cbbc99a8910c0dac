"""What the classes of declarations are called: each once in whatever module meets another.

Job: choose a class name for each declaration, and for each union one more, for objects of no known
kind. A provider's module offers what it shares as well, and its client stands beside that; so no
two names of one provider are alike, whatever the case of their letters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from generator.api import Api, Declaration, Union
from generator.languages.python.naming import class_name

LANGUAGE: Final = "python"
"""What descriptions call it where they say names for languages; classes stand in no others."""

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

    Whom the description calls so for Python has its name, wherever it stands, then who is called so
    in JSON; then the first comes first.
    """
    names_in_use = {
        provider: {client.casefold(), f"async{client.casefold()}"}
        for provider, client in clients.items()
    }
    names = {
        (each.namespace, each.name): _fresh(_preferred(each), names_in_use, each.providers)
        for each in sorted(api.declarations, key=_order)
    }
    unions = [each for each in api.declarations if isinstance(each, Union)]
    unknown = {
        key: _fresh(f"Unknown{names[key]}", names_in_use, each.providers)
        for each in unions
        for key in [(each.namespace, each.name)]
    }
    return ClassNames(names, unknown)


def _preferred(declaration: Declaration) -> str:
    """Return what a class would be called if it were alone."""
    own = dict(declaration.called).get(LANGUAGE, "")
    return class_name(own.replace(".", "") or declaration.name)


def _order(declaration: Declaration) -> int:
    has_own_name = LANGUAGE in dict(declaration.called)
    return 0 if has_own_name else 1 + (_preferred(declaration) != declaration.name)


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
