"""How many values an answer may hold.

Job: refuse JSON that takes a few bytes for each of very many values before any of it is read: what
is read takes many times the memory and the time of its text. `outcome` asks before it parses.
"""

from __future__ import annotations

import re
from typing import Final

_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SIGNS: Final = b",[{"
_AT_ONCE: Final = 1000
_STRINGS: Final = re.compile(rb'(?:[^"]*+"[^"\\]*+(?:\\.[^"\\]*+)*+"){1,%d}+' % _AT_ONCE, re.DOTALL)
"""Some strings and what is before each: so `re` goes through them, and not Python."""


def too_many(raw: bytes, most: int) -> bool:
    """Return whether the JSON text `raw` has more values than `most`.

    Counted is what comes before a value: commas and opening brackets, outside of strings.
    """
    if _too_short(raw, most) or _signs(raw, 0) < most:
        return False  # strings are looked for only where they could matter
    signs = strings = end = 0
    while part := _STRINGS.match(raw, end):
        outside, count = _STRING.subn(b"", part[0])
        signs, strings, end = signs + _signs(outside, 0), strings + count, part.end()
        if signs >= most or strings > 2 * most:  # each is a name or a value
            return True
    return signs + _signs(raw, end) >= most


def _too_short(raw: bytes, most: int) -> bool:
    """Return whether a part of the text shows that the whole can't have so many values.

    `[],` is shortest: two in three bytes, of what is left. Usual texts have far fewer, so that half
    as many bytes as there are too many show enough.
    """
    beyond = 2 * len(raw) - 3 * most
    if beyond < 0:
        return True
    part = raw[: beyond * 9 // 16]
    return beyond + 3 * _signs(part, 0) < 2 * len(part)


def _signs(raw: bytes, start: int) -> int:
    text = raw[start:]
    return len(text) - len(text.translate(None, _SIGNS))  # one way through it, not three
