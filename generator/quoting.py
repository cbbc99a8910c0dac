"""Names and texts as messages quote them: legible, and with what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

CHOICES = 1_000
"""Names that a misspelt one is compared with; comparing takes time."""

REACH = 120
"""A name that is longer is nobody's misspelling."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` when another choice is close to the word, else nothing."""
    if len(word) > REACH:
        return ""
    candidates = sorted({one for one in choices if len(one) < 2 * len(word) + 1} - {word})
    matches = difflib.get_close_matches(word, candidates[:CHOICES], n=1, cutoff=0.7)
    return f" (did you mean {visible(matches[0])!r}?)" if matches else ""


def visible(text: str, limit: int = 200) -> str:
    """Return text for a terminal: control and invisible characters escaped, length bounded."""
    start = text if len(text) <= limit else text[: limit - 3] + "..."
    return "".join(char if char.isprintable() else _escape(char) for char in start)


def _escape(char: str) -> str:
    code = ord(char)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )
