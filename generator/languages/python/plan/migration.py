"""What the page receives that tells callers of other clients what they have to change.

Job: take the pieces of code of each provider, with the name that the package has. It must not write
a line of the page: that is the template's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from generator.api import Change, Snippet
from generator.languages.python.plan.readme import examples
from generator.spelled import Api, Provider

_PACKAGE: Final = "PACKAGE"
"""What stands for the name of the package in the code of a description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A provider's client in place of another package."""

    package: str
    client: str
    arguments: tuple[str, ...]
    """Arguments of the client without which there is no address."""
    unchanged: tuple[Snippet, ...]
    changes: tuple[Change, ...]


def moves(api: Api) -> tuple[Move, ...]:
    """Return what there is to tell, for each provider of which the description tells something."""
    variables = {e.client: tuple(argument.name for argument in e.arguments) for e in examples(api)}
    candidates = (
        _move(api.package, provider, variables[provider.client]) for provider in api.providers
    )
    return tuple(move for move in candidates if move is not None)


def _move(package: str, provider: Provider, variables: tuple[str, ...]) -> Move | None:
    migration = provider.migration
    if migration is None:
        return None
    return Move(
        package=migration.package,
        client=provider.client,
        arguments=variables,
        unchanged=tuple(replace(p, code=_named(p.code, package)) for p in migration.unchanged),
        changes=tuple(
            replace(c, before=_named(c.before, package), after=_named(c.after, package))
            for c in migration.changes
        ),
    )


def _named(code: str, package: str) -> str:
    return code.replace(_PACKAGE, package)
