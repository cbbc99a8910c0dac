"""The sockets of async clients, with no wait beyond the deadline.

Job: what `backend` is to sync clients. The event loop only waits for the sockets, which are ours:
so they can be closed when it no longer runs, and say nothing of their own when they are forgotten.
Each wait asks `exchange` how long it may take. Whatever is cancelled is closed. `pools` puts
this into pools.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Generator, Iterable
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import httpcore2

from ..process.threads import start
from ..transport.exchange import bounded
from ..vocabulary.signals import interrupts
from .backend import is_address, resolved
from .happy_eyeballs import HEAD_START
from .sockets import Connected, Sockets, Source, mapped, prepared, unconnected
from .tls_stream_async import secured


class AsyncStream(httpcore2.AsyncNetworkStream):
    """A connected socket."""

    def __init__(self, connected: Connected) -> None:
        self._connected = connected

    def __del__(self) -> None:
        self._connected.detach()  # a pool that loses a connection doesn't keep its socket open

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what is there, or wait for it."""
        with mapped(httpcore2.ReadTimeout, httpcore2.ReadError), self._connected.used() as raw:
            async with asyncio.timeout(bounded(timeout)):
                with _let_go(raw):
                    chunk = await _received(raw, max_bytes)
            self._connected.check()
            return chunk

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand everything over."""
        if not buffer:  # asyncio would find a connection broken that has taken all there was
            return
        with mapped(httpcore2.WriteTimeout, httpcore2.WriteError), self._connected.used() as raw:
            async with asyncio.timeout(bounded(timeout)):
                with _let_go(raw):
                    await asyncio.get_running_loop().sock_sendall(raw, buffer)

    async def aclose(self) -> None:
        """Close the socket."""
        self._connected.close()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Return the stream with TLS on top; the socket is closed if that fails or is cancelled."""
        return await secured(self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore2 wants to know of the socket."""
        return self._connected.readable if info == "is_readable" else None


@contextmanager
def _let_go(raw: socket.socket) -> Generator[None]:
    """Have the loop forget a socket whose call is dropped, which cancels no wait of the loop's.

    The loop would take the next socket of that number for this one.
    """
    loop = asyncio.get_running_loop()
    try:
        yield
    except GeneratorExit:
        with suppress(Exception):  # not every loop can, or is still there
            loop.remove_reader(raw)
            loop.remove_writer(raw)
        raise


async def _received(raw: socket.socket, max_bytes: int) -> bytes:
    try:
        chunk = raw.recv(max_bytes)
    except BlockingIOError:
        return await asyncio.get_running_loop().sock_recv(raw, max_bytes)
    await asyncio.sleep(0)  # where there is always more, other tasks have to get their turn
    return chunk


class AsyncBackend(httpcore2.AsyncNetworkBackend):
    """Connects sockets."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._sought: dict[tuple[str, int], Future[list[str]]] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Return a stream to the first of the host's addresses that takes the connection."""
        source = None if local_address is None else (local_address, 0)
        with mapped(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            async with asyncio.timeout(bounded(timeout)):
                addresses = await self._addresses(host, port)
                raw = await _first(addresses, port, source)
            return AsyncStream(Connected(raw, self._sockets))

    async def _addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host, as numbers; calls at the same time look them up once."""
        if is_address(host):
            return [host]
        lookup = self._sought.get((host, port))
        # A thread each for a thousand calls would be more than some systems have.
        if lookup is None or lookup.done():
            lookup = self._sought[host, port] = start(partial(resolved, host, port))
        return await asyncio.wrap_future(lookup)


async def _first(addresses: list[str], port: int, source: Source) -> socket.socket:
    """Return a socket to the address that is the first to take the connection."""
    candidates, waiting = list(addresses), set[asyncio.Task[socket.socket]]()
    failure: BaseException = OSError("the name has no address")
    try:
        while candidates or waiting:
            if candidates:
                waiting.add(asyncio.create_task(_connected(candidates.pop(0), port, source)))
            pause = HEAD_START if candidates else None
            await asyncio.wait(waiting, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            for ended in [task for task in waiting if task.done()]:
                waiting.remove(ended)
                error = ended.exception()
                if error is None:
                    return ended.result()
                if interrupts(error):
                    raise error
                failure = error
    finally:
        for task in waiting:
            task.add_done_callback(_dropped)
            task.cancel()
    raise failure


def _dropped(task: asyncio.Task[socket.socket]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().close()


async def _connected(address: str, port: int, source: Source) -> socket.socket:
    raw = unconnected(address, source)
    try:
        await asyncio.get_running_loop().sock_connect(raw, (address, port))
        return prepared(raw)
    except BaseException:
        raw.close()
        raise
