"""How many small asynchronous calls go through a client in a second, one or many at a time.

Over sockets, to a server on loopback that has a process of its own and answers at once: so this is
what the client and its connections cost. Shown is the time for each call, so that less is better as
everywhere; a note has the calls per second. Processor time, of which the server has its own, shows
whether a call over one of many connections costs more than one alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

from bench import clients, material, packages
from bench.answering import answering
from bench.row import Row
from bench.scale import Bench
from bench.timing import Act, Measured, Turns, cpu, wall

_HELLO = [{"role": "user", "content": "Hello"}]
_SECONDS = 6.0
_MORE = 1.3
"""How many times the processor time of a call alone one among many may take."""
_SLOWER = 1 / 0.9
"""How many times the time of a call alone one among many may take: 0.9 of the calls a second."""


def measure(bench: Bench) -> Iterator[Row]:
    """Yield a row for each number of calls at a time."""
    with answering(material.small_response()) as address, asyncio.Runner() as loop:
        given: dict[str, Any] = {"api_key": "key", "base_url": address}
        theirs = packages.theirs()
        both = {"ours": packages.ours().AsyncOpenAI(**given)}
        both |= {"theirs": theirs.AsyncOpenAI(**given)} if theirs else {}
        for width in bench.scale.widths:
            bench.tell(f"{width} calls at a time")
            count = max(bench.scale.calls, 2 * width)
            acts = {side: _crowd(loop, client, width, count) for side, client in both.items()}
            yield _row(bench.scale.turns, width, acts)
        yield _many(bench, loop, both["ours"], "processor time", cpu, _MORE)
        yield _many(bench, loop, both["ours"], "time", wall, _SLOWER)
        for client in both.values():
            loop.run(client.close())


def _many(
    bench: Bench,
    loop: asyncio.Runner,
    client: Any,
    cost: str,
    clock: Callable[[Act], Measured],
    target: float,
) -> Row:
    """Return the row for what a call among many takes, beside one alone."""
    most = max(bench.scale.widths)
    count = max(bench.scale.calls, 2 * most)
    acts = {str(width): _crowd(loop, client, width, count, clock) for width in (1, most)}
    costs = bench.scale.turns.best(acts)
    return Row(
        name=f"{cost} of a call, {most} at a time / one at a time",
        ours=costs[str(most)],
        theirs=costs["1"],
        target=target,
    )


def _row(turns: Turns, width: int, acts: dict[str, Measured]) -> Row:
    for act in acts.values():
        act()  # opens the connections
    costs = Turns(turns.rounds, min(turns.seconds, _SECONDS)).best(acts)
    rates = ", ".join(f"{side} {1 / cost:,.0f}" for side, cost in costs.items())
    missing = "" if "theirs" in costs else f"; {packages.MISSING}"
    return Row(
        name=f"a small call over sockets, {width} at a time",
        ours=costs["ours"],
        theirs=costs.get("theirs"),
        note=f"calls per second with {width} at a time: {rates}{missing}",
    )


def _crowd(
    loop: asyncio.Runner,
    client: Any,
    width: int,
    count: int,
    clock: Callable[[Act], Measured] = wall,
) -> Measured:
    async def caller(calls: int) -> None:
        for _ in range(calls):
            await client.responses.compact(model=clients.MODEL, input=_HELLO)

    async def crowd() -> None:
        await asyncio.gather(*(caller(count // width) for _ in range(width)))

    measured = clock(lambda: loop.run(crowd()))
    return lambda: measured() / (count // width * width)
