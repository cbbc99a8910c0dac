"""What a change of the description does to those who stay and to those who upgrade.

Job: two Apis in, a Report out. Each provider is compared on its own, since its callers are; what is
the same for several is one change. It must not read files, print, or know how any language spells
what it compares: openness, presence, sharing and names are facts of the Api.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from generator.api import Ref
from generator.diff.change import Change, Difference
from generator.diff.declarations import DeclarationComparison
from generator.diff.differences import Differences
from generator.diff.namespace import Namespace, namespace
from generator.diff.operations import OperationComparison
from generator.diff.pairs import pairs
from generator.diff.providers import ProviderComparison
from generator.diff.report import Report
from generator.diff.rules import row_of
from generator.diff.types import TypeComparison
from generator.diff.verdicts import Policy, verdict
from generator.document import Where
from generator.spelled import Api, Provider

Places: TypeAlias = Callable[[Difference, tuple[str, ...]], Where | None]
"""Says where a difference is written."""


def diff(
    old: Api,
    new: Api,
    policy: Policy = "default",
    places: Places = lambda *_: None,
    beside: Iterable[Difference] = (),
) -> Report:
    """Return what changes from one Api to another, and what that does.

    Args:
        old: what there was.
        new: what there is.
        policy: which step of the version follows.
        places: where differences are written; nowhere in particular by default.
        beside: differences that concern all providers and no description.
    """
    before = {each.name: each for each in old.providers}
    after = {each.name: each for each in new.providers}
    names = tuple(dict.fromkeys([*after, *before]))
    every = {
        name: _of_provider(old, new, name, before.get(name), after.get(name)) for name in names
    }
    changes = [
        Change(
            difference=difference,
            providers=providers,
            effects=row_of(difference.rule, difference.direction).effects,
            verdict=verdict(difference, policy),
            where=places(difference, providers),
        )
        for difference, providers in (_merged(every) | dict.fromkeys(beside, names)).items()
    ]
    changes.sort(key=lambda change: -change.verdict)
    return Report(policy=policy, providers=names, changes=tuple(changes))


def _merged(
    every: dict[str, Iterable[Difference]],
) -> dict[Difference, tuple[str, ...]]:
    """Return each difference once, with the providers that have it."""
    result: dict[Difference, tuple[str, ...]] = {}
    for name, differences in every.items():
        for difference in dict.fromkeys(differences):
            result[difference] = (*result.get(difference, ()), name)
    return result


def _of_provider(
    old: Api, new: Api, name: str, before: Provider | None, after: Provider | None
) -> Iterable[Difference]:
    if before is None or after is None:
        rule = "provider-added" if before is None else "provider-removed"
        return [Difference(rule=rule, direction="client", address=name, pointer="/info")]
    return _compared(namespace(old, before), namespace(new, after))


def _compared(old: Namespace, new: Namespace) -> Iterable[Difference]:
    arguments = _arguments(old) & _arguments(new)
    differences = Differences(old, new, arguments)
    names = pairs(old, new)
    types = TypeComparison(old, new, names)
    ProviderComparison(old.provider, new.provider, differences).compare()
    OperationComparison(old, new, types, differences).compare()
    DeclarationComparison(old, new, names, types, differences).compare(arguments)
    return differences.every


def _arguments(side: Namespace) -> set[str]:
    """Return the models whose properties are the arguments of a method."""
    bodies = (operation.body for operation in side.provider.operations)
    return {
        body.type.name
        for body in bodies
        if body is not None and body.properties is not None and isinstance(body.type, Ref)
    }
