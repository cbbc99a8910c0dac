"""Somebody who uses all of a package: one function for each thing that code can rely on.

Job: from an Api, the rows of a module that names every class, reads every property into a variable
of its type, builds every object with each of its members, tells the kinds of every union apart,
makes every client and call with each argument, of either kind of client and of the command line,
and catches every exception. What of it fails on another package is what breaks. Closed lists of
values are read as their JSON type: that one grows is no break.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.languages.python.user.calls import CallProbes
from generator.languages.python.user.declarations import DeclarationProbes
from generator.languages.python.user.probes import Keyword, Probe, User
from generator.spelled import Api, Provider

__all__ = ["Keyword", "Probe", "User", "user"]


def user(
    api: Api,
    provider: Provider,
    travels: Mapping[str, Sequence[str]],
    same: frozenset[str],
    answers: Mapping[str, Sequence[Any]],
) -> User:
    """Return who uses all that a provider has.

    Args:
        api: what there is.
        provider: whose namespace is used.
        travels: which ways the values of each component go.
        same: components and operations that are named and not looked into: their code is the same.
        answers: answers that were stored, as JSON, by the ids of operations.
    """
    result = User(package=api.package, provider=provider.name)
    DeclarationProbes(api, provider, travels, same, result).write()
    CallProbes(api, provider, same, result).write(answers)
    return result
