"""The sockets of async clients, with no wait beyond the deadline.

Job: what `backend` is to sync clients. The waiting itself is anyio's, which can end any of it at a
moment's notice, name resolution and handshakes included; each wait asks `exchange` how long it may
take. Whatever is cancelled is closed. `connections` puts this into pools.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import anyio
import httpcore2

from . import fork, keepalive
from .deadline import DeadlineExceeded
from .exchange import bounded


@contextmanager
def _mapped(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """Turn what httpcore2 doesn't expect into what it knows how to clean up after."""
    try:
        yield
    except DeadlineExceeded as error:
        raise late("the time is up") from error
    except (OSError, anyio.ClosedResourceError, anyio.BrokenResourceError) as error:
        raise broken(str(error)) from error


class AsyncStream(httpcore2.AsyncNetworkStream):
    """A connection of anyio's, plain or TLS."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream
        fork.watch(self)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what is there, or wait for it."""
        with _mapped(httpcore2.ReadTimeout, httpcore2.ReadError):
            return await self._stream.read(max_bytes, bounded(timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand everything over."""
        with _mapped(httpcore2.WriteTimeout, httpcore2.WriteError):
            await self._stream.write(buffer, bounded(timeout))
            if self._number < 0:  # a connection that breaks meanwhile ends the wait like success
                raise httpcore2.WriteError("the connection broke while it was written to")

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Return the stream with TLS on top; it is closed if that fails or is cancelled."""
        with _mapped(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            try:
                limit = bounded(timeout)
                return AsyncStream(
                    await self._stream.start_tls(ssl_context, server_hostname, limit)
                )
            except BaseException:
                with anyio.CancelScope(shield=True):
                    await self.aclose()
                raise

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore2 wants to know of the connection."""
        return self._stream.get_extra_info(info)

    @property
    def _number(self) -> int:
        """The socket's number, or -1 when it is closed."""
        connected = self.get_extra_info("socket")
        return -1 if connected is None else int(connected.fileno())

    def cut(self) -> None:
        """Put nothing in the place of the socket, which the event loop goes on holding.

        Its number stays taken, so that the loop can't close something else under it later.
        """
        number = self._number
        if number >= 0:
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, number, inheritable=False)
            os.close(nothing)


class AsyncBackend(httpcore2.AsyncNetworkBackend):
    """Connects through anyio."""

    def __init__(self) -> None:
        self._backend = cast(httpcore2.AsyncNetworkBackend, httpcore2.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Return a stream to the first of the host's addresses that takes the connection."""
        with _mapped(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            limit = bounded(timeout)
            stream = await self._backend.connect_tcp(
                host, port, limit, local_address, keepalive.OPTIONS
            )
        return AsyncStream(stream)
