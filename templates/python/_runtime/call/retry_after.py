"""When a server says that it wants to be asked again.

Job: read `retry-after-ms` and `Retry-After` (RFC 9110, section 10.2.3) by their strict grammar.
Python's own readers take much that servers never mean (`1_0`, digits of other scripts, `nan`, dates
without a zone), so whatever breaks the grammar is no hint. `retry` decides what a hint is worth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

_DIGITS: Final = re.compile(r"[0-9]+")
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_DATE: Final = (
    rf"({'|'.join(_DAYS)}), ([0-9]{{2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}})"
    r" ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT"
)
"""A pattern that hardly any answer needs, so that it isn't compiled before one does."""


def hinted(headers: Mapping[str, str], now: float) -> float | None:
    """Return after how many seconds the server wants the next try; `None` where it doesn't say.

    Args:
        headers: those of the answer, names in lower case.
        now: seconds since the epoch, for dates, where the server doesn't tell its own time.
    """
    hints = (
        _count(headers.get("retry-after-ms", ""), 1000),
        _count(headers.get("retry-after", ""), 1),
        _until(headers, now),
    )
    return next((hint for hint in hints if hint is not None and hint > 0), None)


def _count(text: str, unit: int) -> float | None:
    text = text.strip(" \t")
    return float(text) / unit if _DIGITS.fullmatch(text) else None  # very long ones are infinite


def _until(headers: Mapping[str, str], now: float) -> float | None:
    """Return how far ahead the date is, by the server's clock rather than ours."""
    then = date(headers.get("retry-after", ""))
    here = date(headers.get("date", ""))
    return None if then is None else then - (now if here is None else here)


def date(text: str) -> float | None:
    """Return the seconds since the epoch of a date as HTTP servers have to write it."""
    match = re.fullmatch(_DATE, text.strip(" \t"))
    if match is None:
        return None
    weekday, day, month, year, *clock = match.groups()
    hour, minute, second = (int(part) for part in clock)
    try:
        at = datetime(
            int(year), _MONTHS.index(month) + 1, int(day), hour, minute, second, tzinfo=UTC
        )
    except ValueError:
        return None
    return at.timestamp() if _DAYS[at.weekday()] == weekday else None
