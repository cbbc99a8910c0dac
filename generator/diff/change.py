"""A change: one difference between two Apis, by what a person calls the place.

Job: the nouns that the parts of a comparison hand on. A `Difference` is seen with one provider; a
`Change` is the same difference with all providers that have it, judged by the table of rules.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal as Choice, TypeAlias

from generator.diff.effects import Effects, Verdict
from generator.document import Where

Direction: TypeAlias = Choice["sent", "received", "both", "client"]
"""Which way values travel, both, or neither: what code alone has to do with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference in what one provider has."""

    rule: str
    """The name of its row in the table of rules."""
    direction: Direction
    address: str
    """The place by component or operation, then property and tag: `Item[note].text`."""
    old: str = ""
    """What there was, in the words of JSON Schema; nothing where there was none."""
    new: str = ""
    pointer: str = ""
    """Where that is written, as far as one pointer of the effective description says it."""
    deprecated: bool = False
    """Whether what is gone was deprecated before."""
    count: int = 1
    """Of values, how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference, whom it concerns, and what it does."""

    difference: Difference
    providers: tuple[str, ...]
    effects: Effects
    verdict: Verdict
    where: Where | None = None
    proof: str = ""
    """`proven` or `unproven`, of a break whose proof was asked for."""
    witness: str = ""
    """What code that was right before fails with."""
    accepted: str = ""
    """Why the project has accepted it, if it has."""

    @property
    def fingerprint(self) -> str:
        """What it is known by in a list of accepted breaks: no word of any text decides it."""
        one = self.difference
        digests = (_digest(one.old), _digest(one.new))
        parts = (one.rule, one.direction, *self.providers, one.address, *digests)
        return _digest("\0".join(parts))[:12]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
