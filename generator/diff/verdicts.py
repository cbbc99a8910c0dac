"""Verdicts: which step of the version follows from what changes do.

Job: the policy, apart from the table that it judges by. By Semantic Versioning the version follows
those who upgrade: it is major where old code fails to run, a public name goes, or a call that was
right is refused now, whatever the package. What a server may newly return is no step by itself.
"""

from __future__ import annotations

from typing import Final, Literal as Choice, TypeAlias

from generator.diff.change import Difference
from generator.diff.effects import Effect, Verdict
from generator.diff.rules import RULES, row_of

Policy: TypeAlias = Choice["default", "strict"]

POLICIES: Final[tuple[Policy, ...]] = ("default", "strict")

SAYS: Final = {
    "default": "major where code fails to run, a name goes or a right call is refused",
    "strict": "major where code fails to run or to check, a name goes or a right call is refused",
}
"""What each policy does, in a line; below 1.0.0 each step of a version is one less."""


def verdict(difference: Difference, policy: Policy) -> Verdict:
    """Return the step that a difference asks for."""
    rule, row = RULES[difference.rule], row_of(difference.rule, difference.direction)
    is_refused = row.effects.stay is Effect.BREAKS and not rule.heals
    if row.effects.runs is Effect.BREAKS or is_refused:
        return Verdict.MAJOR
    if row.effects.checks is Effect.BREAKS:
        return Verdict.MAJOR if policy == "strict" else Verdict.MINOR
    return row.floor
