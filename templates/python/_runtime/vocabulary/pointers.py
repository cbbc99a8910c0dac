"""JSON pointers (RFC 6901): the way to a place in a JSON value, as text."""

from __future__ import annotations

from typing import Any

from .json_types import Json


def join(pointer: str, token: str | int) -> str:
    """Return the pointer of a member or an item of what `pointer` leads to."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def member_at(value: Json, pointer: str) -> Any:
    """Return what the pointer leads to; `None` where it leads nowhere."""
    for token in pointer.split("/")[1:]:
        if isinstance(value, dict):
            value = value.get(token.replace("~1", "/").replace("~0", "~"))
        elif isinstance(value, list) and _is_index(token):
            value = value[int(token)] if int(token) < len(value) else None
        else:
            return None
    return value


def _is_index(token: str) -> bool:
    return token.isascii() and token.isdigit() and len(token) < 9
