"""Where the methods of a client stand: in its own file, or by resource in files beside it.

Job: keep every file of a client of hundreds of methods one that can be read. It must not change
what callers write: the types of a client and of its resources have the same names, and the same
methods, wherever these stand.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.languages.java.calls import ClientType, Method, Resource, Section
from generator.words import distinct

MOST: Final = 60
"""Methods that stand in one file: each takes 40 to 60 lines there, and in the tables."""


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
            for number in range(len(_pieces(client, resource))):
                name = f"{client.name}{resource.name}Methods{number + 1 if number else ''}"
                yield _key(client, resource, number), name


def _key(client: ClientType, resource: Resource, number: int) -> str:
    return f"{client.name}.{resource.name}.{number}"


def _pieces(client: ClientType, resource: Resource) -> Sequence[tuple[Method, ...]]:
    """Return the methods of each section; none where they stand with the client."""
    methods = resource.methods
    is_together = len(client.methods) <= MOST or (not resource.name and len(methods) <= MOST)
    return () if is_together else [methods[n : n + MOST] for n in range(0, len(methods), MOST)]


def _sectioned(client: ClientType, resource: Resource, names: Mapping[str, str]) -> Resource:
    """Return a resource with its methods where they are to stand."""
    pieces = _pieces(client, resource)
    if not pieces:
        return resource
    own = [names[_key(client, resource, number)] for number in range(len(pieces))]
    sections = (
        Section(name=name, base=base, tables=f"{name}Tables", methods=methods)
        for name, base, methods in zip(own, ["", *own], pieces, strict=False)
    )
    return dataclasses.replace(resource, methods=(), sections=tuple(sections))
