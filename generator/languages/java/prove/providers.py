"""What the row of a provider has to be: facts of the Api, as the runtime's records take them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from generator.api import (
    ClientParameter,
    Credential,
    Operation,
    Provider,
    RateLimit,
    ServerVariable,
)
from generator.languages.java.calls import ClientType
from generator.languages.java.prove.rows import listed, security

Row: TypeAlias = tuple[Any, ...]
"""A record: the name of its class, and what it is made of."""


def row(client: ClientType, agent: str, operations: Iterable[Operation]) -> Row:
    """Return the row of a client's provider, which serves some operations."""
    provider, setters = client.provider, client.setters
    request = provider.client_request_id
    return (
        *("Provider", provider.name, client.name),
        _server(provider, setters),
        listed(_credential(each, setters) for each in provider.credentials),
        listed(dict.fromkeys(security(operation.security) for operation in operations)),
        listed(_parameter(each, setters) for each in provider.parameters),
        listed(provider.request_id_headers),
        *((request.header, request.form) if request else ("", "")),
        listed(map(_rate_limit, provider.rate_limits)),
        _errors(provider),
        agent,
    )


def _server(provider: Provider, setters: Mapping[str, str]) -> Row:
    server = provider.server
    if server is None:
        return ("Provider.Server", "", "", listed(()))
    variables = listed(_variable(each, setters) for each in server.variables)
    return ("Provider.Server", server.url, server.environment or "", variables)


def _variable(each: ServerVariable, setters: Mapping[str, str]) -> Row:
    setter = setters.get(each.argument, "")
    environment = each.environment or ""
    return ("Provider.ServerVariable", each.name, setter, environment, each.required, each.default)


def _credential(each: Credential, setters: Mapping[str, str]) -> Row:
    arguments = listed(setters[argument] for argument in each.arguments)
    place = (each.location, each.wire, each.prefix, each.pair)
    return ("Provider.Credential", each.name, arguments, each.environment or "", *place)


def _parameter(each: ClientParameter, setters: Mapping[str, str]) -> Row:
    place = (each.environment or "", each.location, each.name, listed(each.values))
    return ("Provider.ClientParameter", setters[each.argument], *place)


def _rate_limit(each: RateLimit) -> Row:
    headers = (each.limit or "", each.remaining or "", each.reset or "")
    return ("Provider.RateLimitHeaders", each.name, *headers)


def _errors(provider: Provider) -> Row:
    errors = provider.errors
    members = map(listed, (errors.code, errors.message, errors.param, errors.type))
    return ("Provider.ErrorTable", *members, ("Codes",), *[True] * errors.is_inferred)
