"""Where the methods of a client stand: in its own file, or by resource in files beside it.

Job: keep every file of a client of hundreds of methods one that can be read. It must not change
what callers write: the types of a client and of its resources have the same names, and the same
methods, wherever these stand.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.languages import intervals
from generator.languages.java.calls import ClientType, Method, Resource, Section
from generator.languages.java.naming import pascal_case
from generator.words import distinct

MOST: Final = 60
"""Methods that stand in one file."""
LINES: Final = 50
"""About what a method takes there, as an operation does in the tables."""


def in_sections(clients: Sequence[ClientType], types: Iterable[str]) -> Iterator[ClientType]:
    """Yield the clients, the methods of large ones in sections.

    Args:
        clients: each with all methods in its own file.
        types: names that no file of a client can have, as it names types by them.
    """
    kinds = ("", "Async", "Calls", "AsyncCalls")
    taken = (*types, *(f"{each.name}{kind}" for each in clients for kind in kinds))
    names = distinct(_preferred(clients), taken, sign="")
    for client in clients:
        root, *resources = (_sectioned(client, r, names) for r in (client.root, *client.resources))
        yield dataclasses.replace(client, root=root, resources=tuple(resources))


def _preferred(clients: Iterable[ClientType]) -> Iterator[tuple[str, str]]:
    """Yield each section's key, and what it is called if nothing else is."""
    for client in clients:
        for resource in (client.root, *client.resources):
            for start in _parts(client, resource):
                words = pascal_case(f"from_{start}") if start else ""
                yield _key(client, resource, start), f"{client.name}{resource.name}{words}Methods"


def _key(client: ClientType, resource: Resource, start: str) -> str:
    return f"{client.name}.{resource.name}.{start}"


def _parts(client: ClientType, resource: Resource) -> Mapping[str, tuple[Method, ...]]:
    """Return the methods of each section by what it begins with.

    There are none where the methods stand with the client.
    """
    by_name = {method.operation.attributes[-1]: method for method in resource.methods}
    if len(client.methods) <= MOST or (not resource.name and len(by_name) <= MOST):
        return {}
    parts = intervals.parted(dict.fromkeys(by_name, LINES), MOST) if by_name else {}
    return {start: tuple(by_name[name] for name in names) for start, names in parts.items()}


def _sectioned(client: ClientType, resource: Resource, names: Mapping[str, str]) -> Resource:
    """Return a resource with its methods where they are to stand."""
    parts = _parts(client, resource)
    if not parts:
        return resource
    own = [names[_key(client, resource, start)] for start in parts]
    sections = (
        Section(name=name, base=base, tables=f"{name}Tables", methods=methods)
        for name, base, methods in zip(own, ["", *own], parts.values(), strict=False)
    )
    return dataclasses.replace(resource, methods=(), sections=tuple(sections))
