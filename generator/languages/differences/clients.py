"""How the clients of providers are set up, and which errors they tell apart, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from generator.api import Credential, Provider
from generator.languages.differences.rows import NO, Row, Table


def client_tables(providers: tuple[Provider, ...]) -> tuple[Table, ...]:
    """Return how the clients are set up; rows that no provider has are left out."""
    return (Table("Clients", "set-up", tuple(_rows(providers))),)


def _rows(providers: tuple[Provider, ...]) -> Iterator[Row]:
    columns = [_client(provider) for provider in providers]
    for name in dict.fromkeys(name for column in columns for name in column):
        yield Row(name, tuple(column.get(name, NO) for column in columns))


def _client(provider: Provider) -> dict[str, str]:
    server = provider.server
    cells = {"client": f"{provider.client}, Async{provider.client}"}
    cells["address"] = server.url if server else "none: base_url has to be given"
    credentials = (
        f"{_arguments(c)}{_from(c.environment)} as {_place(c)}{c.prefix}..."
        for c in provider.credentials
    )
    cells["credentials"] = "; ".join(credentials) or NO
    settings = [
        *((v.argument, v.environment) for v in (server.variables if server else ())),
        *((p.argument, p.environment) for p in provider.parameters),
    ]
    cells["settings"] = "; ".join(f"{name}{_from(variable)}" for name, variable in settings) or NO
    cells["request id in"] = ", ".join(provider.request_id_headers) or NO
    request_id = provider.client_request_id
    cells["client request id in"] = f"{request_id.header} ({request_id.form})" if request_id else NO
    cells["rate limits told"] = ", ".join(each.name for each in provider.rate_limits) or NO
    return cells


def _arguments(credential: Credential) -> str:
    return (" and " if credential.pair else " or ").join(credential.arguments)


def _place(credential: Credential) -> str:
    """Return where a credential is sent, up to its value."""
    if credential.location == "header":
        return f"{credential.wire}: "
    return f"{credential.location} {credential.wire}="


def error_tables(providers: tuple[Provider, ...]) -> tuple[Table, ...]:
    """Return which codes have exceptions of their own, and which of them are never tried again."""
    names = dict.fromkeys(code.exception for p in providers for code in p.errors.codes)
    rows = tuple(Row(name, tuple(_codes(p, name) for p in providers)) for name in names)
    return (Table("Errors", "exception", rows),) if rows else ()


def _codes(provider: Provider, exception: str) -> str:
    codes = [each for each in provider.errors.codes if each.exception == exception]
    phrases = (f"{each.code}{'' if each.retry else ' (final)'}" for each in codes)
    return ", ".join(phrases) or NO


def _from(variable: str | None) -> str:
    return f" ({variable})" if variable else ""
