"""How long the socket of an asynchronous call stays open once the call was cancelled.

The server is on loopback and never answers; it tells when a request has come and when its
connection was closed. Shown is the longest of several calls, each alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from bench import clients, packages
from bench.row import Row
from bench.scale import Bench
from bench.timing import Measured

LIMIT = 0.05
"""Seconds within which the server has to see it."""
_LONGEST = 5.0
"""Seconds after which nobody waits any more."""
_HELLO = [{"role": "user", "content": "Hello"}]


class _Silent(asyncio.Protocol):
    """A connection that nothing comes back on."""

    def __init__(self, came: asyncio.Event, gone: asyncio.Event) -> None:
        self._came, self._gone = came, gone

    def data_received(self, data: bytes) -> None:
        self._came.set()

    def connection_lost(self, error: Exception | None) -> None:
        self._gone.set()


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the row of cancelling."""
    bench.tell("cancelling")
    sides = {"ours": packages.ours(), "theirs": packages.theirs()}
    count = max(1, bench.scale.calls // 10)
    acts = {
        side: _longest(package.AsyncOpenAI, count) for side, package in sides.items() if package
    }
    costs = bench.scale.turns.best(acts)
    yield Row(
        name=f"a cancelled call to its closed socket, longest of {count}",
        ours=costs["ours"],
        theirs=costs.get("theirs"),
        limit=LIMIT,
        note="" if "theirs" in costs else packages.MISSING,
    )


def _longest(client: Any, count: int) -> Measured:
    return lambda: asyncio.run(_cancelled(client, count))


async def _cancelled(client: Any, count: int) -> float:
    """Return the longest time from cancelling a call to the end of its connection."""
    came, gone = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Silent(came, gone), "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    async with client(api_key="key", base_url=address) as caller:
        longest = max([await _one(caller, came, gone) for _ in range(count)])
    server.close()
    return longest


async def _one(client: Any, came: asyncio.Event, gone: asyncio.Event) -> float:
    came.clear()
    gone.clear()
    call = asyncio.create_task(client.responses.compact(model=clients.MODEL, input=_HELLO))
    await came.wait()
    start = time.perf_counter()
    call.cancel()
    with suppress(TimeoutError):
        await asyncio.wait_for(gone.wait(), _LONGEST)
    took = time.perf_counter() - start
    with suppress(asyncio.CancelledError):
        await call
    return took
