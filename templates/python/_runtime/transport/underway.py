"""An answer that has begun, whose body is still to be read.

Job: be what a transport hands over, in place of a whole answer, to whoever reads the body as it
comes. `network` and `testing` make these; what reads them is in the room of streams.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Generic, TypeVar

from ..vocabulary.dataclass import dataclass
from .exchange import Exchange
from .incoming import Incoming
from .protocol import Request

C = TypeVar("C", Iterator[bytes], AsyncIterator[bytes])


@dataclass(frozen=True, kw_only=True)
class Underway(Generic[C]):
    """A success of which status and headers have come."""

    request: Request
    exchange: Exchange
    incoming: Incoming
    chunks: C
    """The body, as it comes."""
    close: Callable[[], Any] | None = None
    """Lets go of the connection, if there is one; awaited where the chunks are."""
    lent: bool = False
    """Whether it comes through a client of the caller's."""
