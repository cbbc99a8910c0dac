"""The rules: what each kind of change does, one row for each and the way its values travel.

Job: the one table that decides. A row says what becomes of those who stay, of code that runs and of
code that is checked, and the least step of the version besides (`floor`). Each rule has a mirror,
what undoes it, or says why there is none. How a change is seen is no matter of this room's, and
what follows from the effects is `verdicts`'.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.diff.change import Direction
from generator.diff.rules.declarations import DECLARATIONS, TEXTS
from generator.diff.rules.operations import OPERATIONS
from generator.diff.rules.providers import PROVIDERS
from generator.diff.rules.rule import Row, Rule
from generator.diff.rules.runtime import RUNTIME
from generator.diff.rules.schemas import PROPERTIES, TYPES

RULES: Final[Mapping[str, Rule]] = {
    **PROPERTIES,
    **TYPES,
    **DECLARATIONS,
    **OPERATIONS,
    **PROVIDERS,
    **RUNTIME,
    **TEXTS,
}
"""All rules, by their names."""


def row_of(rule: str, direction: Direction) -> Row:
    """Return what a change does; one that concerns both directions does what each row does."""
    rows = RULES[rule].rows
    if direction in rows:
        return rows[direction]
    sent, received = rows["sent"], rows["received"]
    return Row(sent.effects | received.effects, max(sent.floor, received.floor))


def directions(rule: str, travels: tuple[Direction, ...]) -> tuple[Direction, ...]:
    """Return by which rows a change is judged, of values that travel these ways.

    What does the same both ways is one change; what no row is about is none.
    """
    rows = RULES[rule].rows
    if "sent" not in rows and "received" not in rows:
        return tuple(rows)
    ways: list[Direction] = [way for way in travels if way in rows]
    if len(ways) > 1 and rows["sent"] == rows["received"]:
        return ("both",)
    return tuple(ways)
