"""The rest of an answer, as it comes over a connection.

Job: read on within a time, undo content codings, and let go of the connection whatever ends the
stream. What fails is turned into exceptions of ours, as for whole answers. A transport is given
`open_channel` or `open_channel_async`, and hands over what it has left to be read.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Generic

from ..transport.exchange import current
from ..transport.failures import failure, foreign
from ..transport.protocol import Response
from ..transport.underway import C, Underway
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APIError
from ..vocabulary.signals import interruption
from .opened import AsyncOpenResponse, OpenResponse


def open_channel(answer: Underway[Iterator[bytes]]) -> Response:
    """Return an answer whose body comes through a channel."""
    came, channel = answer.incoming, BlockingChannel(answer)
    return OpenResponse(status=came.status, headers=came.headers, body=b"", channel=channel)


def open_channel_async(answer: Underway[AsyncIterator[bytes]]) -> Response:
    """Return the same for clients that are awaited."""
    came, channel = answer.incoming, AwaitingChannel(answer)
    return AsyncOpenResponse(status=came.status, headers=came.headers, body=b"", channel=channel)


class _Channel(Generic[C]):
    """What is left of an exchange."""

    def __init__(self, answer: Underway[C]) -> None:
        self._answer: Underway[C] = answer
        self._exchange = answer.exchange
        self._incoming = answer.incoming
        self._over = False

    def _failed(self, error: BaseException) -> APIError:
        """Return what the caller is told; what isn't of the network is raised as it is."""
        if not isinstance(error, Exception):
            raise error
        if self._answer.lent:  # what httpx2 raises isn't listed anywhere
            if (interrupted := interruption(error)) is not None:
                raise interrupted
        elif foreign(error):
            raise error
        outcome = failure(error, self._answer.request, self._exchange, self._incoming)
        return outcome if isinstance(outcome, APIError) else APIError("the stream broke off")


class BlockingChannel(_Channel[Iterator[bytes]]):
    """A channel of a client that blocks."""

    def next(self, deadline: Deadline, /) -> bytes | None:
        """Return the next bytes, decompressed, or `None` at the end."""
        if self._over:
            return None
        self._exchange.deadline = deadline
        try:
            with current(self._exchange):
                deadline.bounded(None)
                for chunk in self._answer.chunks:
                    if data := self._incoming.through(chunk):
                        return data
                self._incoming.end()
        except BaseException as error:  # noqa: BLE001  # it is raised as it is, or as one of ours
            self.close()
            outcome = self._failed(error)
        else:
            self._over = True
            self._end()
            return None
        raise outcome

    def close(self) -> None:
        """Let go of the connection; of one that is still in use at once."""
        if not self._over:
            self._over = True
            self._exchange.drop()
            with suppress(Exception):
                self._end()

    def _end(self) -> None:
        if self._answer.close is not None:
            self._answer.close()


class AwaitingChannel(_Channel[AsyncIterator[bytes]]):
    """A channel of a client that is awaited."""

    async def next(self, deadline: Deadline, /) -> bytes | None:
        """Return the next bytes, decompressed, or `None` at the end."""
        if self._over:
            return None
        self._exchange.deadline = deadline
        try:
            with current(self._exchange):
                deadline.bounded(None)
                async for chunk in self._answer.chunks:
                    if data := self._incoming.through(chunk):
                        return data
                self._incoming.end()
        except BaseException as error:  # noqa: BLE001  # it is raised as it is, or as one of ours
            await self.close()
            outcome = self._failed(error)
        else:
            self._over = True
            await self._end()
            return None
        raise outcome

    async def close(self) -> None:
        """Let go of the connection; of one that is still in use at once."""
        if not self._over:
            self.drop()
            with suppress(Exception):
                await self._end()

    async def _end(self) -> None:
        if self._answer.close is not None:
            await self._answer.close()

    def drop(self) -> None:
        """Let go of it where nothing can be awaited any more."""
        self._over = True
        self._exchange.drop()
