"""How times are taken: in turns, and the best of several.

Another process on the machine only ever adds time. So whoever is compared runs in turns, a round
after the other, and of each the best round counts. This module knows nothing of what is measured.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Act = Callable[[], object]
Measured = Callable[[], float]
"""Does something and returns what it cost."""

K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True)
class Turns:
    """How often contenders take turns: this many rounds, unless the seconds are used up before."""

    rounds: int
    seconds: float

    def best(self, contenders: Mapping[K, Measured]) -> dict[K, float]:
        """Return the lowest cost of each; every one has at least one turn."""
        end = time.monotonic() + self.seconds
        costs = {name: measured() for name, measured in contenders.items()}
        for _ in range(self.rounds - 1):
            if time.monotonic() > end:
                break
            for name, measured in contenders.items():
                costs[name] = min(costs[name], measured())
        return costs


def wall(act: Act) -> Measured:
    """Return `act` as something that is measured by the clock on the wall."""
    return _measured(act, time.perf_counter)


def cpu(act: Act) -> Measured:
    """Return `act` as something that is measured by the processor time of this process."""
    return _measured(act, time.process_time)


def _measured(act: Act, clock: Callable[[], float]) -> Measured:
    def measured() -> float:
        # Garbage of whoever had the turn before must not be collected on this one's time.
        gc.collect()
        start = clock()
        act()
        return clock() - start

    return measured
