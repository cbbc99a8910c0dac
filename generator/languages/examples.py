"""What a first use of a client has to show, whatever language it is in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from generator.api import Credential, Operation, Provider

OperationT = TypeVar("OperationT", bound=Operation)


def introductory(operations: Iterable[OperationT]) -> OperationT | None:
    """Return the operation to begin with: the first that nothing speaks against, else the first."""
    in_order = tuple(operations)
    sound = (each for each in in_order if not each.deprecated and each.availability is None)
    return next(sound, in_order[0] if in_order else None)


def credentialed(provider: Provider, operation: Operation) -> tuple[str, ...]:
    """Return the arguments of credentials that a call needs and no variable could hold."""
    by_name = {each.name: each for each in provider.credentials}
    ways = [[by_name[name] for name in way] for way in operation.security]
    if any(all(each.environment for each in way) for way in ways):
        return ()
    absent_credentials = (each for way in ways[:1] for each in way if not each.environment)
    return tuple(name for each in absent_credentials for name in taken_at_once(each))


def taken_at_once(credential: Credential) -> tuple[str, ...]:
    """Return the arguments that give a credential: a pair both of its own, others the first."""
    return credential.arguments[: 2 if credential.pair else 1]
