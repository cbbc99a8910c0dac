"""Parts of JSON text, by their places in it.

Job: find a member of an object, or the items of a list, without reading them into values, so that
what is taken out is, character for character, what came. The text has to be JSON, which is known
before this is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

from ..vocabulary.dataclass import dataclass
from .tokens import TOKEN


@dataclass(frozen=True)
class Piece:
    """A value within a text: where it begins and ends, and its name where it is a member."""

    start: int
    end: int
    name: str = ""
    """As JSON spells it, in quotes; "" for an item of a list."""


def pieces(text: str, start: int = 0) -> Iterator[Piece]:
    """Yield what stands directly in the object or the list that begins there."""
    depth, first, name = 0, -1, ""
    for match in TOKEN.finditer(text, start):
        token = match[0]
        if depth == 1 and token in ",]}":
            if first >= 0:
                yield Piece(first, _last(text, match.start()), name)
            first, name = -1, ""
        elif depth == 1 and token == ":":
            name, first = text[first : _last(text, match.start())], -1
        elif depth == 1 and first < 0:
            first = match.start()
        depth += (token in "{[") - (token in "}]")
        if depth == 0:
            return


def members_of(value: object) -> dict[str, Any]:
    """Return the members of a value that is an object, and none of any other."""
    return value if is_object(value) else {}


def items_of(value: object) -> list[Any]:
    """Return the items of a value that is a list, and none of any other."""
    return value if is_list(value) else []


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Return whether a value is an object of JSON."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Return whether a value is a list of JSON."""
    return isinstance(value, list)


def _last(text: str, end: int) -> int:
    return len(text[:end].rstrip()) if text[end - 1].isspace() else end


def member(text: str, name: str) -> Piece | None:
    """Return the member of the object that the text is; of several of one name, the last."""
    import json  # names may be spelled with escapes

    if not text.lstrip().startswith("{"):
        return None
    matches = [piece for piece in pieces(text) if json.loads(piece.name, strict=False) == name]
    return matches[-1] if matches else None


def items(text: str, name: str | None) -> list[str] | None:
    """Return the items of the list that a member is, each as it is written.

    Args:
        text: JSON text.
        name: the member's name; "" where the text is a list itself.

    Returns:
        `None` where there is no such list.
    """
    start = 0
    if name:
        whole = member(text, name)
        if whole is None:
            return None
        start = whole.start
    if name is None or not text[start:].lstrip().startswith("["):
        return None
    return [text[piece.start : piece.end] for piece in pieces(text, start)]
