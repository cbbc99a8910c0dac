"""Schemas that contain themselves, and objects within objects that are too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.api import Declaration, Union, references
from generator.schema import Array, Map, Named, Object, ObjectUnion, Schema, Schemas, inner

DEEPEST: Final = 60
"""Objects within each other that can be read: pydantic follows about 70 when it builds a class."""
ENDLESS: Final = "only objects can contain themselves; nothing else has a class of its own"
STEPS: Final = 1_000_000
"""References that are followed in search of deeper ones."""


def endless(schemas: Schemas, *, lists: bool) -> Iterator[str]:
    """Yield the names of schemas that lead back to themselves without an object on the way.

    Without `lists`, only those that no list or map is on the way of, either: nothing can be said of
    them at all.
    """
    harmless: set[str] = set()
    for start in schemas:
        trail: list[str] = []
        waiting = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            del trail[depth:]
            if name in trail:
                yield name
            elif name not in harmless:
                harmless.add(name)
                trail.append(name)
                waiting += [(other, len(trail)) for other in _names(schemas[name], lists)]


def _names(schema: Schema, lists: bool) -> Iterator[str]:
    """Yield the names inside that no object is around."""
    match schema.shape:
        case Named(name=name):
            yield name
        case Object() | ObjectUnion():
            return
        case Array() | Map() if not lists:
            return
        case _:
            for below in inner(schema):
                yield from _names(below, lists)


def deep(declarations: Mapping[str, Declaration], starts: Iterable[str]) -> str | None:
    """Return the first of `starts` below which more stands within each other than can be read.

    The members of a union are built apart from what holds it, when the first of them arrives.
    """
    below = {
        name: (
            () if isinstance(declaration, Union) else tuple(r.name for r in references(declaration))
        )
        for name, declaration in declarations.items()
    }
    budget = STEPS
    for start in starts:
        visited = {start}
        path = [iter(below.get(start, ()))]
        while path and budget > 0:
            budget -= 1
            following = next(path[-1], None)
            if following is None:
                path.pop()
            elif following not in visited:
                visited.add(following)
                path.append(iter(below.get(following, ())))
                if len(path) > DEEPEST:
                    return start
    return None
