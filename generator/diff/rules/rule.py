"""A rule: what one kind of change does, by the way its values travel.

Job: the nouns of the table, and the few combinations of effects that most rows have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.diff.change import Direction
from generator.diff.effects import Effect, Effects, Verdict

OK: Final = Effect.OK
NOTE: Final = Effect.NOTE
BREAKS: Final = Effect.BREAKS


@dataclass(frozen=True, slots=True)
class Row:
    """What a change does to values that travel one way."""

    effects: Effects
    floor: Verdict = Verdict.PATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of change."""

    says: str
    """What has happened, after the address; `{old}` and `{new}` are holes."""
    rows: Mapping[Direction, Row]
    mirror: str = ""
    """The rule of the opposite change."""
    waiver: str = ""
    """Why there is no mirror, or why one direction has no row."""
    counted: str = ""
    """What a summary calls one of them, where they are counted."""
    fix: str = ""
    """How to keep old code working, where there is a way."""
    heals: bool = False
    """Whether the new package puts right what breaks for those who stay, code unchanged."""


def row(stay: Effect, runs: Effect, checks: Effect, floor: Verdict = Verdict.PATCH) -> Row:
    """Return a row by its effects, in the order of the questions."""
    return Row(Effects(stay, runs, checks), floor)


PATCH: Final = row(OK, OK, OK)
MINOR: Final = row(OK, OK, OK, Verdict.MINOR)
NAME_GOES: Final = row(OK, BREAKS, BREAKS)
HEALED: Final = row(BREAKS, OK, OK, Verdict.MINOR)
REFUSED: Final = row(BREAKS, BREAKS, BREAKS)
SILENT: Final = row(OK, NOTE, OK, Verdict.MINOR)
