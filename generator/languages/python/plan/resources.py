"""The names of the classes that hold the methods of a client.

Job: give each resource a name that is free in the module of the clients, together with the names
that go with it, so that the sync and the async class are called alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.languages.python.naming import ALIASES, RESERVED_CLIENTS, class_name, module_name
from generator.spelled import Provider
from generator.words import distinct

TOGETHER: Final = 40
"""Operations that a module of clients holds at most; more stand in a module for each resource."""

LEAD: Final = "resource_"
"""How the name of a resource's module begins."""

Path = tuple[str, ...]
"""The attributes that lead from the client to a resource."""


def resource_names(provider: Provider) -> dict[Path, str]:
    """Return the name of the sync class of each resource."""
    modules = {class_name(name) for name in ALIASES}  # go by another name where there is such a one
    taken = {*RESERVED_CLIENTS - modules, *_together(provider.client), *ALIASES.values()}
    names: dict[Path, str] = {}
    for path in _paths(provider):
        wanted = names.get(path[:-1], "") + class_name(path[-1])
        name, count = wanted, 1
        while not taken.isdisjoint(_together(name)):
            count += 1
            name = f"{wanted}{count}"
        taken.update(_together(name))
        names[path] = name
    return names


def resource_modules(provider: Provider) -> dict[Path, str]:
    """Return the name of the module of each resource, where the client's would be too large.

    Whether it is goes by the number of operations alone, so that it is seen in the description.
    """
    if len(provider.operations) <= TOGETHER:
        return {}
    return _modules(_paths(provider))


def operation_modules(provider: Provider) -> dict[Path, str]:
    """Return the name of the module that has the tables of a resource's operations."""
    return {path: name.removeprefix(LEAD) for path, name in resource_modules(provider).items()}


def _modules(paths: Iterable[Path]) -> dict[Path, str]:
    """Return names of modules that are the attributes in one word, no two of them alike."""
    by_way = {"/".join(path): path for path in paths}
    wanted = ((way, LEAD + module_name("_".join(path))) for way, path in by_way.items())
    return {by_way[way]: name for way, name in distinct(wanted).items()}


def _together(name: str) -> tuple[str, ...]:
    names = (name, f"Async{name}")
    return (*names, *(f"{one}WithRawResponse" for one in names))


def _paths(provider: Provider) -> Iterable[Path]:
    """Return the ways to resources, each after the one that it begins with."""
    ways = (operation.attributes[:-1] for operation in provider.operations)
    return dict.fromkeys(way[:length] for way in ways for length in range(1, len(way) + 1))
