"""For how long a large asynchronous call lets nothing else of its event loop run.

Each side has a process of its own, with a small call before the large one: whoever shares a process
also shares its garbage collection, which holds a loop the longer the more there is in memory.
"""

from __future__ import annotations

import asyncio
import time
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from bench import clients, material, packages, processes
from bench.row import Row
from bench.scale import Bench
from bench.timing import Measured

LIMIT = 0.05
_FEW = 100
_PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from bench import holding
print(holding.held({side!r}, {count}))
"""


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the row of holding the loop."""
    count = bench.scale.input
    bench.tell(f"holding the event loop with {count} items")
    sides = [side for side in ("ours", "theirs") if side == "ours" or find_spec(packages.THEIRS)]
    costs = bench.scale.turns.best({side: _measured(bench, side, count) for side in sides})
    yield Row(
        name=f"longest hold of the loop, {count} items both ways",
        ours=costs["ours"],
        theirs=costs.get("theirs"),
        limit=LIMIT,
        note="" if "theirs" in costs else packages.MISSING,
    )


def _measured(bench: Bench, side: str, count: int) -> Measured:
    program = _PROGRAM.format(root=str(material.ROOT), side=side, count=count)
    return lambda: float(processes.run(["-c", program], bench.generated))


def held(side: str, count: int) -> float:
    """Return the longest time between two turns of the loop while a call of `side` runs."""
    warnings.filterwarnings("ignore", module="pydantic")
    make = {"ours": clients.ours_async, "theirs": clients.theirs_async}[side]
    with asyncio.Runner() as loop:
        loop.run(_longest(make(material.response(min(_FEW, count))), material.items(_FEW)))
        return loop.run(_longest(make(material.response(count)), material.items(count)))


async def _longest(client: Any, items: list[material.Item]) -> float:
    task = asyncio.create_task(client.responses.compact(model=clients.MODEL, input=items))
    longest, last = 0.0, time.perf_counter()
    while not task.done():
        await asyncio.sleep(0)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    await task
    return longest
