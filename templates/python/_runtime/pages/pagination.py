"""How one page of a list leads to the next.

Job: be what the table of an operation says of its pages. Nothing here does anything.
"""

from __future__ import annotations

from typing import Literal

from ..vocabulary.dataclass import dataclass


@dataclass(frozen=True, kw_only=True)
class Pagination:
    """How one page of a list leads to the next."""

    style: Literal["cursor", "offset", "page", "link", "url"]
    """A cursor; a number of items or of pages; an address in a header `Link` or in the answer."""
    items: tuple[str, ...] = ()
    """The attributes that lead from the answer to its list; none where it is the list."""
    argument: str | None = None
    """What takes a cursor or a number."""
    next: str | None = None
    """A JSON pointer into the answer: to the next cursor, or the address."""
    last: str | None = None
    """A JSON pointer into the last item: to the next cursor."""
    more: str | None = None
    """A JSON pointer to whether there is a next page."""
    total: str | None = None
    """A JSON pointer to how many items, or pages, there are."""
    start: int = 0
    """The number of the first item, or page."""
