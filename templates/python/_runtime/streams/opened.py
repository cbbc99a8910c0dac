"""Answers whose bodies are still coming.

Job: the seam for what comes piece by piece: an answer that has begun, and the channel that the rest
of it comes through. `channels` makes them, streams read them.
"""

from __future__ import annotations

from typing import Protocol

from ..transport.protocol import Response
from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.deadline import Deadline


class Channel(Protocol):
    """The rest of an answer, for clients that block."""

    def next(self, deadline: Deadline, /) -> bytes | None:
        """Return the next bytes, decompressed, or `None` at the end.

        Raises:
            APIError: none come in time, or the answer breaks off; nothing is left open.
        """
        ...

    def close(self) -> None:
        """Let go of the connection; of one that is still in use at once."""
        ...


class AsyncChannel(Protocol):
    """The rest of an answer, for clients that are awaited."""

    async def next(self, deadline: Deadline, /) -> bytes | None:
        """Return the next bytes, as `Channel` does."""
        ...

    async def close(self) -> None:
        """Let go of the connection."""
        ...

    def drop(self) -> None:
        """Let go of it where nothing can be awaited any more."""
        ...


@dataclass(frozen=True, kw_only=True)
class OpenResponse(Response):
    """A success whose body comes through a channel; `body` is empty."""

    channel: Channel = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class AsyncOpenResponse(Response):
    """The same for clients that are awaited."""

    channel: AsyncChannel = field(repr=False)
