"""How deep an answer may be nested.

Job: keep JSON that is nested beyond all reason away from code that goes through values level by
level (reading, dumping, comparing, copying), so that none of it ends in a RecursionError after the
answer was paid for. `response` asks before it reads.
"""

from __future__ import annotations

from typing import Any, Final

DEEPEST: Final = 128
"""Levels of arrays and objects, one inside the other. Each costs Python a few frames of a thousand."""


def too_deep(raw: bytes, value: Any) -> bool:
    """Return whether the value of the JSON text `raw` has more levels than are read."""
    if raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return False
    level = [value]
    for _ in range(DEEPEST):
        level = [
            member
            for holder in level
            for member in (holder.values() if type(holder) is dict else holder)
            if type(member) is dict or type(member) is list
        ]
        if not level:
            return False
    return True
