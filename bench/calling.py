"""What a client adds to a call: the time of small calls, and how long a large one holds the loop.

The transport is in memory and the same on both sides, so that what is left is the clients' own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from bench import clients, material, packages
from bench.row import Row
from bench.scale import Bench
from bench.timing import Measured, wall

STALL = 0.05
_HELLO = [{"role": "user", "content": "Hello"}]


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of calling."""
    bench.tell("calling")
    body, calls = material.small_response(), bench.scale.calls
    sync = {"ours": clients.ours(body), "theirs": clients.theirs(body)}
    acts = {side: _calls(client, calls) for side, client in sync.items() if client}
    yield _row(bench, "one small call, sync", acts)
    with asyncio.Runner() as loop:  # one for all, since a client belongs to its loop
        both = {"ours": clients.ours_async(body), "theirs": clients.theirs_async(body)}
        acts = {side: _async_calls(loop, client, calls) for side, client in both.items() if client}
        yield _row(bench, "one small call, async", acts)
        yield _stall(bench, loop)


def _row(bench: Bench, name: str, acts: dict[str, Measured], limit: float | None = None) -> Row:
    for act in acts.values():
        act()  # what is built once is not what is compared here
    costs = bench.scale.turns.best(acts)
    note = "" if "theirs" in costs else packages.MISSING
    return Row(name=name, ours=costs["ours"], theirs=costs.get("theirs"), limit=limit, note=note)


def _calls(client: Any, count: int) -> Measured:
    def calls() -> None:
        for _ in range(count):
            client.responses.compact(model=clients.MODEL, input=_HELLO)

    return _shared_by(count, wall(calls))


def _async_calls(loop: asyncio.Runner, client: Any, count: int) -> Measured:
    async def calls() -> None:
        for _ in range(count):
            await client.responses.compact(model=clients.MODEL, input=_HELLO)

    return _shared_by(count, wall(lambda: loop.run(calls())))


def _shared_by(count: int, measured: Measured) -> Measured:
    return lambda: measured() / count


def _stall(bench: Bench, loop: asyncio.Runner) -> Row:
    """Return the row of the longest time for which a large call lets nothing else run."""
    count = bench.scale.input
    body, items = material.response(count), material.items(count)
    both = {"ours": clients.ours_async(body), "theirs": clients.theirs_async(body)}
    acts = {side: _held(loop, _large(client, items)) for side, client in both.items() if client}
    return _row(bench, f"longest hold of the loop, {count} items both ways", acts, STALL)


def _large(client: Any, items: list[material.Item]) -> Callable[[], Coroutine[Any, Any, object]]:
    return lambda: client.responses.compact(model=clients.MODEL, input=items)


def _held(loop: asyncio.Runner, call: Callable[[], Coroutine[Any, Any, object]]) -> Measured:
    """Return the longest time between two turns of the loop while `call` runs."""

    async def longest() -> float:
        task = asyncio.create_task(call())
        held, last = 0.0, time.perf_counter()
        while not task.done():
            await asyncio.sleep(0)
            held, last = max(held, time.perf_counter() - last), time.perf_counter()
        await task
        return held

    return lambda: loop.run(longest())
