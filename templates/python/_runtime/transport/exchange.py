"""One request on its way: what bounds its waits, and whether the server may have it.

Job: be what the layers of the network share while a single request is sent. The backend asks it how
long it may wait, httpcore2 tells it how far the request got, and `failures` asks whether the server
may have it. A context variable leads to it, since httpcore2 passes nothing of a call on to its
backend; a call never leaves its thread or task.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, Protocol

from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.deadline import Deadline
from .content_codings import ACCEPTED
from .protocol import Request

if TYPE_CHECKING:
    import httpx2

CONNECT_SECONDS: Final = 10.0
"""How long connecting may take where only the whole call has a limit, so that an address that
swallows packets leaves time to try again."""


@dataclass(frozen=True, kw_only=True)
class Phases:
    """How long single waits may take, in seconds; `None` is without a limit of its own."""

    pool: float | None = None
    connect: float | None = None
    write: float | None = None
    read: float | None = None


def phases(timeout: float | httpx2.Timeout | None) -> Phases:
    """Return the limits of single waits; a number limits the call, which is the deadline's part."""
    if timeout is None:
        return Phases()
    if isinstance(timeout, int | float):
        return Phases(connect=CONNECT_SECONDS)
    return Phases(**timeout.as_dict())


class Closable(Protocol):
    """A connection."""

    def close(self) -> None:
        """End it."""
        ...


@dataclass(kw_only=True)
class Exchange:
    """A request that is being sent, and how far it got."""

    deadline: Deadline
    phases: Phases
    handed: bool = False
    """Whether the request was handed to a pool or to the caller's client."""
    followed: bool = False
    """Whether anything told how far the request got."""
    sent: bool = False
    """Whether the server may have the whole request; a part of it can't be carried out."""
    proxy: str | None = None
    """The address of what it is sent through, where that is known."""
    connections: set[Closable] = field(default_factory=set[Closable])
    """What it was sent over, or was to be."""

    def waits(self) -> dict[str, float | None]:
        """Return how long each kind of wait may take from now on.

        Raises:
            DeadlineExceeded: no time is left.
        """
        limits, bounded = self.phases, self.deadline.bounded
        return {
            "pool": bounded(limits.pool),
            "connect": bounded(limits.connect),
            "write": bounded(limits.write),
            "read": bounded(limits.read),
        }

    def follow(self, event: str, information: Mapping[str, Any]) -> None:
        """Note how far the request got; httpcore2 calls this."""
        self.followed = True
        step = event.rpartition(".send_request_")[2]
        if step == "body.started" and information["request"].method != b"CONNECT":
            self.sent = True
        elif step == "body.failed" and type(information["exception"]).__name__ == "WriteError":
            self.sent = False  # the connection broke before the end of the request was handed over

    async def follow_async(self, event: str, information: Mapping[str, Any]) -> None:
        """Note how far the request got; httpcore2 calls this in async code."""
        self.follow(event, information)

    def drop(self) -> None:
        """Close its connections; before its answer has come nobody else is given one of them."""
        for connection in self.connections:
            connection.close()


_CURRENT: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


@contextmanager
def current(exchange: Exchange) -> Generator[None]:
    """Make the exchange the one that the backend asks."""
    token = _CURRENT.set(exchange)
    try:
        yield
    finally:
        with suppress(ValueError):  # a call whose loop is gone ends in another context
            _CURRENT.reset(token)


def bounded(seconds: float | None) -> float | None:
    """Return how long a wait may take that would take so many seconds at most on its own account.

    Raises:
        DeadlineExceeded: no time is left.
    """
    exchange = _CURRENT.get()
    return seconds if exchange is None else exchange.deadline.bounded(seconds)


def taken(connection: Closable) -> None:
    """Note that the exchange takes the connection."""
    exchange = _CURRENT.get()
    if exchange is not None:
        exchange.connections.add(connection)


def pairs(request: Request) -> list[tuple[bytes, bytes]]:
    """Return the headers as bytes, since text would be taken as ASCII only."""
    headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in request.headers]
    if not any(name.lower() == b"accept-encoding" for name, _ in headers):
        headers.append((b"Accept-Encoding", ACCEPTED.encode("ascii")))
    return headers
