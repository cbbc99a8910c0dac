"""What a client is set up with, resolved once and never changed.

Job: turn a provider's table, the constructor's arguments and the environment into settled values,
or refuse them. A changed client gets a configuration of its own that keeps what it doesn't replace;
the environment is read again only for what is given as `None`. a session holds one, `request` and
`response` read it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from ..transport import headers
from ..vocabulary.dataclass import dataclass, field, replace
from ..vocabulary.errors import ConfigurationError
from ..vocabulary.operation import Operation
from ..vocabulary.provider import ClientParameter, Provider, ServerVariable
from . import url
from .keyring import Keyring, keyring
from .options import OPTIONS, REPLACED, OptionValues, options_with


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """A client's settled values."""

    provider: Provider = field(repr=False)
    base_url: str
    server_values: Mapping[str, str] | None = None
    """The values of the server's variables; None where the caller gave a whole address, which then
    holds for operations that have one of their own as well."""
    keyring: Keyring
    parameters: Mapping[ClientParameter, str] = field(repr=False)
    options: OptionValues

    @property
    def settings(self) -> frozenset[str]:
        """The names of all that a client is made with."""
        own = self.provider.arguments
        return frozenset(own | OPTIONS | REPLACED.keys() | {"base_url", "http_client"})

    def address(self, operation: Operation[Any]) -> str:
        """Return what the path of an operation is put behind.

        Raises:
            ConfigurationError: it ends with that path, which would be there twice; or the
                operation's own can't be used.
        """
        if operation.server is not None and self.server_values is not None:
            return self._own_address(operation.server, self.server_values)
        path = operation.path
        if url.repeats(self.base_url, path) and not url.repeats(self.provider.server.url, path):
            raise ConfigurationError(
                f"base_url ends with {path}, which is put behind it: give the address up to there"
            )
        return self.base_url

    def _own_address(self, template: str, values: Mapping[str, str]) -> str:
        address = url.server_url(replace(self.provider.server, url=template), values)
        insecure = self.options.allow_insecure_http
        return url.base_url(address, "the operation's address", insecure=insecure)

    def placed(self, place: str, arguments: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return the client's parameters of these arguments that are headers, or are query."""
        return tuple(
            (parameter.name, value)
            for parameter, value in self.parameters.items()
            if parameter.place == place and parameter.argument in arguments
        )

    def changed(self, changes: Mapping[str, Any]) -> Configuration:
        """Return the configuration with the arguments and options in `changes` replaced."""
        provider, names = self.provider, frozenset(changes)
        options = options_with(self.options, changes)
        base_url, values = self._address(changes, insecure=options.allow_insecure_http)
        parameters = tuple(p for p in provider.parameters if p.argument in names)
        return replace(
            self,
            base_url=base_url,
            server_values=values,
            keyring=self._keyring(changes),
            parameters=_kept(self.parameters, parameters) | _parameters(parameters, changes),
            options=options,
        )

    def _address(
        self, changes: Mapping[str, Any], *, insecure: bool
    ) -> tuple[str, Mapping[str, str] | None]:
        if {"base_url", *_names(self.provider.server.variables)}.isdisjoint(changes):
            return url.base_url(self.base_url, "base_url", insecure=insecure), self.server_values
        return _address(self.provider, changes, insecure=insecure)

    def _keyring(self, changes: Mapping[str, Any]) -> Keyring:
        is_affected = not self.provider.credential_arguments.isdisjoint(changes)
        return self.keyring.changed(changes, os.environ) if is_affected else self.keyring


def configure(provider: Provider, arguments: Mapping[str, Any]) -> Configuration:
    """Return the configuration that the constructor's arguments make.

    Raises:
        ConfigurationError: something is missing, contradicts something else, or can't be used.
    """
    options = options_with(OptionValues(), arguments)
    base_url, values = _address(provider, arguments, insecure=options.allow_insecure_http)
    return Configuration(
        provider=provider,
        base_url=base_url,
        server_values=values,
        keyring=keyring(provider, arguments, os.environ),
        parameters=_parameters(provider.parameters, arguments),
        options=options,
    )


def _names(variables: Iterable[ServerVariable]) -> tuple[str, ...]:
    return tuple(variable.argument for variable in variables if variable.argument)


def _address(
    provider: Provider, arguments: Mapping[str, Any], *, insecure: bool
) -> tuple[str, Mapping[str, str] | None]:
    """Return the address, and the values of the variables that it is made of, if it is."""
    server, explicit = provider.server, arguments.get("base_url")
    given_names = [n for n in _names(server.variables) if arguments.get(n) is not None]
    if explicit is not None:
        if given_names:
            raise ConfigurationError(f"base_url and {given_names[0]} exclude each other: give one")
        return url.base_url(explicit, "base_url", insecure=insecure), None
    from_environment = os.environ.get(server.environment or "")
    if from_environment and server.environment and not given_names:
        return url.base_url(from_environment, server.environment, insecure=insecure), None
    if not server.url.lower().startswith(("https://", "http://", "{")):
        raise ConfigurationError(f"{provider.client} needs an address: pass base_url")
    values = {v.name: _server_value(provider, v, arguments) for v in server.variables}
    own_url = url.server_url(server, values)
    return url.base_url(own_url, _address_origin(provider), insecure=insecure), values


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
            wrong = headers.problem(value) or _unlisted(parameter, value)
            if wrong is not None:
                raise ConfigurationError(f"{parameter.argument} {wrong}")
            result[parameter] = value
    return result


def _unlisted(parameter: ClientParameter, value: str) -> str | None:
    if not parameter.values or value in parameter.values:
        return None
    return f"has to be {' or '.join(map(repr, parameter.values))}, or to be left out"


def _kept(
    values: Mapping[ClientParameter, str], others: tuple[ClientParameter, ...]
) -> dict[ClientParameter, str]:
    return {p: value for p, value in values.items() if p not in others}
