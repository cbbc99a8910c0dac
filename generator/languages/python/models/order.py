"""The order of declarations in a module.

Job: put each declaration after what it refers to, as far as recursion allows. An alias or a union
is evaluated where it stands, so it always comes after; a class resolves its annotations later and
is only cheaper to make when they resolve at once. Nothing here recurses: chains may be long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from generator.api import Ref, references
from generator.spelled import Declaration, Model, Union

Known = Mapping[Ref, Declaration]


def in_order(known: Known, starts: Iterable[Ref]) -> tuple[Ref, ...]:
    """Return `starts` and all that they lead to among what is known."""
    done: dict[Ref, None] = {}
    waiting = deque(starts)
    while waiting:
        path: dict[Ref, Iterator[Ref]] = {}
        _enter(known, path, waiting.popleft(), done)
        while path:
            last = next(reversed(path))
            following = next(path[last], None)
            if following is None:
                del path[last]
                done[last] = None
            elif _has_to_wait(known, path, last, following):
                waiting.append(following)
            else:
                _enter(known, path, following, done)
    return tuple(done)


def _enter(known: Known, path: dict[Ref, Iterator[Ref]], ref: Ref, done: dict[Ref, None]) -> None:
    if ref in known and ref not in done and ref not in path:
        path[ref] = iter(parts(known[ref]))


def _has_to_wait(known: Known, path: Mapping[Ref, object], holder: Ref, ref: Ref) -> bool:
    """Return whether a class refers to an alias that needs a class on the way to itself."""
    held = known.get(ref)
    if held is None or isinstance(held, Model) or not isinstance(known[holder], Model):
        return False
    return not path.keys().isdisjoint(_needed(known, ref))


def _needed(known: Known, alias: Ref) -> set[Ref]:
    """Return what has to be there when an alias is evaluated."""
    found: set[Ref] = set()
    waiting = [alias]
    while waiting:
        ref = waiting.pop()
        if ref in known and ref not in found:
            found.add(ref)
            waiting += () if isinstance(known[ref], Model) else parts(known[ref])
    return found


def parts(declared: Declaration) -> tuple[Ref, ...]:
    """Return what a declaration refers to."""
    return declared.members if isinstance(declared, Union) else references(declared)
