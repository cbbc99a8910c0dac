"""Providers as lines: who serves the API, and what a client of it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.api import USUAL_ERRORS, ClientParameter, Credential, Grant, Provider
from generator.dump.phrases import elsewhere, from_environment


def provider(provider: Provider) -> Iterator[str]:
    """Yield the lines of a provider, all but its operations."""
    names = (*provider.called, *provider.aliases)
    yield f"provider {provider.name}: client {provider.client}{elsewhere(names)}"
    yield from _server(provider)
    yield from _credentials(provider)
    yield from map(_parameter, provider.parameters)
    yield from _headers(provider)
    yield from _errors(provider)
    if provider.migration is not None:
        move = provider.migration
        summary = f"{len(move.unchanged)} pieces unchanged, {len(move.changes)} changes"
        yield f"  migration from {move.package}: {summary}"


def _server(provider: Provider) -> Iterator[str]:
    if provider.server is None:
        return
    yield f"  server {provider.server.url}{from_environment(provider.server.environment)}"
    for variable in provider.server.variables:
        requirement = "required" if variable.required else f"default {variable.default!r}"
        source = from_environment(variable.environment)
        yield f"    {{{variable.name}}} {requirement}, argument {variable.argument}{source}"


def _credentials(provider: Provider) -> Iterator[str]:
    for credential in provider.credentials:
        arguments = (" and " if credential.pair else " or ").join(credential.arguments)
        source = f"argument {arguments}{from_environment(credential.environment)}"
        yield f"  credential {credential.name} in {_placed(credential)}, {source}"
        if credential.grant is not None:
            yield f"    {_granted(credential.grant)}"
    if not provider.exclusive:
        yield "  of credentials that are alternatives the first is sent"


def _placed(credential: Credential) -> str:
    """Return where a credential is sent, and what stands before it there."""
    if credential.location == "header":
        return json.dumps(f"{credential.wire}: {credential.prefix}")
    return f"{credential.location} {json.dumps(f'{credential.wire}={credential.prefix}')}"


def _granted(grant: Grant) -> str:
    scopes = f", scopes {' '.join(grant.scopes)}" if grant.scopes else ""
    return f"or fetched at {grant.token_url}, arguments {' and '.join(grant.arguments)}{scopes}"


def _parameter(parameter: ClientParameter) -> str:
    source = from_environment(parameter.environment)
    values = ", ".join(map(json.dumps, parameter.values))
    choices = f", one of {values}" if values else ""
    return (
        f"  {parameter.location} {parameter.name}, argument {parameter.argument}{source}{choices}"
    )


def _headers(provider: Provider) -> Iterator[str]:
    """Yield which headers carry ids of requests and limits of their rate."""
    yield from (f"  request id in {name}" for name in provider.request_id_headers)
    if provider.client_request_id is not None:
        request_id = provider.client_request_id
        yield f"  client request id in {request_id.header}: {request_id.form}"
    for each in provider.rate_limits:
        headers = ((part, getattr(each, part)) for part in ("limit", "remaining", "reset"))
        summary = ", ".join(f"{part} in {header}" for part, header in headers if header)
        yield f"  rate limit {each.name}: {summary}"


def _errors(provider: Provider) -> Iterator[str]:
    errors = provider.errors
    if errors == USUAL_ERRORS:
        return
    for name in ("code", "message", "param", "type"):
        pointers = getattr(errors, name)
        if pointers:
            yield f"  error {name} at {', '.join(pointers)}"
    for code in errors.codes:
        again = "may be retried" if code.retry else "final"
        yield f"  error {code.code!r}: {code.exception} of {code.base}, {again}"
