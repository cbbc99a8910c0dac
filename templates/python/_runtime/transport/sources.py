"""Where a client takes time, chance and new ids from.

Job: be the one place to replace what can't be foretold, so that tests decide it. The defaults are
the computer's. Nothing else of the runtime asks a clock or a random generator.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from ..vocabulary.dataclass import dataclass
from ..vocabulary.deadline import SYSTEM_CLOCK, Clock


def _chance() -> float:
    import random  # here, since it is of no use before something has failed

    return random.random()


def _unique() -> str:
    import uuid

    return str(uuid.uuid4())


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What a client can't know by itself."""

    clock: Clock = SYSTEM_CLOCK
    """What tells and passes the time of calls."""
    date: Callable[[], float] = time.time
    """Returns seconds since the epoch, for dates of servers."""
    chance: Callable[[], float] = _chance
    """Returns a random number from 0 to 1."""
    unique: Callable[[], str] = _unique
    """Returns a UUID that nobody has used."""
