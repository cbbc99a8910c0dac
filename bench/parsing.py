"""What a large response costs: through a whole call, and from JSON text to objects alone.

The body is the same on both sides, and so is the transport. What reading costs beside JSON itself
is measured by `reading`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from bench import clients, material, packages
from bench.row import Row
from bench.scale import Bench
from bench.timing import Act, wall

FASTER = 0.20
"""At least five times as fast."""
PER_ITEM = 10e-6


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of parsing."""
    count = bench.scale.output
    bench.tell(f"parsing a response of {count} items")
    body = material.response(count)
    size = f"response of {count} items, {len(body) / 1000:.0f} kB"
    yield _row(bench, f"{size}: whole call", _calls(body), FASTER)
    bare = _row(bench, f"{size}: JSON text to objects", _parses(body), FASTER)
    yield bare
    yield _per_item(bare, count)
    yield _row(bench, "the same with one defect", _parses(material.defective_response(count)), None)


def _row(bench: Bench, name: str, acts: tuple[Act, Act | None], target: float | None) -> Row:
    ours, theirs = acts
    contenders = {"ours": wall(ours)} | ({"theirs": wall(theirs)} if theirs else {})
    for act in filter(None, acts):
        act()  # what is built once is not what is compared here
    costs = bench.scale.turns.best(contenders)
    note = "" if theirs else packages.MISSING
    return Row(name=name, ours=costs["ours"], theirs=costs.get("theirs"), target=target, note=note)


def _calls(body: bytes) -> tuple[Act, Act | None]:
    """Return a call of each client that is answered with `body`."""
    return _call(clients.ours(body)), _call(clients.theirs(body))


def _call(client: Any) -> Any:
    return client and (lambda: client.responses.compact(model=clients.MODEL))


def _parses(body: bytes) -> tuple[Act, Act | None]:
    """Return what makes objects of `body` on each side, as the clients do it."""
    return _ours(body), _theirs(body)


def _ours(body: bytes) -> Act:
    """Return our reading of a body, as a call does it."""
    raw = clients.ours(body).responses.with_raw_response.compact(model=clients.MODEL)
    parse: Act = raw.parse
    return parse


def _theirs(body: bytes) -> Act | None:
    """Return their reading of a body."""
    types, models = packages.theirs(".types.responses"), packages.theirs("._models")
    if types is None or models is None:
        return None
    construct: Callable[..., object] = models.construct_type
    return lambda: construct(type_=types.CompactedResponse, value=json.loads(body))


def _per_item(bare: Row, count: int) -> Row:
    ours, theirs = bare.ours, bare.theirs
    return Row(
        name="JSON text to objects, per item",
        ours=ours and ours / count,
        theirs=theirs and theirs / count,
        limit=PER_ITEM,
        note=bare.note,
    )
