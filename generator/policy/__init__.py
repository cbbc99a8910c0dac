"""How grave each kind of fault is: in a description of ours, in another's, and with `--strict`.

Job: one table that every stage asks. A description of ours is held to everything. One of somebody
else's is refused only where no client could be right; whatever doesn't change what travels is a
remark, and so is what one operation or one schema alone can't do. It must not look at descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.policy.kinds import Kind as Kind, Severity as Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Whose description it is, and how strictly it is read."""

    first_party: bool
    strict: bool = False

    @property
    def is_lenient(self) -> bool:
        """Whether faults are mended and remarked on where a client can be right all the same."""
        return not self.first_party and not self.strict

    def severity(self, kind: Kind) -> Severity:
        """Return how grave a fault of the kind is."""
        verdict = kind.value
        if self.first_party:
            return verdict.own
        return verdict.strict if self.strict else verdict.foreign
