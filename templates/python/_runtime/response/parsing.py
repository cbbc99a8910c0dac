"""From the bytes of an answer to its JSON value, or to what is wrong with them.

Job: say in a few words why a body is no JSON that is read: for its text, its depth, its numbers or
how many values it has. `outcome` puts the words into exceptions.
"""

from __future__ import annotations

import re
import sys
from typing import Any, Final

from ..transport.protocol import MOST_VALUES
from ..vocabulary.dataclass import dataclass
from ..vocabulary.deadline import NEVER, Deadline
from ..vocabulary.repeats import Repeats
from ..vocabulary.signals import interrupts
from .amount import too_many
from .nesting import DEEPEST, too_deep

DEEP: Final = f"is nested too deeply, in more than {DEEPEST} levels"
_LARGE: Final = "holds a number that is out of range"
_DIGITS: Final = 4300
"""Digits of the longest integer that is read. Reading one takes time by the square of them."""
_LONG: Final = rb"[0-9]{%d}" % (_DIGITS + 1)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How an answer is read."""

    strict: bool = False
    """Whether a defect is a failure."""
    values: int = MOST_VALUES
    """How many values it may hold."""
    deadline: Deadline = NEVER
    """When what is still unread stays so."""


def parsed(
    raw: bytes, repeats: Repeats | None = None, *, most: int = MOST_VALUES
) -> tuple[Any, str | None]:
    """Return the JSON value of a body, and what is wrong where it has none that is read."""
    from ..vocabulary.json_text import loads

    if not raw.strip():
        return None, "is empty"
    if too_many(raw, most):
        return None, f"holds more than {most} values"
    if _unguarded() and re.search(_LONG, raw):
        return None, _LARGE
    try:
        value = loads(raw, repeats)
    except RecursionError:
        return None, DEEP
    except ValueError as error:  # what isn't JSON is told by its subclasses
        if interrupts(error):
            raise
        return None, _LARGE if type(error) is ValueError else "is not JSON"
    return (None, DEEP) if too_deep(raw, value) else (value, None)


def _unguarded() -> bool:
    """Return whether this process lets Python read longer integers than it does by itself."""
    return not 0 < sys.get_int_max_str_digits() <= _DIGITS
