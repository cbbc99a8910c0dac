"""The transports over an httpx2 client of the caller's.

Job: send one request once through what the caller set up, so that their proxies, certificates,
headers and hooks apply. Their own authentication, base address and redirects don't: the request is
complete. Between the chunks of an answer the deadline is checked; a single wait inside of their
client is bounded by what was left when the request was sent, so a server that sends a byte now and
then ends the call late where it does so within the headers. Nothing of theirs is closed.
"""

from __future__ import annotations

import os
from contextlib import aclosing, closing
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, NoReturn, TypeVar
from weakref import WeakKeyDictionary

from ..transport.exchange import Exchange, pairs, phases
from ..transport.failures import closed, failure
from ..transport.incoming import Incoming
from ..transport.protocol import Limits, Opener, Request, Response
from ..transport.underway import Underway
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import ClientMisuseError
from ..vocabulary.signals import interruption
from .uploads import Chunks, awaiting, blocking, framing

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import httpx2

    from ..process.loops import LoopOwner

L = TypeVar("L", "httpx2.Client", "httpx2.AsyncClient")

_OTHER_PROCESS: Final = (
    "http_client was first used in another process; make one in each, since a fork shares sockets"
)

_USED_IN: Final[WeakKeyDictionary[httpx2.Client | httpx2.AsyncClient, int]] = WeakKeyDictionary()
"""The process that first used each of the callers' clients; several of ours may share one."""

_LOOP_OWNERS: Final[WeakKeyDictionary[httpx2.AsyncClient, LoopOwner]] = WeakKeyDictionary()
"""The event loop of each of them, which is the first that used it through whatever client."""

_OF_THE_RAW_BODY: Final = (b"content-encoding", b"content-length", b"transfer-encoding")


class _Lent(Generic[L]):
    """What both kinds of transport have: a client that isn't theirs."""

    def __init__(self, client: L) -> None:
        self._client: L = client
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether nothing is sent any more."""
        return self._closed or self._client.is_closed

    def __reduce__(self) -> NoReturn:
        raise TypeError("open connections are neither copied nor pickled")


class LentTransport(_Lent["httpx2.Client"]):
    """Sends through a caller's `httpx2.Client`."""

    def send(
        self,
        request: Request,
        deadline: Deadline,
        limits: Limits,
        opener: Opener | None = None,
        /,
    ) -> Response:
        """Return the answer to the request, sent once; of a success what an `opener` makes."""
        outcome = self._exchanged(request, deadline, limits, opener)
        if not isinstance(outcome, Response):
            raise outcome  # here, and not where it was caught: no context holds the request
        return outcome

    def _exchanged(
        self, request: Request, deadline: Deadline, limits: Limits, opener: Opener | None
    ) -> Response | BaseException:
        if self.closed:
            return closed()
        exchange = Exchange(deadline=deadline, phases=phases(request.timeout))
        incoming = Incoming(limits)
        try:
            _check_process(self._client)
            request_ = _prepared(
                self._client, request, exchange, exchange.follow, blocking(request.body)
            )
            exchange.handed = True
            answer = self._client.send(request_, stream=True, auth=None, follow_redirects=False)
            if opener is not None and answer.is_success:
                incoming.begin(answer.status_code, _headers(answer))
                chunks = iter((answer.content,)) if answer.is_stream_consumed else answer.iter_raw()
                underway = partial(Underway, request=request, exchange=exchange, incoming=incoming)
                return opener(underway(chunks=chunks, close=answer.close, lent=True))
            _receive(answer, incoming, deadline)
        except Exception as error:  # noqa: BLE001  # what httpx2 raises isn't listed anywhere
            return interruption(error) or failure(error, request, exchange, incoming)
        return incoming.response()

    def close(self) -> None:
        """Let nothing more through; the client stays open."""
        self._closed = True


def _receive(answer: httpx2.Response, incoming: Incoming, deadline: Deadline) -> None:
    with closing(answer):
        incoming.begin(answer.status_code, _headers(answer))
        if incoming.wanted:
            is_consumed = answer.is_stream_consumed
            for chunk in (answer.content,) if is_consumed else answer.iter_raw():
                _taken(chunk, incoming, deadline)
            incoming.end()


def _headers(answer: httpx2.Response) -> list[tuple[bytes, bytes]]:
    """Return the headers; without what they say of the raw body, where that is gone.

    A hook of the caller's client may have read the answer, and a mock may have made it with its
    content: then only the decoded body is there.
    """
    headers = answer.headers.raw
    if not answer.is_stream_consumed:
        return headers
    return [(name, value) for name, value in headers if name.lower() not in _OF_THE_RAW_BODY]


class AsyncLentTransport(_Lent["httpx2.AsyncClient"]):
    """Sends through a caller's `httpx2.AsyncClient`."""

    async def send(
        self,
        request: Request,
        deadline: Deadline,
        limits: Limits,
        opener: Opener | None = None,
        /,
    ) -> Response:
        """Return the answer to the request, sent once; of a success what an `opener` makes."""
        outcome = await self._exchanged(request, deadline, limits, opener)
        if not isinstance(outcome, Response):
            raise outcome  # here, and not where it was caught: no context holds the request
        return outcome

    async def _exchanged(
        self, request: Request, deadline: Deadline, limits: Limits, opener: Opener | None
    ) -> Response | BaseException:
        if self.closed:
            return closed()
        exchange = Exchange(deadline=deadline, phases=phases(request.timeout))
        incoming = Incoming(limits)
        try:
            _check_process(self._client)
            self._enter()
            request_ = _prepared(
                self._client, request, exchange, exchange.follow_async, awaiting(request.body)
            )
            exchange.handed = True
            answer = await self._client.send(
                request_, stream=True, auth=None, follow_redirects=False
            )
            if opener is not None and answer.is_success:
                incoming.begin(answer.status_code, _headers(answer))
                underway = partial(Underway, request=request, exchange=exchange, incoming=incoming)
                return opener(underway(chunks=_chunks(answer), close=answer.aclose, lent=True))
            await _receive_async(answer, incoming, deadline)
        except Exception as error:  # noqa: BLE001  # what httpx2 raises isn't listed anywhere
            return interruption(error) or failure(error, request, exchange, incoming)
        return incoming.response()

    def _enter(self) -> None:
        from ..process.loops import LoopOwner

        _LOOP_OWNERS.setdefault(self._client, LoopOwner()).enter()

    async def close(self) -> None:
        """Let nothing more through; the client stays open."""
        self._closed = True


async def _receive_async(answer: httpx2.Response, incoming: Incoming, deadline: Deadline) -> None:
    try:
        incoming.begin(answer.status_code, _headers(answer))
        if incoming.wanted:
            async with aclosing(_chunks(answer)) as chunks:
                async for chunk in chunks:
                    _taken(chunk, incoming, deadline)
            incoming.end()
    finally:
        await answer.aclose()


async def _chunks(answer: httpx2.Response) -> AsyncGenerator[bytes, None]:
    if answer.is_stream_consumed:
        yield answer.content
        return
    async with aclosing(answer.aiter_raw()) as chunks:
        async for chunk in chunks:
            yield chunk


def _taken(chunk: bytes, incoming: Incoming, deadline: Deadline) -> None:
    """Take the bytes; more of them are waited for only if time is left."""
    incoming.take(chunk)
    if not incoming.complete:
        deadline.bounded(None)


def _check_process(client: httpx2.Client | httpx2.AsyncClient) -> None:
    """Refuse a caller's client that was first used in another process, through whatever client."""
    process = os.getpid()
    if _USED_IN.setdefault(client, process) != process:
        raise ClientMisuseError(_OTHER_PROCESS)


def _prepared(
    client: httpx2.Client | httpx2.AsyncClient,
    request: Request,
    exchange: Exchange,
    trace: Any,
    content: Chunks | None,
) -> httpx2.Request:
    import httpx2

    return client.build_request(
        request.method,
        request.url,
        content=content,
        headers=[*pairs(request), *framing(request.body)],
        timeout=httpx2.Timeout(**exchange.waits()),
        extensions={"trace": trace},
    )
