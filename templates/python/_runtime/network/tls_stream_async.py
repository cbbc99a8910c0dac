"""TLS over a stream of an async client.

Job: what `tls_stream` is to sync clients; the session is the same. `backend_async` makes these.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

import httpcore2

from ..process.threads import start
from ..transport.exchange import bounded
from ..vocabulary.deadline import Deadline
from .sockets import mapped
from .tls_stream import ENDS, READ, WRITTEN, Session, judging

T = TypeVar("T")


class AsyncSecureStream(httpcore2.AsyncNetworkStream):
    """TLS over an async stream."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream, session: Session) -> None:
        self._stream, self._session = stream, session

    async def shaken(self, end: Deadline, aside: bool) -> None:
        """Shake hands; what the server is told of a failure is sent."""
        try:
            await self.carried(self._session.tls.do_handshake, lambda: end.bounded(None), aside)
        except ssl.SSLError:
            with suppress(httpcore2.WriteError, httpcore2.WriteTimeout):
                await self.flush(0.0)
            raise

    async def carried(
        self, action: Callable[[], T], waits: Callable[[], float | None], aside: bool = False
    ) -> T:
        """Return the result of the action, moving bytes for it until it has one."""
        while True:
            try:
                result = await asyncio.wrap_future(start(action)) if aside else action()
            except ssl.SSLWantReadError:
                await self.flush(waits())
                self._session.take(await self._stream.read(READ, waits()))
            else:
                await self.flush(waits())
                return result

    async def flush(self, timeout: float | None) -> None:
        """Send what is to be sent."""
        if data := self._session.outgoing():
            await self._stream.write(data, timeout)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what is there, or wait for it; nothing is the end."""
        try:
            return await self.carried(partial(self._session.tls.read, max_bytes), lambda: timeout)
        except ENDS:
            return b""
        except ssl.SSLError as error:
            raise httpcore2.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand everything over."""
        view, count = memoryview(buffer), 0
        try:
            while count < len(view):
                part = view[count : count + WRITTEN]
                count += await self.carried(partial(self._session.tls.write, part), lambda: timeout)
        except ssl.SSLError as error:
            raise httpcore2.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close the stream below."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Return the stream with TLS on top; it is closed if that fails or is cancelled."""
        return await secured(self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore2 wants to know."""
        return self._session.told(self._stream, info)


async def secured(
    stream: httpcore2.AsyncNetworkStream,
    context: ssl.SSLContext,
    server_hostname: str | None,
    timeout: float | None,
) -> AsyncSecureStream:
    """Return the stream with TLS on top; it is closed if that fails or is cancelled."""
    try:
        with mapped(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            end = Deadline.after(bounded(timeout))  # for the whole handshake
            make, aside = partial(Session, context, server_hostname), judging(context)
            async with asyncio.timeout(end.bounded(None)):
                session = await asyncio.wrap_future(start(make)) if aside else make()
                secure = AsyncSecureStream(stream, session)
                await secure.shaken(end, aside)
    except BaseException:
        await stream.aclose()
        raise
    return secure
