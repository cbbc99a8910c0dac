"""Types that contain themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.api import Alias, Declaration, references


def endless(declarations: Mapping[str, Declaration]) -> Iterator[str]:
    """Yield the names of aliases that lead back to themselves through nothing but aliases."""
    done: set[str] = set()
    for start in declarations:
        trail: list[str] = []
        waiting = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            del trail[depth:]
            if name in trail:
                yield name
            elif name not in done and isinstance(declarations.get(name), Alias):
                done.add(name)
                trail.append(name)
                waiting += [(ref.name, len(trail)) for ref in references(declarations[name])]
