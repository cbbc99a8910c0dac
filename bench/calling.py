"""What a client adds to a call: the time of small calls, one after the other.

The transport is in memory and the same on both sides, so that what is left is the clients' own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from bench import clients, material, packages
from bench.row import Row
from bench.scale import Bench
from bench.timing import Measured, wall

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


def _row(bench: Bench, name: str, acts: dict[str, Measured]) -> Row:
    for act in acts.values():
        act()  # what is built once is not what is compared here
    costs = bench.scale.turns.best(acts)
    note = "" if "theirs" in costs else packages.MISSING
    return Row(name=name, ours=costs["ours"], theirs=costs.get("theirs"), note=note)


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
