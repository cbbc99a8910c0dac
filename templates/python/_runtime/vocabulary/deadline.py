"""Time: how much of it a call has left.

Job: the clock that everything with a time limit asks, and the moment at which a call ends. Time is
monotonic, so that setting the computer's clock changes nothing. `session` sets a deadline for each
call; the sleeps between tries and every wait of the network are bounded by what is left of it.
"""

from __future__ import annotations

import time
from typing import Final, Protocol

from .dataclass import dataclass, field, replace


class Clock(Protocol):
    """What tells and passes time; tests bring one that doesn't wait."""

    def now(self) -> float:
        """Return seconds since some fixed moment; they never run backwards."""
        ...

    def sleep(self, seconds: float, /) -> None:
        """Let time pass, blocking the thread."""
        ...

    async def sleep_async(self, seconds: float, /) -> None:
        """Let time pass, blocking nothing."""
        ...


class SystemClock:
    """The computer's monotonic clock."""

    def now(self) -> float:
        """Return seconds since some fixed moment; they never run backwards."""
        return time.monotonic()

    def sleep(self, seconds: float, /) -> None:
        """Let time pass, blocking the thread."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float, /) -> None:
        """Let time pass, blocking nothing."""
        import asyncio  # expensive, and of no use to sync clients

        await asyncio.sleep(seconds)


SYSTEM_CLOCK: Final[Clock] = SystemClock()


class DeadlineExceeded(Exception):
    """No time is left. It stays inside the runtime: callers see an `APITimeoutError`."""


@dataclass(frozen=True)
class Deadline:
    """The moment at which a call ends, on the clock's scale; `None` is never."""

    at: float | None = None
    clock: Clock = field(default=SYSTEM_CLOCK, repr=False)

    @classmethod
    def after(cls, seconds: float | None, clock: Clock = SYSTEM_CLOCK) -> Deadline:
        """Return the deadline that lies that far ahead."""
        return cls(None if seconds is None else clock.now() + seconds, clock)

    def left(self) -> float | None:
        """Return the seconds that are left, never less than 0; `None` where there is no end."""
        return None if self.at is None else max(0.0, self.at - self.clock.now())

    @property
    def expired(self) -> bool:
        """Whether no time is left."""
        return self.left() == 0.0

    def at_least(self, seconds: float) -> Deadline:
        """Return a deadline that lies so far ahead from now on, if this one doesn't."""
        if self.at is None:
            return self
        return replace(self, at=max(self.at, self.clock.now() + seconds))

    def bounded(self, seconds: float | None) -> float | None:
        """Return the limit of a single wait: the smaller of its own and the time that is left.

        Raises:
            DeadlineExceeded: no time is left.
        """
        remaining = self.left()
        if remaining is None:
            return seconds
        if remaining == 0.0:
            raise DeadlineExceeded
        return remaining if seconds is None else min(remaining, seconds)


NEVER: Final = Deadline()
