"""What a change does: to those who keep the old package, and to those who take the new one.

Job: the words of a verdict. Two questions are kept apart: *stay* is the old client while the server
moves; *upgrade* is old code on the new package, and that again is two: whether it runs, and whether
type checkers still accept it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Effect(IntEnum):
    """What becomes of what was right before; the greater, the worse."""

    OK = 0
    NOTE = 1
    """It goes on, and somebody may notice."""
    BREAKS = 2

    def __str__(self) -> str:
        return self.name.lower()


class Verdict(IntEnum):
    """The step of the version that a change asks for, by Semantic Versioning."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Effects:
    """The answers to the questions."""

    stay: Effect = Effect.OK
    runs: Effect = Effect.OK
    checks: Effect = Effect.OK

    def __or__(self, other: Effects) -> Effects:
        """Return what both do together."""
        return Effects(
            max(self.stay, other.stay),
            max(self.runs, other.runs),
            max(self.checks, other.checks),
        )


def together(every: Iterable[Effects]) -> Effects:
    """Return what several changes do together; nothing where there are none."""
    result = Effects()
    for effects in every:
        result |= effects
    return result
