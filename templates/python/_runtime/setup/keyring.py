"""The credentials that a client holds, and which of them a call is sent.

Job: gather them once, at construction (an explicit argument, else the environment), refuse those
that can't be of use, and choose for each call those that its operation requires and no others.
`configuration` keeps one, `attempts` asks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..transport.protocol import Request
from ..vocabulary.errors import ConfigurationError
from ..vocabulary.operation import Operation, Security
from ..vocabulary.provider import Credential, Provider
from .credentials import Secret, pair

Carried = frozenset[tuple[str, str]]
"""Places and names, in lower case, of what a call is sent by its caller."""


class Keyring:
    """The credentials of a client by the names of their security schemes; `repr` shows none."""

    __slots__ = ("_provider", "_secrets")

    def __init__(self, provider: Provider, secrets: Mapping[str, Secret]) -> None:
        self._provider = provider
        self._secrets = secrets

    def __repr__(self) -> str:
        return f"Keyring({list(self._secrets.values())})"

    def sent(self, operation: Operation[Any], request: Request) -> tuple[Secret, ...]:
        """Return the credentials that a call is sent; those that it carries needn't be held.

        Raises:
            ConfigurationError: the operation requires one that isn't held.
        """
        secrets = self.chosen(operation.security)
        if secrets is None:
            secrets = self.chosen(operation.security, request.carried)
        if secrets is None:
            arguments, variables = self._missing(operation.security)
            missing = f"{operation.name} needs a credential that the client doesn't hold"
            message = f"{missing}: pass {arguments}"
            raise ConfigurationError(message + (f", or set {variables}" if variables else ""))
        return secrets

    def chosen(
        self, security: Security, carried: Carried = frozenset()
    ) -> tuple[Secret, ...] | None:
        """Return the credentials of the alternative that is taken; `None` if none can be met.

        Args:
            security: the alternatives.
            carried: what the call has of its own that takes the place of a credential.
        """
        if not security:
            return ()
        candidates = (self._held(requirement, carried) for requirement in security)
        return max((some for some in candidates if some is not None), key=_precedence, default=None)

    def _held(
        self, requirement: tuple[str, ...], carried: Carried
    ) -> tuple[Secret, ...] | None:
        secrets = self._secrets
        lacking = [name for name in requirement if name not in secrets]
        if lacking and not (carried and carried.issuperset(map(self._placed, lacking))):
            return None
        return tuple(secrets[name] for name in requirement if name in secrets)

    def _placed(self, name: str) -> tuple[str, str]:
        places = ((c.place, c.wire, c.name) for c in self._provider.credentials)
        return next(((place, w.lower()) for place, w, each in places if each == name), ("", ""))

    def _missing(self, security: Security) -> tuple[str, str]:
        """Return the arguments, and the variables, that would meet a requirement."""
        by_name = {c.name: c for c in self._provider.credentials}
        ways = [
            [by_name[name] for name in requirement if name not in self._secrets]
            for requirement in security
            if by_name.keys() >= set(requirement)
        ]
        arguments = (" and ".join(map(_arguments, way)) for way in ways)
        environments = [[c.environment for c in way if c.environment] for way in ways]
        variables = (
            " and ".join(n) for n, way in zip(environments, ways, strict=True) if len(n) == len(way)
        )
        return " or ".join(dict.fromkeys(arguments)), " or ".join(dict.fromkeys(variables))

    def changed(self, arguments: Mapping[str, object], environment: Mapping[str, str]) -> Keyring:
        """Return a keyring that differs in the credentials which `arguments` name.

        `None` stands for what the environment has; one that is given wins over all that are kept.

        Raises:
            ConfigurationError: several exclude each other, one can't be sent, or those that are
                left are of no use.
        """
        rank = 1 + max((secret.rank for secret in self._secrets.values()), default=0)
        return _keyring(self._provider, arguments, environment, self._secrets, rank)

    def check(self, rank: int) -> None:
        """Refuse credentials that no call can be made with.

        Args:
            rank: that of those which were given just now.

        Raises:
            ConfigurationError: there are such.
        """
        required = self._provider.security
        choices = [self.chosen(security) for security in required]
        if required and all(choice is None for choice in choices):
            arguments, variables = self._missing(tuple(way for s in required for way in s))
            message = f"{self._provider.client} needs a credential: pass {arguments}"
            raise ConfigurationError(message + (f", or set {variables}" if variables else ""))
        needed_secrets = {secret for choice in choices for secret in choice or ()}
        for security in required if self._provider.exclusive else ():
            self._refuse_rivals(security, needed_secrets, rank)
        for secret in self._secrets.values():
            if secret.rank == rank or secret in needed_secrets:
                secret.check()

    def _refuse_rivals(self, security: Security, needed_secrets: set[Secret], rank: int) -> None:
        """Refuse several credentials that were given, of which an operation is sent others only."""
        met = {name for way in security if self._secrets.keys() >= set(way) for name in way}
        rivals = [s for name, s in self._secrets.items() if s.rank == rank and name in met]
        if not needed_secrets.issuperset(rivals) and len(rivals) > 1:
            names = " and ".join(secret.origin for secret in rivals)
            raise ConfigurationError(f"{names} exclude each other: give one of them")


def keyring(
    provider: Provider, arguments: Mapping[str, object], environment: Mapping[str, str]
) -> Keyring:
    """Return the credentials that the constructor's arguments and the environment make.

    Raises:
        ConfigurationError: several exclude each other, one can't be sent, or no operation could be
            called with what there is.
    """
    return _keyring(provider, arguments, environment, None, 1)


def _keyring(
    provider: Provider,
    arguments: Mapping[str, object],
    environment: Mapping[str, str],
    previous: Mapping[str, Secret] | None,
    rank: int,
) -> Keyring:
    secrets: dict[str, Secret] = {}
    for credential in provider.credentials:
        if previous is None or not arguments.keys().isdisjoint(credential.every_argument):
            secret = _secret(credential, arguments, environment, rank)
        else:
            secret = previous.get(credential.name)
        if secret is not None:
            secrets[credential.name] = secret
    result = Keyring(provider, secrets)
    result.check(rank)
    return result


def _secret(
    credential: Credential,
    arguments: Mapping[str, object],
    environment: Mapping[str, str],
    rank: int,
) -> Secret | None:
    """Return the credential from an argument, else from the environment, if it has one."""
    names = [name for name in credential.arguments if arguments.get(name) is not None]
    tokens = credential.grant.tokens(arguments) if credential.grant is not None else None
    if tokens is not None:
        names.append(tokens.origin)
    if tokens is not None and len(names) == 1:
        return Secret(credential, tokens.origin, None, rank=rank, tokens=tokens)
    if names and credential.pair:
        return Secret(credential, _arguments(credential), _pair(credential, arguments), rank=rank)
    if len(names) > 1:
        raise ConfigurationError(f"{' and '.join(names)} exclude each other: give one of them")
    if names:
        return Secret(credential, names[0], arguments[names[0]], rank=rank)
    origin = credential.environment
    value = environment.get(origin or "")
    if value and origin:
        user, _, password = value.partition(":")
        key = pair(user, password, origin) if credential.pair else value
        return Secret(credential, origin, key, rank=0)
    return None


def _pair(credential: Credential, arguments: Mapping[str, object]) -> str:
    user, password = (arguments.get(name) for name in credential.arguments)
    if user is None:
        name, beside = credential.arguments
        raise ConfigurationError(f"{beside} is of no use alone: pass {name} with it")
    return pair(user, "" if password is None else password, _arguments(credential))


def _arguments(credential: Credential) -> str:
    text = (" and " if credential.pair else " or ").join(credential.arguments)
    grant = credential.grant
    return f"{text} or {' with '.join(grant.arguments)}" if grant is not None else text


def _precedence(secrets: tuple[Secret, ...]) -> tuple[int, int, int]:
    """Return what makes one alternative win: what was given last, and as much of it as there is."""
    ranks = [secret.rank for secret in secrets]
    if not ranks:
        return -1, -1, 0
    return max(ranks), min(ranks), len(ranks) if min(ranks) else 0
