"""The rest of an answer, as it comes over a connection.

Job: read on within a time, undo content codings, and let go of the connection whatever ends the
stream. What fails is turned into exceptions of ours, as for whole answers. `transports` and
`borrowed` open these.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress

from ..transport.exchange import Exchange, current
from ..transport.failures import failure, foreign
from ..transport.incoming import Incoming
from ..transport.opened import AsyncOpenResponse as AsyncOpenResponse, OpenResponse as OpenResponse
from ..transport.protocol import Request
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APIError
from ..vocabulary.signals import interruption


class _Opened:
    """What is left of an exchange."""

    def __init__(
        self, request: Request, exchange: Exchange, incoming: Incoming, *, lent: bool
    ) -> None:
        self._lent = lent
        self._request = request
        self._exchange = exchange
        self._incoming = incoming
        self._over = False

    def _failed(self, error: BaseException) -> APIError:
        """Return what the caller is told; what isn't of the network is raised as it is."""
        if not isinstance(error, Exception):
            raise error
        if self._lent:  # what httpx2 raises isn't listed anywhere
            if (interrupted := interruption(error)) is not None:
                raise interrupted
        elif foreign(error):
            raise error
        outcome = failure(error, self._request, self._exchange, self._incoming)
        return outcome if isinstance(outcome, APIError) else APIError("the stream broke off")


class BlockingChannel(_Opened):
    """A channel of a client that blocks."""

    def __init__(
        self,
        request: Request,
        exchange: Exchange,
        incoming: Incoming,
        chunks: Iterator[bytes],
        close: Callable[[], None],
        *,
        lent: bool = False,
    ) -> None:
        super().__init__(request, exchange, incoming, lent=lent)
        self._chunks = chunks
        self._close = close

    def next(self, deadline: Deadline, /) -> bytes | None:
        """Return the next bytes, decompressed, or `None` at the end."""
        if self._over:
            return None
        self._exchange.deadline = deadline
        try:
            with current(self._exchange):
                deadline.bounded(None)
                for chunk in self._chunks:
                    if data := self._incoming.through(chunk):
                        return data
                self._incoming.end()
        except BaseException as error:  # noqa: BLE001  # it is raised as it is, or as one of ours
            self.close()
            outcome = self._failed(error)
        else:
            self._over = True
            self._close()
            return None
        raise outcome

    def close(self) -> None:
        """Let go of the connection; of one that is still in use at once."""
        if not self._over:
            self._over = True
            self._exchange.drop()
            with suppress(Exception):
                self._close()


class AwaitingChannel(_Opened):
    """A channel of a client that is awaited."""

    def __init__(
        self,
        request: Request,
        exchange: Exchange,
        incoming: Incoming,
        chunks: AsyncIterator[bytes],
        close: Callable[[], Awaitable[None]],
        *,
        lent: bool = False,
    ) -> None:
        super().__init__(request, exchange, incoming, lent=lent)
        self._chunks = chunks
        self._close = close

    async def next(self, deadline: Deadline, /) -> bytes | None:
        """Return the next bytes, decompressed, or `None` at the end."""
        if self._over:
            return None
        self._exchange.deadline = deadline
        try:
            with current(self._exchange):
                deadline.bounded(None)
                async for chunk in self._chunks:
                    if data := self._incoming.through(chunk):
                        return data
                self._incoming.end()
        except BaseException as error:  # noqa: BLE001  # it is raised as it is, or as one of ours
            await self.close()
            outcome = self._failed(error)
        else:
            self._over = True
            await self._close()
            return None
        raise outcome

    async def close(self) -> None:
        """Let go of the connection; of one that is still in use at once."""
        if not self._over:
            self.drop()
            with suppress(Exception):
                await self._close()

    def drop(self) -> None:
        """Let go of it where nothing can be awaited any more."""
        self._over = True
        self._exchange.drop()
