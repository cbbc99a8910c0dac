"""Which of many names stand together where all of them are too many: neighbours in the alphabet.

Job: part names by intervals of the alphabet, as volumes of a dictionary are. Each interval is one
of those that halving gives, whatever names there are: another name goes into the interval that it
belongs to, and moves others only where that one has become too long, which is halved then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os.path import commonprefix
from typing import Final

TOGETHER: Final = 4_000
"""Lines of code, about, that stand together before they are parted."""

LONGEST: Final = 3_000
"""Lines of code, about, that stand together afterwards."""

SHORT: Final = 300
"""Lines of code, about, that don't stand alone where they fit to those before them."""

ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789_"


@dataclass(frozen=True, slots=True)
class _Names:
    """Some names, each with what it is sorted by and about how many lines of code it takes."""

    keys: Mapping[str, str]
    lengths: Mapping[str, int]
    most: int
    """Names that stand together at most."""

    @property
    def length(self) -> int:
        return sum(self.lengths[name] for name in self.keys)

    @property
    def fits(self) -> bool:
        """Whether they may stand together; one alone always may."""
        alike = len({*self.keys.values()}) == 1
        return alike or (self.length <= LONGEST and len(self.keys) <= self.most)

    def among(self, signs: str, position: int) -> _Names:
        """Return those with one of the signs at a position."""
        own = {n: key for n, key in self.keys.items() if _sign(key, position) in signs}
        return _Names(own, self.lengths, self.most)

    def with_those(self, others: _Names) -> _Names:
        """Return these and others behind them."""
        return _Names({**self.keys, **others.keys}, self.lengths, self.most)


def parted(lengths: Mapping[str, int], most: int = sys.maxsize) -> dict[str, tuple[str, ...]]:
    """Return the names of each part by what it begins with; all at "" where they stand together.

    Args:
        lengths: about how many lines of code each identifier takes.
        most: names that stand together at most.
    """
    if sum(lengths.values()) <= TOGETHER and len(lengths) <= most:
        return {"": tuple(lengths)}
    names = _Names({name: _key(name) for name in lengths}, lengths, most)
    parts: dict[str, _Names] = {}
    for start, own in _intervals(names):
        last = next(reversed(parts), None)
        if last is not None and own.length < SHORT and (both := parts[last].with_those(own)).fits:
            parts[last] = both
        else:
            parts[start] = own
    return {start: tuple(own.keys) for start, own in parts.items()}


def _intervals(names: _Names) -> Iterator[tuple[str, _Names]]:
    """Yield the intervals of names in their order, each by what it begins with."""
    waiting = [("", ALPHABET, names)]  # names that go on, behind a common start, with such a sign
    while waiting:
        start, signs, own = waiting.pop()
        if not own.keys:
            continue
        if own.fits:
            yield start + signs[0], own
        elif len(signs) == 1:
            common = commonprefix([*own.keys.values()])
            waiting.append((max(start + signs, common, key=len), ALPHABET, own))
        else:
            middle = (len(signs) + 1) // 2
            for half in (signs[middle:], signs[:middle]):
                waiting.append((start, half, own.among(half, len(start))))


def _sign(key: str, position: int) -> str:
    """Return a sign of a key, which goes on for ever with the last one."""
    return key[position] if position < len(key) else ALPHABET[-1]


def _key(name: str) -> str:
    """Return a name in signs of the alphabet alone."""
    signs = (sign if sign in ALPHABET else f"_{ord(sign):x}_" for sign in name.lower())
    return "".join(signs).rstrip(ALPHABET[-1])
