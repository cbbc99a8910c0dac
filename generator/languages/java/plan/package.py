"""The Api to a JavaPackage: what each file of the output will hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from generator.api import Api, Provider
from generator.languages import differences
from generator.languages.java.calls import ClientType
from generator.languages.java.declared import ChoiceType, EnumerationType
from generator.languages.java.package import ClientAlias, JavaPackage
from generator.languages.java.plan import clients, docs
from generator.languages.java.plan.models import Planner
from generator.languages.java.plan.names import LANGUAGE, Names
from generator.languages.java.plan.operations import (
    MethodPlanner,
    obstacle,
    params_model,
    replays,
)
from generator.languages.java.plan.sections import in_sections
from generator.languages.java.plan.types import Types
from generator.languages.java.rooms import rooms


def plan(api: Api, name: str, runtime: Iterable[str]) -> JavaPackage:
    """Return the plan of a package.

    Args:
        api: what it is about.
        name: what it is called, with dots.
        runtime: the names of the runtime's classes, in whichever package.
    """
    by_provider = {p.name: [o for o in p.operations if not obstacle(api, o)] for p in api.providers}
    every = [operation for operations in by_provider.values() for operation in operations]
    names = Names(api)
    types = Types(api, names)
    planner = Planner(api, names, types, replays(api, every))
    params = {(m.namespace, m.name) for o in every if (m := params_model(api, o))}
    model_types = planner.planned(frozenset(params))
    methods = MethodPlanner(api, names, types, planner)
    calls = {p: methods.calls(p, operations) for p, operations in by_provider.items()}
    errors = clients.exception_names(api.providers, (*runtime, *names.taken))
    client_names = clients.client_names(api.providers, names.taken)
    whole_clients = [
        clients.client(p, calls[p.name], client_names[p.name], errors, names.taken)
        for p in api.providers
    ]
    client_types = tuple(in_sections(whole_clients, names.taken))
    loose = types.top_level().nested
    own = [p for each in calls.values() for p in each.params]
    demands = docs.demands(model_types.models, own)
    return JavaPackage(
        api=api,
        name=name,
        names=tuple(names.classes.items()),
        unknown=tuple(names.unknown.items()),
        models=model_types.models,
        unions=model_types.unions,
        enumerations=(*model_types.enumerations, *_only(EnumerationType, loose)),
        choices=(*model_types.choices, *_only(ChoiceType, loose)),
        params=tuple(own),
        answers=tuple(u for each in calls.values() for u in each.answers),
        clients=client_types,
        aliases=tuple(_aliases(api, client_types)),
        exceptions=tuple(clients.exceptions(api.providers, errors)),
        examples=tuple(docs.example(client, demands) for client in client_types),
        differences=docs.differing(differences.tables(api), client_types, errors),
        left_out=tuple(left_out(api)),
        rooms=rooms(every),
    )


T = TypeVar("T")


def _only(kind: type[T], values: Iterable[object]) -> tuple[T, ...]:
    return tuple(value for value in values if isinstance(value, kind))


def _aliases(api: Api, clients_: Iterable[ClientType]) -> Iterator[ClientAlias]:
    """Yield the other names of clients, unless a client or an alias before has one."""
    names = {name for each in clients_ for name in (each.name, f"{each.name}Async")}
    for provider, client in zip(api.providers, clients_, strict=True):
        name = dict(provider.aliases).get(LANGUAGE)
        if name and name not in names:
            names.add(name)
            yield ClientAlias(name, client.name)


def left_out(api: Api) -> Iterator[str]:
    """Yield a line for each operation that can't be called from Java, or not with all of it."""
    for provider in api.providers:
        yield from _without_pieces(provider)
        for operation in provider.operations:
            name = f"{provider.name}: {'.'.join(operation.attributes)}"
            if operation.chunks:
                continue  # counted before
            if why := obstacle(api, operation):
                yield f"{name} is left out: {why}"
            elif operation.pagination is not None:
                yield f"{name} gives one page, whose followers aren't asked for"
        for credential in provider.credentials:
            if credential.grant is not None:
                yield f"{provider.name}: no token is fetched for {credential.name}, it is given"


def _without_pieces(provider: Provider) -> Iterator[str]:
    """Yield how many calls give bytes as a whole alone: from Python they come in pieces, too."""
    count = sum(operation.chunks for operation in provider.operations)
    if count:
        calls = "1 call returns its" if count == 1 else f"{count} calls return their"
        yield f"{provider.name}: {calls} bytes whole, and not in pieces"
