"""The transports over httpcore2, the engine of httpx2: the client's own way to the network.

Job: send one request once and bring back the whole answer. httpx2's own client isn't needed for
that, and offers no place between itself and the sockets for the deadline to be in. httpcore2 is
imported with the first request, so that a client that is only constructed costs nothing. What it
raises stops here; see `failures`. Redirects are not followed. Connections belong to one process
and, in async code, to one event loop: a forked child starts anew, another loop is refused. The
sockets are known to `sockets`, so that they end with the transport, however that ends.
"""

from __future__ import annotations

import os
from contextlib import aclosing
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn
from weakref import finalize

from ..process import fork
from ..process.worker import WORKER
from ..transport.exchange import Exchange, current, phases
from ..transport.failures import closed, failure, foreign
from ..transport.incoming import Incoming
from ..transport.protocol import (
    AsyncTransport,
    Limits,
    Opener,
    Request,
    Response,
    Transport,
    Transports,
)
from ..transport.sources import Sources
from ..transport.underway import Underway
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APIError, ConfigurationError
from . import pools, uploads
from .pools import DEFAULT_SIZE, Pools, PoolSize
from .sockets import Sockets

if TYPE_CHECKING:
    import httpcore2

    from ..process.loops import LoopOwner


class _PooledTransport:
    """What both kinds of transport are: owners of sockets, in one process."""

    def __init__(self, size: PoolSize = DEFAULT_SIZE) -> None:
        self._size = size
        self._sockets = Sockets()
        self._process = os.getpid()
        self._lock = Lock()
        self._pools: Any = None
        fork.register(self)
        finalize(self, self._sockets.detach)

    @property
    def closed(self) -> bool:
        """Whether nothing is sent any more."""
        return self._sockets.closed

    def start_over(self) -> None:
        """Start anew, leaving the connections to the process that made them."""
        self._sockets.detach()
        self._process = os.getpid()
        self._lock = Lock()
        self._pools = None

    def _recall(self) -> None:
        """Let go of everything of the parent, if this process is a child that doesn't know it."""
        if self._process != os.getpid():
            fork.cut_all()

    def __reduce__(self) -> NoReturn:
        raise TypeError("open connections are neither copied nor pickled")


class HTTPTransport(_PooledTransport):
    """Sends through connections of its own."""

    _pools: Pools[httpcore2.ConnectionPool] | None

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
        if isinstance(outcome, APIError):
            raise outcome  # here, and not where it was caught: no context holds the request
        return outcome

    def _exchanged(
        self, request: Request, deadline: Deadline, limits: Limits, opener: Opener | None
    ) -> Response | APIError:
        exchange = Exchange(deadline=deadline, phases=phases(request.timeout))
        incoming = Incoming(limits)
        try:
            pool = self._opened(request.url, exchange)
            if pool is None:
                return closed()
            with current(exchange):
                extensions = {"timeout": exchange.waits(), "trace": exchange.follow}
                request_ = pools.prepared(request, extensions, uploads.blocking(request.body))
                opens = opener is not None
                answer = _receive(pool, request_, exchange, incoming, opens=opens)
        except BaseException as error:
            if isinstance(error, Exception) and not foreign(error):
                return failure(error, request, exchange, incoming)
            if self._pools is not None:
                self._pools.renew()  # Ctrl-C at the wrong moment costs a pool one of its places
            raise
        if answer is None or opener is None:
            return incoming.response()
        underway = partial(Underway, request=request, exchange=exchange, incoming=incoming)
        return opener(underway(chunks=answer.iter_stream(), close=answer.close))

    def _opened(self, url: str, exchange: Exchange) -> httpcore2.ConnectionPool | None:
        self._recall()
        with self._lock:
            if self._sockets.closed:
                return None
            if self._pools is None:
                self._pools = pools.blocking(self._size, self._sockets)
            pool, exchange.proxy = self._pools.way(url)
            return pool

    def close(self) -> None:
        """Close the connections; whoever still waits for an answer is told."""
        self._recall()
        self._sockets.close()


def _receive(
    pool: httpcore2.ConnectionPool,
    request: httpcore2.Request,
    exchange: Exchange,
    incoming: Incoming,
    *,
    opens: bool,
) -> httpcore2.Response | None:
    """Take the answer; return it where its body is left to be read."""
    answer: httpcore2.Response | None = None
    try:
        exchange.handed = True
        answer = pool.handle_request(request)
        incoming.begin(answer.status, answer.headers)
        if opens and incoming.succeeds:
            result, answer = answer, None
            return result
        if incoming.wanted:
            for chunk in answer.iter_stream():
                incoming.take(chunk)
            incoming.end()
        if pools.overrun(answer):
            pools.stream_of(answer).close()
    except BaseException:
        exchange.drop()  # httpcore2 may forget them: if a proxy's greeting fails, or on Ctrl-C
        raise
    finally:
        if answer is not None:
            answer.close()
    return None


class AsyncHTTPTransport(_PooledTransport):
    """Sends through connections of its own, without blocking the event loop."""

    _pools: Pools[httpcore2.AsyncConnectionPool] | None
    _loop_owner: LoopOwner | None = None

    def start_over(self) -> None:
        """Start anew, leaving the connections to the process that made them, and its event loop."""
        super().start_over()
        self._loop_owner = None

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
        if isinstance(outcome, APIError):
            raise outcome  # here, and not where it was caught: no context holds the request
        return outcome

    async def _exchanged(
        self, request: Request, deadline: Deadline, limits: Limits, opener: Opener | None
    ) -> Response | APIError:
        exchange = Exchange(deadline=deadline, phases=phases(request.timeout))
        incoming = Incoming(limits)
        try:
            await WORKER.do("connection", pools.load_asynchronous)
            pool = self._opened(request.url, exchange)
            if pool is None:
                return closed()
            with current(exchange):
                extensions = {"timeout": exchange.waits(), "trace": exchange.follow_async}
                content = uploads.awaiting(request.body)
                request_ = pools.prepared(request, extensions, content)
                opens = opener is not None
                answer = await _receive_async(pool, request_, exchange, incoming, opens=opens)
        except Exception as error:
            if foreign(error):
                raise
            return failure(error, request, exchange, incoming)
        if answer is None or opener is None:
            return incoming.response()
        underway = partial(Underway, request=request, exchange=exchange, incoming=incoming)
        return opener(underway(chunks=answer.aiter_stream(), close=answer.aclose))

    def _opened(self, url: str, exchange: Exchange) -> httpcore2.AsyncConnectionPool | None:
        self._recall()
        with self._lock:
            if self._sockets.closed:
                return None
            if self._pools is None or self._loop_owner is None:
                from ..process.loops import LoopOwner

                self._loop_owner = LoopOwner()
                self._pools = pools.asynchronous(self._size, self._sockets)
            self._loop_owner.enter()
            pool, exchange.proxy = self._pools.way(url)
            return pool

    async def close(self) -> None:
        """Close the connections, whatever event loop they were made in."""
        self._recall()
        self._sockets.close()


async def _receive_async(
    pool: httpcore2.AsyncConnectionPool,
    request: httpcore2.Request,
    exchange: Exchange,
    incoming: Incoming,
    *,
    opens: bool,
) -> httpcore2.Response | None:
    """Take the answer; return it where its body is left to be read."""
    answer: httpcore2.Response | None = None
    try:
        exchange.handed = True
        answer = await pool.handle_async_request(request)
        incoming.begin(answer.status, answer.headers)
        if opens and incoming.succeeds:
            result, answer = answer, None
            return result
        if incoming.wanted:
            async with aclosing(answer.aiter_stream()) as chunks:
                async for chunk in chunks:
                    incoming.take(chunk)
            incoming.end()
        if pools.overrun(answer):
            await pools.stream_of(answer).aclose()
    except BaseException:
        exchange.drop()  # and what awaits fails where the call's loop is gone
        raise
    finally:
        if answer is not None:
            await answer.aclose()
    return None


def sources(http_client: object) -> Sources | None:
    """Return what a transport in place of the network takes time and chance from."""
    return http_client.sources if isinstance(http_client, Transports) else None


def transport(http_client: Any) -> Transport:
    """Return the transport of a sync client, over what the caller brought if there is anything."""
    if http_client is None:
        return HTTPTransport()
    if isinstance(http_client, Transports):
        return http_client.sync_transport()
    from .borrowed import LentTransport

    _check(http_client, "Client")
    return LentTransport(http_client)


def async_transport(http_client: Any) -> AsyncTransport:
    """Return the transport of an async client, over the caller's `http_client` if there is one."""
    if http_client is None:
        return AsyncHTTPTransport()
    if isinstance(http_client, Transports):
        return http_client.async_transport()
    from .borrowed import AsyncLentTransport

    _check(http_client, "AsyncClient")
    return AsyncLentTransport(http_client)


def _check(http_client: object, class_name: str) -> None:
    import httpx2

    if not isinstance(http_client, getattr(httpx2, class_name)):
        raise ConfigurationError(f"http_client has to be an httpx2.{class_name}")
