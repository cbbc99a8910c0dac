"""What a client is set up with, resolved once and never changed.

Job: turn a provider's table, the constructor's arguments and the environment into settled values,
or refuse them. A changed client gets a configuration of its own that keeps what it doesn't replace;
the environment is read again only for what is given as `None`. `client` holds one, `request` and
`response` read it.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from . import headers, url
from .credentials import Secret, choose
from .errors import ConfigurationError
from .provider import ClientParameter, Provider, ServerVariable

if TYPE_CHECKING:
    import httpx2

DEFAULT_TIMEOUT: Final = 600.0
DEFAULT_MAX_RETRIES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What every client takes, whoever the provider is."""

    timeout: float | httpx2.Timeout | None = DEFAULT_TIMEOUT
    max_retries: int = DEFAULT_MAX_RETRIES
    strict: bool = False
    default_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    default_query: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """A client's settled values."""

    provider: Provider = field(repr=False)
    base_url: str
    secret: Secret | None
    parameters: Mapping[ClientParameter, str] = field(repr=False)
    options: Options

    def placed(self, place: str) -> tuple[tuple[str, str], ...]:
        """Return the client's parameters that travel as headers, or those that do as query."""
        return tuple((p.name, value) for p, value in self.parameters.items() if p.place == place)

    def changed(self, changes: Mapping[str, Any]) -> Configuration:
        """Return the configuration with the arguments and options in `changes` replaced."""
        provider, given = self.provider, frozenset(changes)
        addresses = {"base_url", *_names(provider.server.variables)}
        credentials = {name for c in provider.credentials for name in c.arguments}
        parameters = tuple(p for p in provider.parameters if p.argument in given)
        return replace(
            self,
            base_url=_base_url(provider, changes) if given & addresses else self.base_url,
            secret=choose(provider, changes, os.environ) if given & credentials else self.secret,
            parameters=_kept(self.parameters, parameters) | _parameters(parameters, changes),
            options=_options(self.options, changes),
        )


def configure(provider: Provider, arguments: Mapping[str, Any]) -> Configuration:
    """Return the configuration that the constructor's arguments make.

    Raises:
        ConfigurationError: something is missing, contradicts something else, or can't be used.
    """
    return Configuration(
        provider=provider,
        base_url=_base_url(provider, arguments),
        secret=choose(provider, arguments, os.environ),
        parameters=_parameters(provider.parameters, arguments),
        options=_options(Options(), arguments),
    )


def _names(variables: Iterable[ServerVariable]) -> tuple[str, ...]:
    return tuple(variable.argument for variable in variables if variable.argument)


def _base_url(provider: Provider, arguments: Mapping[str, Any]) -> str:
    server, explicit = provider.server, arguments.get("base_url")
    filled = [n for n in _names(server.variables) if arguments.get(n) is not None]
    if explicit is not None:
        if filled:
            raise ConfigurationError(f"base_url and {filled[0]} exclude each other: give one")
        return url.base_url(explicit, "base_url")
    replaced = os.environ.get(server.environment or "")
    if replaced and server.environment and not filled:
        return url.base_url(replaced, server.environment)
    if not server.url.startswith(("https://", "http://", "{")):
        raise ConfigurationError(f"{provider.client} needs an address: pass base_url")
    values = {v.name: _server_value(provider, v, arguments) for v in server.variables}
    return url.base_url(url.server_url(server, values), _address_origin(provider))


def _server_value(
    provider: Provider, variable: ServerVariable, arguments: Mapping[str, Any]
) -> str:
    explicit = arguments.get(variable.argument or "")
    if explicit is not None:
        return _text(variable.argument or variable.name, explicit)
    value = os.environ.get(variable.environment or "")
    if value and variable.environment:
        return value
    if variable.default is None or variable.required:
        raise ConfigurationError(
            f"{provider.client} needs an address: pass {variable.argument or variable.name}"
            f" or base_url{f', or set {variable.environment}' if variable.environment else ''}"
        )
    return variable.default


def _address_origin(provider: Provider) -> str:
    names = [v.argument or v.environment or v.name for v in provider.server.variables]
    return f"the address made from {' and '.join(names)}" if names else "the provider's address"


def _text(name: str, value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise ConfigurationError(f"{name} has to be a string that isn't empty")


def _parameters(
    parameters: Iterable[ClientParameter], arguments: Mapping[str, Any]
) -> dict[ClientParameter, str]:
    result: dict[ClientParameter, str] = {}
    for parameter in parameters:
        value = arguments.get(parameter.argument)
        if value is None:
            value = os.environ.get(parameter.environment or "") or None
        if value is not None:
            wrong = headers.problem(value)
            if wrong is not None:
                raise ConfigurationError(f"{parameter.argument} {wrong}")
            result[parameter] = value
    return result


def _kept(
    values: Mapping[ClientParameter, str], replaced: tuple[ClientParameter, ...]
) -> dict[ClientParameter, str]:
    return {p: value for p, value in values.items() if p not in replaced}


def _options(options: Options, changes: Mapping[str, Any]) -> Options:
    """Return the options with those in `changes` replaced and checked."""
    checks = {n: _CHECKS[n](value) for n, value in changes.items() if n in _CHECKS}
    return replace(options, **checks)


def checked_timeout(value: Any) -> Any:
    """Return a timeout that can be used: positive seconds, `None`, or an `httpx2.Timeout`."""
    if value is None or hasattr(value, "as_dict"):  # asked so that httpx2 need not be imported
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigurationError("timeout has to be a number of seconds, None or httpx2.Timeout")
    if not (value > 0 and math.isfinite(value)):
        raise ConfigurationError("timeout has to be more than 0 and finite; None means no limit")
    return value


def _retries(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError("max_retries has to be a whole number from 0 on")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ConfigurationError("strict has to be True or False")
    return value


def _headers(value: Any) -> dict[str, str]:
    return headers.checked(value, "default_headers", ConfigurationError)


def _query(value: Any) -> dict[str, object]:
    result = dict(value or {})
    try:
        url.query(result.items())
    except ValueError as error:
        reason = str(error)
    else:
        return result
    raise ConfigurationError(f"default_query: {reason}")


_CHECKS: Final[Mapping[str, Any]] = {
    "timeout": checked_timeout,
    "max_retries": _retries,
    "strict": _flag,
    "default_headers": _headers,
    "default_query": _query,
}
