"""A network that answers by a script, and a clock that doesn't wait.

Job: let the tests of retries, hooks and logs decide what comes back and when, without a server. The
transport records what it is given; the clock counts the seconds that it was asked to sleep.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from itertools import count
from typing import Any

from _runtime.transport.protocol import Limits, Request, Response
from _runtime.transport.sources import Sources
from _runtime.vocabulary.deadline import Deadline, SystemClock
from _runtime.vocabulary.errors import APIError

from tests.support.small_api import PLAIN, Driver

Scripted = Response | APIError | Callable[[Request], Response]


class Watch:
    """A clock that passes time only when it is asked to."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    @property
    def asleep(self) -> float:
        """How long it slept altogether."""
        return sum(self.slept)

    def now(self) -> float:
        """Return the time of the test."""
        return self.time

    def sleep(self, seconds: float, /) -> None:
        """Move on at once."""
        self.slept.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float, /) -> None:
        """Move on at once."""
        self.sleep(seconds)


class ToldClock(SystemClock):
    """The computer's clock, which tells that somebody begins to wait."""

    def __init__(self) -> None:
        self.waits = threading.Event()

    def sleep(self, seconds: float, /) -> None:
        """Tell it, and let time pass."""
        self.waits.set()
        super().sleep(seconds)

    async def sleep_async(self, seconds: float, /) -> None:
        """Tell it, and let time pass."""
        self.waits.set()
        await super().sleep_async(seconds)

    async def until_it_waits(self) -> None:
        """Return once somebody waits."""
        async with asyncio.timeout(30):
            while not self.waits.is_set():
                await asyncio.sleep(0)


def sources(watch: Watch | None = None, chance: float = 1.0, date: float = 0.0) -> Sources:
    """Return sources that always give the same."""
    numbers = count(1)
    return Sources(
        clock=watch or Watch(),
        date=lambda: date,
        chance=lambda: chance,
        unique=lambda: f"00000000-0000-4000-8000-{next(numbers):012d}",
    )


def answer(status: int = 200, body: bytes = b"{}", **headers: str) -> Response:
    """Return an answer; underscores in header names become hyphens."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(status=status, headers={"content-type": "application/json", **named}, body=body)


OK = answer(200, b'{"id": "thing-1", "count": 2, "object": "thing"}')
"""The answer that the small API promises."""


class Network:
    """A transport of both kinds that plays a script; the last entry is played for ever."""

    def __init__(self, *script: Scripted, watch: Watch | None = None, takes: float = 0.0) -> None:
        self.script = list(script)
        self.requests: list[Request] = []
        self.lefts: list[float | None] = []
        self.limits: list[Limits] = []
        self._watch, self._takes = watch, takes

    def play(self, request: Request, deadline: Deadline, limits: Limits) -> Response:
        """Record the request and return or raise what the script says."""
        self.requests.append(request)
        self.lefts.append(deadline.left())
        self.limits.append(limits)
        if self._watch is not None:
            self._watch.time += self._takes
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(step, APIError):
            raise step
        return step if isinstance(step, Response) else step(request)

    def headers(self, name: str) -> list[str | None]:
        """Return the values of a header in the requests."""
        return [dict(request.headers).get(name) for request in self.requests]


class SyncNetwork(Network):
    """The network of a sync client."""

    def send(self, request: Request, deadline: Deadline, limits: Limits, /) -> Response:
        """Play the next step."""
        return self.play(request, deadline, limits)

    def close(self) -> None:
        """Nothing is held."""


class AsyncNetwork(Network):
    """The network of an async client."""

    async def send(self, request: Request, deadline: Deadline, limits: Limits, /) -> Response:
        """Play the next step."""
        return self.play(request, deadline, limits)

    async def close(self) -> None:
        """Nothing is held."""


def wired(
    driver: Driver,
    *script: Scripted,
    provider: Any = PLAIN,
    watch: Watch | None = None,
    chance: float = 1.0,
    takes: float = 0.0,
    **arguments: Any,
) -> tuple[Any, Network]:
    """Return a client whose network plays the script, and that network."""
    watch = watch or Watch()
    given = {"api_key": "key-0123456789abcdef", **arguments}
    given.setdefault("sources", sources(watch, chance))
    client = driver.client(provider, **given)
    kind = SyncNetwork if driver.kind == "sync" else AsyncNetwork
    client._session._transport = kind(*script, watch=watch, takes=takes)
    return client, client._session._transport
