"""What a page of a list says about the next one.

Job: find the items of an answer, and the arguments or the address by which the next page is asked
for, as the operation's table says. It asks for nothing; `pages` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ..vocabulary.json_types import class_of
from ..vocabulary.pointers import member_at
from .pagination import Pagination

_LINK: Final = re.compile(r"<([^<>]*)>((?:\s*;\s*[^;,=\s]+(?:\s*=\s*(?:\"[^\"]*\"|[^;,\"]*))?)*)")
"""A target and its parameters in a header `Link` (RFC 8288, section 3)."""
_RELATION: Final = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^;,\"\s]+))", re.IGNORECASE)

COUNTED: Final = ("offset", "page")
"""Styles in which a page is asked for by a number, which a server may not look at."""

Cursor = str | int
"""What says where a page begins, or the address of one."""


def items_of(pagination: Pagination, answer: Any) -> list[Any]:
    """Return the items of a page; none where it has no list."""
    for name in pagination.items:
        answer = getattr(answer, name, None)
    return answer if issubclass(class_of(answer), list) else []


def next_cursor(
    pagination: Pagination,
    position: object,
    answer: Any,
    items: list[Any],
    headers: Mapping[str, str],
) -> Cursor | None:
    """Return what the next page is asked for with; `None` behind the last one.

    Args:
        pagination: how pages follow each other.
        position: what this page was asked for with.
        answer: what it was answered with.
        items: those of the answer.
        headers: those of the answer, by name in lower case.
    """
    if pagination.more is not None and value_at(answer, pagination.more) is not True:
        return None
    match pagination.style:
        case "link":
            return _linked(headers.get("link", ""))
        case "cursor" | "url":
            return _told(pagination, answer, items)
        case style:
            step = len(items) if style == "offset" else 1
            return _counted(pagination, position, answer, step) if items else None


def _told(pagination: Pagination, answer: Any, items: list[Any]) -> Cursor | None:
    holder: Any = answer
    pointer = pagination.next
    if pagination.last is not None:
        holder, pointer = items[-1] if items else None, pagination.last
    value = value_at(holder, pointer or "")
    usable = isinstance(value, str | int) and not isinstance(value, bool)
    return value if usable and value != "" else None


def _counted(pagination: Pagination, position: object, answer: Any, step: int) -> int | None:
    text = str(position)
    number = int(text) if text.isascii() and text.isdecimal() else pagination.start
    total: Any = None if pagination.total is None else value_at(answer, pagination.total)
    counts = isinstance(total, int | float) and not isinstance(total, bool)
    remaining = total - (number + step - pagination.start) if counts else 1
    return number + step if remaining > 0 else None


def _linked(header: str) -> str | None:
    """Return the target of the first link of a header whose relation is `next`."""
    for target, parameters in _LINK.findall(header):
        relations = (quoted or plain for quoted, plain in _RELATION.findall(parameters))
        if "next" in next(relations, "").lower().split():
            return str(target)
    return None


def value_at(value: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to, through objects of classes too; `None` for nothing."""
    for token in pointer.split("/")[1:]:
        value = member_at(_members(value), f"/{token}")
    return value


def _members(value: Any) -> Any:
    is_record = hasattr(class_of(value), "__record__")
    return getattr(value, "__dict__") if is_record else value
