"""What a large request costs, in processor time: from items to the bytes that are sent.

Measured through a whole call with a small answer, since their way to the bytes can't be taken out
of it; what else is in a call is measured in `calling`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench import clients, material, packages
from bench.row import Row
from bench.scale import Bench
from bench.timing import cpu

TARGET = 0.05


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of building a request."""
    count = bench.scale.input
    bench.tell(f"building a request of {count} items")
    ours = clients.ours(material.small_response())
    theirs = clients.theirs(material.small_response())
    items = material.items(count)
    yield _row(bench, f"request of {count} items: dicts, CPU", (ours, items), (theirs, items))
    mine, other = _objects(clients.ours(material.response(count))), None
    if theirs:
        other = _objects(clients.theirs(material.response(count)))
    yield _row(bench, f"request of {count} items: models, CPU", (ours, mine), (theirs, other))


def _objects(client: Any) -> Any:
    """Return the items of a response that a client read."""
    return client.responses.compact(model=clients.MODEL).output


def _row(bench: Bench, name: str, ours: tuple[Any, Any], theirs: tuple[Any, Any]) -> Row:
    sides = {"ours": ours, "theirs": theirs}
    contenders = {k: cpu(_sending(*side)) for k, side in sides.items() if side[0]}
    costs = bench.scale.turns.best(contenders)
    note = "" if theirs[0] else packages.MISSING
    return Row(name=name, ours=costs["ours"], theirs=costs.get("theirs"), target=TARGET, note=note)


def _sending(client: Any, items: Any) -> Any:
    return lambda: client.responses.compact(model=clients.MODEL, input=items)
