"""Differences between limits: which of two ranges holds the other, and which pattern is another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

from generator.api import Limits

BOUNDS: Final = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))
"""Limits that say one thing together: the end of a range, itself in it or not."""

ALONE: Final = tuple(
    each.name for each in fields(Limits) if not any(each.name in pair for pair in BOUNDS)
)


@dataclass(frozen=True, slots=True)
class LimitDifference:
    """A limit that isn't what it was."""

    rule: str
    old: str
    new: str


def limit_differences(
    old: Limits, new: Limits, *, whole: bool = False
) -> Iterator[LimitDifference]:
    """Yield what differs between limits; `whole` says that values are whole numbers."""
    for inclusive, exclusive in BOUNDS:
        sign = 1 if inclusive == "minimum" else -1
        before, after = (_end(each, inclusive, exclusive, sign, whole) for each in (old, new))
        if before != after:
            rule = _loosened(before is not None and (after is None or after < before))
            words = (_bound(each, inclusive, exclusive) for each in (old, new))
            yield LimitDifference(rule, *words)
    for name in ALONE:
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield LimitDifference(_rule(name, one, other), _shown(name, one), _shown(name, other))


def _end(
    limits: Limits, inclusive: str, exclusive: str, sign: int, whole: bool
) -> tuple[float, bool] | None:
    """Return where a range ends, the narrower the greater; nothing where it doesn't."""
    one, other = getattr(limits, inclusive), getattr(limits, exclusive)
    ends = [] if one is None else [(sign * one, False)]
    if other is not None:
        at = sign * other
        ends.append((at + 1, False) if whole and at == int(at) else (at, True))
    return max(ends, default=None)


def _bound(limits: Limits, inclusive: str, exclusive: str) -> str:
    names = (name for name in (inclusive, exclusive) if getattr(limits, name) is not None)
    return ", ".join(f"{name} {getattr(limits, name)}" for name in names) or "nothing"


def _rule(name: str, old: int | float | str | None, new: int | float | str | None) -> str:
    match old, new:
        case str(), str():
            return "pattern-changed"
        case (int() | float(), int() | float()) if name == "multipleOf":
            return _loosened(old % new == 0)
        case (int() | float(), int() | float()):
            return _loosened((new < old) == name.startswith("min"))
        case _:
            return _loosened(new is None)


def _loosened(is_loosened: bool) -> str:
    return "limit-loosened" if is_loosened else "limit-tightened"


def _shown(name: str, value: object) -> str:
    return "nothing" if value is None else f"{name} {value}"
