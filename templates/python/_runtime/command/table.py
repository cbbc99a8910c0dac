"""The items of an answer as a table: a line about each.

Job: tell items apart at a glance, whatever API they are of: what kind each is, whose, how it
begins, how large it is. Widths are those of the terminal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, TextIO

from . import display, pieces

_GAP: Final = "  "
_LEAST: Final = 12
"""Columns that the first words have in any case."""
_KINDS: Final = ("type", "object", "kind")
"""Members that say what an object is, the usual one first."""


def table(items: Sequence[str], stream: TextIO | None) -> str:
    """Return lines about items, which are JSON texts, with a line of headings."""
    rows = [("kind", "role", "first words", "bytes"), *map(_row, items)]
    if not any(row[1] for row in rows[1:]):
        rows = [(kind, "", words, size) for kind, _, words, size in rows]
    width = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    gaps = len(_GAP) * (3 if width[1] else 2)
    room = display.columns(stream) - width[0] - width[1] - width[3] - gaps
    width[2] = max(_LEAST, min(width[2], room))
    lines = [_line(row, width) for row in rows]
    if display.coloured(stream):
        lines[0] = f"\x1b[1m{lines[0]}\x1b[0m"
    return "".join(f"{line}\n" for line in lines)


def _line(row: Sequence[str], width: Sequence[int]) -> str:
    kind, role, words, size = row
    cells = [_padded(kind, width[0]), *([_padded(role, width[1])] if width[1] else [])]
    cells += [_padded(_cut(words, width[2]), width[2]), f"{size:>{width[3]}}"]
    return _GAP.join(cells)


def _row(text: str) -> tuple[str, str, str, str]:
    value = json.loads(text)
    members = pieces.members_of(value)
    texts = [n for n in _KINDS if isinstance(members.get(n), str)]
    kind = members[texts[0]] if texts else type(value).__name__ if not members else "object"
    role = members.get("role")
    content = {name: each for name, each in members.items() if name not in ("role", *texts[:1])}
    words = next(_phrases(content if members else value), None) or _longest(content)
    size = str(len(text.encode(errors="surrogatepass")))
    return _one_line(kind), _one_line(role if isinstance(role, str) else ""), words, size


def _phrases(value: Any) -> Iterator[str]:
    """Yield the texts in a value that have several words, in their order."""
    match value:
        case str():
            line = _one_line(value)
            if " " in line:
                yield line
        case _:
            for inner in (*pieces.items_of(value), *pieces.members_of(value).values()):
                yield from _phrases(inner)


def _longest(members: dict[str, Any]) -> str:
    """Return the longest text of an object that has none of several words."""
    texts = (value for value in members.values() if isinstance(value, str))
    return _one_line(max(texts, key=len, default=""))


def _one_line(text: str) -> str:
    return display.one_line(text[:400])


def display_width(text: str) -> int:
    """Return how many columns a terminal shows a text in."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    wide = sum(east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(combining(c)) for c in text)


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    while text and display_width(text) > width - 3:
        text = text[:-1]
    return f"{text}..."


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))
