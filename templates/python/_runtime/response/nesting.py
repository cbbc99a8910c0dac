"""How deep an answer may be nested.

Job: keep JSON that is nested beyond all reason away from code that goes through values level by
level (reading, dumping, comparing, copying), so that none of it ends in a RecursionError after the
answer was paid for. `outcome` asks before it reads.
"""

from __future__ import annotations

from gc import is_tracked
from typing import Any, Final

from ..vocabulary.json_types import Holder

DEEPEST: Final = 128
"""Levels of arrays and objects inside each other. Each costs Python a few frames of a thousand."""

_SMALL: Final = 64 * 1024
"""Bytes from which on counting is in vain, and takes as long as a part of the walk."""
_HOLDERS: Final = (dict, list)


def too_deep(raw: bytes, value: Any) -> bool:
    """Return whether the value of the JSON text `raw` has more levels than are read."""
    if len(raw) < _SMALL and raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return False
    level: list[Holder] = [value]
    for _ in range(DEEPEST - 1):
        # The collector doesn't track all that holds no other container: no need to look inside.
        level = [
            member
            for holder in level
            for member in (holder.values() if isinstance(holder, dict) else holder)
            if is_tracked(member) and isinstance(member, _HOLDERS)
        ]
        if not level:
            return False
    return any(
        isinstance(member, _HOLDERS)
        for holder in level
        for member in (holder.values() if isinstance(holder, dict) else holder)
    )
