"""What the pages of a package receive: first calls of each client, and what differs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.api import Operation
from generator.languages.differences import Row, Table, Tables
from generator.languages.examples import credentialed, introductory
from generator.languages.java.calls import ClientType, ParameterMember, ParamsType, Resource
from generator.languages.java.declared import FileMember, Member, ModelType
from generator.languages.java.java_types import JavaType
from generator.languages.java.package import Call, Example
from generator.languages.text import brief


@dataclass(frozen=True, slots=True)
class Demands:
    """What the builder of what a call takes has to be told."""

    members: tuple[ParameterMember | Member | FileMember, ...] = ()
    body: JavaType | None = None


def demands(models: Iterable[ModelType], params: Iterable[ParamsType]) -> dict[str, Demands]:
    """Return what has to be told of each type that a call takes, by its name."""
    of_models = {each.name: Demands(each.required) for each in models}
    return of_models | {each.name: _of_params(each) for each in params}


def _of_params(params: ParamsType) -> Demands:
    parameters = tuple(each for each in params.parameters if each.parameter.required)
    members = tuple(each for each in params.all_members if each.presence == "required")
    return Demands((*parameters, *members), params.body if params.body_required else None)


def example(client: ClientType, demands_of: Mapping[str, Demands]) -> Example:
    """Return a provider as a reader meets it."""
    provider, server = client.provider, client.provider.server
    needed = {v.argument for v in (server.variables if server else ()) if v.required}
    calls = tuple(_calls(client, client.root, (), demands_of))
    first = introductory(operation for operation, _ in calls)
    needed |= set(credentialed(provider, first)) if first is not None else set()
    return Example(
        client=client,
        needed=tuple(each.name for each in client.settings if each.argument in needed),
        first=tuple(call for operation, call in calls if operation is first)[:1],
        calls=tuple(call for _, call in calls),
        variables=tuple(c.environment for c in provider.credentials if c.environment),
    )


def _calls(
    client: ClientType, resource: Resource, way: tuple[str, ...], demands_of: Mapping[str, Demands]
) -> Iterator[tuple[Operation, Call]]:
    """Yield the calls of a resource, and of all below it, each with its operation."""
    for method in resource.every_method:
        facts = method.operation
        demands = demands_of.get(method.params, Demands())
        call = Call(
            way=way,
            name=method.name,
            params=method.params,
            required=demands.members,
            body=demands.body,
            answer=method.answer,
            streams=method.streams,
            summary=brief(facts.summary or facts.doc),
            method=facts.method,
            path=facts.path,
            notice=facts.availability.note if facts.availability else "",
        )
        yield facts, call
    below = {each.resource: each.name for each in resource.below}
    for inner in client.resources:
        if inner.name in below:
            yield from _calls(client, inner, (*way, below[inner.name]), demands_of)


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
