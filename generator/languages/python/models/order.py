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

DeclarationsByRef = Mapping[Ref, Declaration]


def in_order(by_ref: DeclarationsByRef, starts: Iterable[Ref]) -> tuple[Ref, ...]:
    """Return `starts` and all that they lead to among what is known."""
    order: dict[Ref, None] = {}
    waiting = deque(starts)
    while waiting:
        path: dict[Ref, Iterator[Ref]] = {}
        _enter(by_ref, path, waiting.popleft(), order)
        while path:
            last = next(reversed(path))
            following = next(path[last], None)
            if following is None:
                del path[last]
                order[last] = None
            elif _has_to_wait(by_ref, path, last, following):
                waiting.append(following)
            else:
                _enter(by_ref, path, following, order)
    return tuple(order)


def _enter(
    by_ref: DeclarationsByRef, path: dict[Ref, Iterator[Ref]], ref: Ref, order: dict[Ref, None]
) -> None:
    if ref in by_ref and ref not in order and ref not in path:
        path[ref] = iter(parts(by_ref[ref]))


def _has_to_wait(
    by_ref: DeclarationsByRef, path: Mapping[Ref, object], holder: Ref, ref: Ref
) -> bool:
    """Return whether a class refers to an alias that needs a class on the way to itself."""
    declaration = by_ref.get(ref)
    if (
        declaration is None
        or isinstance(declaration, Model)
        or not isinstance(by_ref[holder], Model)
    ):
        return False
    return not path.keys().isdisjoint(_prerequisites(by_ref, ref))


def _prerequisites(by_ref: DeclarationsByRef, alias: Ref) -> set[Ref]:
    """Return what has to be there when an alias is evaluated."""
    refs: set[Ref] = set()
    waiting = [alias]
    while waiting:
        ref = waiting.pop()
        if ref in by_ref and ref not in refs:
            refs.add(ref)
            waiting += () if isinstance(by_ref[ref], Model) else parts(by_ref[ref])
    return refs


def parts(declaration: Declaration) -> tuple[Ref, ...]:
    """Return what a declaration refers to."""
    return declaration.members if isinstance(declaration, Union) else references(declaration)
