"""What the pages of a package receive: first calls of each client, and what differs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from generator.languages.differences import Row, Table, Tables
from generator.languages.java.calls import ClientType, Resource
from generator.languages.java.package import Call, Example


def example(client: ClientType) -> Example:
    """Return a provider as a reader meets it."""
    server = client.provider.server
    required = {v.argument for v in (server.variables if server else ()) if v.required}
    calls = tuple(_calls(client, client.root, ()))
    return Example(
        client=client,
        needed=tuple(each.name for each in client.settings if each.argument in required),
        first=calls[:1],
        calls=calls,
        variables=tuple(c.environment for c in client.provider.credentials if c.environment),
    )


def _calls(client: ClientType, resource: Resource, way: tuple[str, ...]) -> Iterator[Call]:
    """Yield the calls of a resource, and of all below it."""
    for method in resource.methods:
        facts = method.operation
        yield Call(
            way=way,
            name=method.name,
            params=method.params,
            answer=method.answer,
            method=facts.method,
            path=facts.path,
            notice=facts.availability.note if facts.availability else "",
        )
    below = {each.resource: each.name for each in resource.below}
    for inner in client.resources:
        if inner.name in below:
            yield from _calls(client, inner, (*way, below[inner.name]))


def differing(
    tables: Tables, clients: tuple[ClientType, ...], exceptions: Mapping[str, str]
) -> Tables:
    """Return the tables of differences with the names that clients and exceptions have here."""
    row = Row("client", tuple(f"{each.name}, {each.name}Async" for each in clients))
    return dataclasses.replace(
        tables,
        clients=tuple(_renamed(t, {"client": row}) for t in tables.clients),
        errors=tuple(
            _renamed(t, {r.name: Row(exceptions[r.name], r.cells) for r in t.rows})
            for t in tables.errors
        ),
    )


def _renamed(table: Table, rows: Mapping[str, Row]) -> Table:
    return dataclasses.replace(table, rows=tuple(rows.get(r.name, r) for r in table.rows))
