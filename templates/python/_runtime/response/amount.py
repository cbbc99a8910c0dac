"""How many values an answer may hold.

Job: refuse JSON that takes a few bytes for each of very many values before any of it is read: what
is read takes many times the memory and the time of its text. `outcome` asks before it parses.
"""

from __future__ import annotations

import re
from typing import Final

_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_AT_ONCE: Final = 1000
_STRINGS: Final = re.compile(rb'(?:[^"]*+"[^"\\]*+(?:\\.[^"\\]*+)*+"){1,%d}+' % _AT_ONCE, re.DOTALL)
"""Some strings and what is before each: so `re` goes through them, and not Python."""


def too_many(raw: bytes, most: int) -> bool:
    """Return whether the JSON text `raw` has more values than `most`.

    Counted is what comes before a value: commas and opening brackets, outside of strings.
    """
    if 2 * len(raw) < 3 * most or _signs(raw, 0) < most:
        return False  # `[],` is shortest; strings are looked for only where they could matter
    signs = strings = end = 0
    while part := _STRINGS.match(raw, end):
        outside, count = _STRING.subn(b"", part[0])
        signs, strings, end = signs + _signs(outside, 0), strings + count, part.end()
        if signs >= most or strings > 2 * most:  # each is a name or a value
            return True
    return signs + _signs(raw, end) >= most


def _signs(raw: bytes, start: int) -> int:
    return sum(raw.count(sign, start) for sign in (b",", b"[", b"{"))
