"""How much of its limits a provider says is left.

Job: read the headers that the provider's table names into typed values. Servers are known to send
-1, nothing, or words there, so whatever makes no sense is as good as absent and never an error.
`response` and `raw` offer the result; no decision rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from .dataclass import dataclass

_COUNT: Final = r"[0-9]{1,18}"
_DURATION: Final = r"(?:[0-9]{1,9}(?:\.[0-9]{1,9})?(?:ns|us|µs|ms|s|m|h|d))+"
_PART: Final = r"([0-9.]+)([a-zµ]+)"
_PLAIN: Final = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_SECONDS: Final[Mapping[str, float]] = {
    "ns": 1e-9,
    "us": 1e-6,
    "µs": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "m": 60.0,
    "h": 3600.0,
    "d": 86400.0,
}


@dataclass(frozen=True, kw_only=True)
class RateLimitHeaders:
    """The headers in which a provider tells of one limit; `name` is what it counts."""

    name: str
    limit: str | None = None
    remaining: str | None = None
    reset: str | None = None


@dataclass(frozen=True, kw_only=True)
class RateLimit:
    """One limit. What the provider didn't say, or said without sense, is `None`."""

    limit: int | None = None
    """How much is allowed in a period."""
    remaining: int | None = None
    """How much of it is left."""
    reset: float | None = None
    """Seconds until all of it is back."""


def rate_limits(
    rows: Iterable[RateLimitHeaders], headers: Mapping[str, str]
) -> dict[str, RateLimit]:
    """Return the limits that the headers of an answer tell of, by what they count."""
    limits = {each.name: _limit(each, headers) for each in rows}
    return {name: limit for name, limit in limits.items() if limit != RateLimit()}


def _limit(row: RateLimitHeaders, headers: Mapping[str, str]) -> RateLimit:
    def text(name: str | None) -> str:
        return headers.get((name or "").lower(), "").strip(" \t")

    return RateLimit(
        limit=_count(text(row.limit)),
        remaining=_count(text(row.remaining)),
        reset=duration(text(row.reset)),
    )


def _count(text: str) -> int | None:
    return int(text) if re.fullmatch(_COUNT, text) else None


def duration(text: str) -> float | None:
    """Return the seconds of a duration such as `12ms`, `6m0s` or `1h30m`; a number is seconds."""
    if re.fullmatch(_PLAIN, text):
        return float(text)
    if not re.fullmatch(_DURATION, text):
        return None
    return sum(float(number) * _SECONDS[unit] for number, unit in re.findall(_PART, text))
