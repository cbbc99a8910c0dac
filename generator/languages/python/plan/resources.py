"""The names of the classes that hold the methods of a client, and of the modules of these.

Job: give each resource a name that is free in the module of the clients, together with the names
that go with it, so that the sync and the async class are called alike; and part what is too much
for one class, or for one module.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from generator.languages.intervals import parted
from generator.languages.python.naming import ALIASES, RESERVED_CLIENTS, class_name, module_name
from generator.languages.python.plan import lengths
from generator.spelled import Operation, Provider
from generator.words import distinct

TOGETHER: Final = 40
"""Operations that a module of clients holds at most; more stand in a module for each resource."""

LONGEST: Final = 4_500
"""Lines of code, about, that such a module, or that of their tables, has at most."""

TABLES: Final = 40
"""Operations that a module of tables holds at most; more of a resource stand in further ones."""

CLIENT: Final = "client"
"""The module of clients, and of tables that are of no resource."""

LEAD: Final = "resource_"
"""How the name of a resource's module begins."""

Path = tuple[str, ...]
"""The attributes that lead from the client to a resource."""


class Part(NamedTuple):
    """A class that has some of the methods of another one, which derives from it."""

    start: str
    """What it begins with, in the alphabet."""
    name: str
    methods: tuple[str, ...]


def resource_names(provider: Provider) -> dict[Path, str]:
    """Return the name of the sync class of each resource."""
    occupied = _reserved(provider)
    names: dict[Path, str] = {}
    for path in _paths(provider):
        names[path] = _free(names.get(path[:-1], "") + class_name(path[-1]), occupied)
    return names


def class_parts(provider: Provider) -> dict[Path, tuple[Part, ...]]:
    """Return the sync classes that have the methods of resources with too many, and the client's.

    They stand in modules, which smaller clients have none of.
    """
    if not is_divided(provider):
        return {}
    names = {(): provider.client, **resource_names(provider)}
    occupied = _reserved(provider).union(*map(_together, names.values()))
    return {
        path: tuple(
            Part(start, _free(names[path] + class_name(f"from_{start}"), occupied), methods)
            for start, methods in parts.items()
        )
        for path, operations in _by_path(provider).items()
        if "" not in (parts := parted({o.attributes[-1]: lengths.of_method(o) for o in operations}))
    }


def is_divided(provider: Provider) -> bool:
    """Return whether a client is too large for one module.

    It goes by the number of operations, and by what the description says of them.
    """
    operations = provider.operations
    return (
        len(operations) > TOGETHER
        or 2 * sum(map(lengths.of_method, operations)) > LONGEST
        or sum(map(lengths.of_table, operations)) > LONGEST
    )


def client_module(provider: Provider, prefix: str) -> str:
    """Return the name of the module of a client; small ones share it with their twin."""
    return f"{_side(prefix)}{CLIENT}" if is_divided(provider) else CLIENT


def resource_modules(provider: Provider, prefix: str) -> dict[Path, str]:
    """Return the name of the module of each resource of a client that is divided."""
    if not is_divided(provider):
        return {}
    names = _modules(("", path) for path in _paths(provider))
    return {path: f"{_side(prefix)}{LEAD}{name}" for (_, path), name in names.items()}


def part_modules(provider: Provider, prefix: str) -> dict[str, str]:
    """Return the name of the module of each class that has some of the methods of another one."""
    parts = {
        (part.start, path): part for path, own in class_parts(provider).items() for part in own
    }
    names = _modules([*(("", path) for path in _paths(provider)), *parts])
    return {
        part.name: f"{_side(prefix)}{LEAD if place[1] else ''}{names[place]}"
        for place, part in parts.items()
    }


def table_modules(provider: Provider) -> dict[Path, str]:
    """Return the name of the module that has the table of each operation, by its attributes.

    It is "" for a client's own operations where these stand in the module that offers all others.
    """
    places: dict[Path, tuple[str, Path]] = {}
    for path, operations in _by_path(provider).items():
        sizes = {each.attributes[-1]: lengths.of_table(each) for each in operations}
        for start, methods in parted(sizes, TABLES).items():
            places |= {(*path, method): (start, path) for method in methods}
    further = (place for place in places.values() if place[0])
    names = _modules([*(("", path) for path in _paths(provider)), *further])
    names["", ()] = ""
    return {each.attributes: names[places[each.attributes]] for each in provider.operations}


def _by_path(provider: Provider) -> dict[Path, list[Operation]]:
    """Return the operations by the attributes that lead to what has their methods."""
    operations: dict[Path, list[Operation]] = {}
    for operation in provider.operations:
        operations.setdefault(operation.attributes[:-1], []).append(operation)
    return operations


def _side(prefix: str) -> str:
    return f"{prefix.lower()}_" if prefix else ""


def _modules(places: Iterable[tuple[str, Path]]) -> dict[tuple[str, Path], str]:
    """Return names of modules that are the attributes in one word, no two of them alike.

    Each place is a resource, and what a part of its methods begins with.
    """
    by_way = {f"{start}/{'/'.join(path)}": (start, path) for start, path in places}
    preferred = ((way, module_name(_words(*by_way[way]))) for way in by_way)
    return {by_way[way]: name for way, name in distinct(preferred).items()}


def _words(start: str, path: Path) -> str:
    return "_".join(path or (CLIENT,)) + (f"_from_{start}" if start else "")


def _reserved(provider: Provider) -> set[str]:
    """Return the names that no resource of a provider can have."""
    modules = {class_name(name) for name in ALIASES}  # go by another name where there is such a one
    return {*RESERVED_CLIENTS - modules, *_together(provider.client), *ALIASES.values()}


def _free(preferred: str, occupied: set[str]) -> str:
    """Return a name that is free with all that go with it, and occupy these."""
    name, count = preferred, 1
    while not occupied.isdisjoint(_together(name)):
        count += 1
        name = f"{preferred}{count}"
    occupied.update(_together(name))
    return name


def _together(name: str) -> tuple[str, ...]:
    names = (name, f"Async{name}")
    return (*names, *(f"{one}WithRawResponse" for one in names))


def _paths(provider: Provider) -> Collection[Path]:
    """Return the ways to resources, each after the one that it begins with."""
    ways = (operation.attributes[:-1] for operation in provider.operations)
    return dict.fromkeys(way[:length] for way in ways for length in range(1, len(way) + 1))
