"""The report: all changes between two Apis, and what they come to.

Job: the noun that a comparison ends in, whole and for each provider. It must not format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.diff.change import Change
from generator.diff.effects import Effect, Effects, Verdict, together
from generator.diff.verdicts import Policy
from generator.diff.versions import following


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What some changes come to."""

    verdict: Verdict
    effects: Effects
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """What changes, and what that does."""

    policy: Policy
    providers: tuple[str, ...]
    """All that either side has, those of the new side first."""
    changes: tuple[Change, ...]
    """The worst first; of one verdict, in the order of the description."""
    project: tuple[str, ...] = ()
    """What of a project's own code is right with the old package and wrong with the new one."""
    old: str = ""
    """What the old side is called."""
    new: str = ""
    release: str = ""
    """The version that the old side is of, or comes after; nothing where none is known."""

    @cached_property
    def whole(self) -> Summary:
        """What all changes come to."""
        return summary(self.changes)

    @cached_property
    def both_ways(self) -> frozenset[tuple[str, str]]:
        """Rules and addresses of changes that differ only in the way that values travel."""
        counts = Counter((c.difference.rule, c.difference.address) for c in self.changes)
        return frozenset(place for place, number in counts.items() if number > 1)

    @property
    def verdict(self) -> Verdict:
        """The step of the version."""
        return self.whole.verdict

    @property
    def next_version(self) -> str:
        """The version that comes after the release, if nothing else has changed since."""
        return following(self.release, self.verdict)

    def of(self, provider: str) -> Summary:
        """Return what the changes of one provider come to."""
        return summary(change for change in self.changes if provider in change.providers)

    def without(self, provider: str) -> Verdict:
        """Return the step if one provider weren't there."""
        others = (c for c in self.changes if {*c.providers} - {provider})
        return summary(others).verdict

    @property
    def must_act(self) -> tuple[Change, ...]:
        """The changes that break calls of those who don't upgrade."""
        return tuple(c for c in self.changes if c.effects.stay is Effect.BREAKS)


def summary(changes: Iterable[Change]) -> Summary:
    """Return what changes come to; none come to nothing."""
    every = tuple(changes)
    return Summary(
        verdict=max((change.verdict for change in every), default=Verdict.NONE),
        effects=together(change.effects for change in every),
        changes=every,
    )
