"""What a client tells its owner while a call is under way.

Job: the values that hooks receive. They say which call it is and how it goes, never what is in it:
no body, no credential, no header but those that number the call. `attempts` makes them, `session`
hands them over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.ratelimits import RateLimit


@dataclass(frozen=True, kw_only=True)
class RequestEvent:
    """A request is about to be sent."""

    operation: str
    method: str
    path: str
    """The operation's path, with its holes."""
    attempt: int
    """Which try of the call it is; the first is 1."""
    client_request_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResponseEvent(RequestEvent):
    """An answer came, be it a success or a failure."""

    status_code: int
    request_id: str | None = None
    elapsed: float
    """Seconds that this try took."""
    rate_limits: Mapping[str, RateLimit] = field(default_factory=dict[str, RateLimit])


@dataclass(frozen=True, kw_only=True)
class RetryEvent(RequestEvent):
    """A try failed, and another one follows; `attempt` is the one that failed."""

    wait: float
    """Seconds until the next try."""
    error: str
    """The name of the exception that the call would have ended with."""
    status_code: int | None = None
    """`None` where no answer came."""
    code: str | None = None
    request_id: str | None = None


Event = RequestEvent | ResponseEvent | RetryEvent
RequestHook = Callable[[RequestEvent], object]
ResponseHook = Callable[[ResponseEvent], object]
RetryHook = Callable[[RetryEvent], object]
