"""The names of the classes that hold the methods of a client.

Job: give each resource a name that is free in the module of the clients, together with the names
that go with it, so that the sync and the async class are called alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from generator.languages.python.naming import ALIASES, RESERVED_CLIENTS, class_name, module_name
from generator.spelled import Provider
from generator.words import distinct

TOGETHER: Final = 40
"""Operations that a module of clients holds at most; more stand in a module for each resource."""

TABLES: Final = 40
"""Operations that a module of tables holds at most; more of a resource stand in further ones."""

CLIENT: Final = "client"
"""The module of clients, and of tables that are of no resource."""

LEAD: Final = "resource_"
"""How the name of a resource's module begins."""

Path = tuple[str, ...]
"""The attributes that lead from the client to a resource."""


def resource_names(provider: Provider) -> dict[Path, str]:
    """Return the name of the sync class of each resource."""
    modules = {class_name(name) for name in ALIASES}  # go by another name where there is such a one
    occupied = {*RESERVED_CLIENTS - modules, *_together(provider.client), *ALIASES.values()}
    names: dict[Path, str] = {}
    for path in _paths(provider):
        preferred = names.get(path[:-1], "") + class_name(path[-1])
        name, count = preferred, 1
        while not occupied.isdisjoint(_together(name)):
            count += 1
            name = f"{preferred}{count}"
        occupied.update(_together(name))
        names[path] = name
    return names


def is_divided(provider: Provider) -> bool:
    """Return whether a client is too large for one module.

    It goes by the number of operations alone, so that it is seen in the description.
    """
    return len(provider.operations) > TOGETHER


def client_module(provider: Provider, prefix: str) -> str:
    """Return the name of the module of a client; small ones share it with their twin."""
    return f"{_side(prefix)}{CLIENT}" if is_divided(provider) else CLIENT


def resource_modules(provider: Provider, prefix: str) -> dict[Path, str]:
    """Return the name of the module of each resource of a client that is divided."""
    if not is_divided(provider):
        return {}
    names = _modules((0, path) for path in _paths(provider))
    return {path: f"{_side(prefix)}{LEAD}{name}" for (_, path), name in names.items()}


def table_modules(provider: Provider) -> dict[Path, str]:
    """Return the name of the module that has the table of each operation, by its attributes.

    It is "" for a client's own operations where these stand in the module that offers all others.
    """
    counts: Counter[Path] = Counter()
    places: dict[Path, tuple[int, Path]] = {}
    for operation in provider.operations:
        path = operation.attributes[:-1]
        places[operation.attributes] = (counts[path] // TABLES, path)
        counts[path] += 1
    further = (place for place in places.values() if place[0] or not place[1])
    names = _modules([*((0, path) for path in _paths(provider)), *further])
    if counts[()] <= TABLES:
        names[0, ()] = ""
    return {attributes: names[place] for attributes, place in places.items()}


def _side(prefix: str) -> str:
    return f"{prefix.lower()}_" if prefix else ""


def _modules(places: Iterable[tuple[int, Path]]) -> dict[tuple[int, Path], str]:
    """Return names of modules that are the attributes in one word, no two of them alike."""
    by_way = {f"{number}/{'/'.join(path)}": (number, path) for number, path in places}
    preferred = ((way, module_name("_".join(by_way[way][1]) or CLIENT)) for way in by_way)
    return {by_way[way]: name for way, name in distinct(preferred).items()}


def _together(name: str) -> tuple[str, ...]:
    names = (name, f"Async{name}")
    return (*names, *(f"{one}WithRawResponse" for one in names))


def _paths(provider: Provider) -> Iterable[Path]:
    """Return the ways to resources, each after the one that it begins with."""
    ways = (operation.attributes[:-1] for operation in provider.operations)
    return dict.fromkeys(way[:length] for way in ways for length in range(1, len(way) + 1))
