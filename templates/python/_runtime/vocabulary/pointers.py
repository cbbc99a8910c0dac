"""JSON pointers (RFC 6901): the way to a place in a JSON value, as text."""

from __future__ import annotations

from typing import Any

from .json_types import Json


def join(pointer: str, token: str | int) -> str:
    """Return the pointer of a member or an item of what `pointer` leads to."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def member_at(value: Json, pointer: str) -> Any:
    """Return what the pointer leads to through objects; `None` where it leads nowhere."""
    for token in pointer.split("/")[1:]:
        if not isinstance(value, dict):
            return None
        value = value.get(token.replace("~1", "/").replace("~0", "~"))
    return value
