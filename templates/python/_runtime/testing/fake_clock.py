"""A clock for tests, on which waiting takes no time.

Job: let waits between tries and deadlines pass at once. `fake_transport` offers it; `sources` says
what else of a client a test can decide.
"""

from __future__ import annotations


class FakeClock:
    """A clock that stands still but for the waits of clients, which are over at once."""

    def __init__(self) -> None:
        self._time = 0.0

    def now(self) -> float:
        """Return the seconds that clients have waited."""
        return self._time

    def sleep(self, seconds: float, /) -> None:
        """Let time pass, which takes none."""
        self._time += seconds

    async def sleep_async(self, seconds: float, /) -> None:
        """Let time pass, which takes none."""
        self._time += seconds
