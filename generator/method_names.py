"""Where the methods of a description that isn't ours stand on its client, by fixed rules.

Job: names in words, from the `operationId`, the HTTP method and the path of each operation. What a
language reserves is for its room to know. The rules are in the README of the repository, and a
description or an overlay says something else with `x-method`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.named_call import NamedCall, Way
from generator.words import snake_case, words

SMALL: Final = 20
"""Operations up to which a description without tags has its methods on the client itself."""


def method_ways(calls: Sequence[NamedCall]) -> list[Way]:
    """Return where the method of each operation stands, no two of them in one place.

    What `x-method` says is taken as it is; whether it is in the way of another is for `lower`.
    """
    ways = _own_ways(calls, flat=_is_small(calls))
    occupied = {_spelt(way) for way in ways.values() if way}
    for call in sorted((c for c in calls if not ways[c]), key=lambda call: call.rank):
        ways[call] = _first_free(((*call.holder, name) for name in _numbered(call)), occupied)
    for call in sorted(calls, key=lambda call: len(ways[call])):
        if not call.x_method:
            ways[call] = _beside(ways[call], call, occupied)
    return [ways[call] for call in calls]


def _own_ways(calls: Sequence[NamedCall], *, flat: bool) -> dict[NamedCall, Way]:
    """Return what the description itself says, and nothing for who comes late to a name."""
    ways: dict[NamedCall, Way] = dict.fromkeys(calls, ())
    occupied = set[Way]()
    for call in sorted(calls, key=lambda call: (not call.x_method, call.rank)):
        way = _written(call) or (call.id_way if flat else ())
        if call.x_method or _spelt(way) not in occupied:
            ways[call] = way
        occupied.add(_spelt(way))
    return ways


def _spelt(way: Way) -> Way:
    """Return what tells a way from others: languages put a `_` behind what they reserve."""
    return tuple(name.rstrip("_") for name in way)


def _is_small(calls: Sequence[NamedCall]) -> bool:
    """Return whether there is so little that the ids alone are the names of all methods."""
    ids = {call.id_way for call in calls}
    without_tags = not any(call.tagged for call in calls)
    return without_tags and len(calls) <= SMALL and len(ids) == len(calls) and () not in ids


def _written(call: NamedCall) -> Way:
    """Return what the description itself says: with `x-method`, or an id with dots or slashes."""
    is_meant = re.search(r"\w[./]\w", call.plain_id) and not call.repeats_http
    text = call.x_method or (call.plain_id if is_meant else "")
    return tuple(snake_case(part) for part in re.split(r"[./]", text) if words(part))


def _numbered(call: NamedCall) -> Iterator[str]:
    yield from map(snake_case, call.names())
    yield from (f"{snake_case(call.whole)}_{number}" for number in itertools.count(2))


def _first_free(ways: Iterable[Way], occupied: set[Way]) -> Way:
    way = next(way for way in ways if _spelt(way) not in occupied)
    occupied.add(_spelt(way))
    return way


def _beside(way: Way, call: NamedCall, occupied: set[Way]) -> Way:
    """Return a way that leads through no other method: the rest of it becomes one name."""
    outer = next((n for n in range(1, len(way)) if _spelt(way[:n]) in occupied), 0)
    if not outer:
        return way
    occupied.discard(_spelt(way))
    names = itertools.chain(["_".join(way[outer - 1 :])], _numbered(call))
    return _first_free(((*way[: outer - 1], name) for name in names), occupied)
