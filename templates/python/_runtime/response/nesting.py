"""How deep an answer may be nested.

Job: keep JSON that is nested beyond all reason away from code that goes through values level by
level (reading, dumping, comparing, copying), so that none of it ends in a RecursionError after the
answer was paid for. `outcome` asks before it reads.
"""

from __future__ import annotations

import sys
from gc import get_referents, is_tracked
from typing import Any, Final

from ..vocabulary.json_types import Holder
from ..vocabulary.spelled import alive

DEEPEST: Final = 128
"""Levels of arrays and objects inside each other. Each costs Python a few frames of a thousand."""

_SMALL: Final = 64 * 1024
"""Bytes from which on counting is in vain, and takes as long as a part of the walk."""
_HOLDERS: Final = (dict, list)
_COUNTED: Final = sys.implementation.name == "cpython"


def too_deep(raw: bytes, value: Any) -> bool:
    """Return whether the value of the JSON text `raw` has more levels than are read."""
    if len(raw) < _SMALL and raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return False
    return not _shallow(value) and _too_deep(value)


def _shallow(value: Any) -> bool:
    """Return whether the collector shows that no level is left: it tracks what holds others.

    Where it tracks more than that (numbers with a text of their own refer to their class), or isn't
    CPython's, nothing is shown.
    """
    if alive or not _COUNTED:
        return False
    level = [value]
    for _ in range(DEEPEST - 1):
        level = list(filter(is_tracked, get_referents(*level)))
        if not level:
            return True
    return False


def _too_deep(value: Any) -> bool:
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
