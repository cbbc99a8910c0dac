"""TLS over a stream.

Job: encrypt what goes over a stream; that of a proxy may be TLS already, for which the standard
library has nothing. All waiting is the inner stream's, which bounds it; where the system judges
certificates, that is done `threads`. What came and wasn't asked for counts as readable: behind an
answer it is nobody's. `backend` makes these, and `tls_stream_async` the same for async clients.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final, TypeVar

import httpcore2

from ..process.threads import start
from ..transport.exchange import bounded
from ..vocabulary.deadline import Deadline
from .sockets import mapped

T = TypeVar("T")

READ: Final = 64 * 1024
WRITTEN: Final = 256 * 1024  # encrypted at once, so that a large body isn't there twice
ENDS: Final = (ssl.SSLZeroReturnError, ssl.SSLEOFError)


class Session:
    """A TLS session whose bytes somebody else moves."""

    def __init__(self, context: ssl.SSLContext, server_hostname: str | None) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_hostname)

    def take(self, ciphertext: bytes) -> None:
        """Take what came; nothing is the end."""
        if ciphertext:
            self._incoming.write(ciphertext)
        else:
            self._incoming.write_eof()

    def outgoing(self) -> bytes:
        """Return what is to be sent."""
        return self._outgoing.read()

    def told(self, stream: Any, info: str) -> Any:
        """Return what httpcore2 wants to know of TLS over the stream."""
        if info == "ssl_object":
            return self.tls
        return (info == "is_readable" and self._unread) or stream.get_extra_info(info)

    @property
    def _unread(self) -> bool:
        """Whether something came that nobody asked for; it is lost if so."""
        try:
            return bool(self.tls.pending() or self._incoming.pending) and bool(self.tls.read(1))
        except ssl.SSLWantReadError:
            return False  # no more than a part of a record, or a message of TLS itself
        except ssl.SSLError:
            return True


class SecureStream(httpcore2.NetworkStream):
    """TLS over a stream."""

    def __init__(self, stream: httpcore2.NetworkStream, session: Session) -> None:
        self._stream, self._session = stream, session

    def shaken(self, end: Deadline, aside: bool) -> None:
        """Shake hands; what the server is told of a failure is sent."""
        try:
            self.carried(self._session.tls.do_handshake, lambda: end.bounded(None), aside)
        except ssl.SSLError:
            with suppress(httpcore2.WriteError, httpcore2.WriteTimeout):
                self.flush(0.0)
            raise

    def carried(
        self, action: Callable[[], T], waits: Callable[[], float | None], aside: bool = False
    ) -> T:
        """Return the result of the action, moving bytes for it until it has one."""
        while True:
            try:
                result = start(action).result(waits()) if aside else action()
            except ssl.SSLWantReadError:
                self.flush(waits())
                self._session.take(self._stream.read(READ, waits()))
            else:
                self.flush(waits())
                return result

    def flush(self, timeout: float | None) -> None:
        """Send what is to be sent."""
        if data := self._session.outgoing():
            self._stream.write(data, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what is there, or wait for it; nothing is the end."""
        try:
            return self.carried(partial(self._session.tls.read, max_bytes), lambda: timeout)
        except ENDS:
            return b""
        except ssl.SSLError as error:
            raise httpcore2.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand everything over."""
        view, count = memoryview(buffer), 0
        try:
            while count < len(view):
                part = view[count : count + WRITTEN]
                count += self.carried(partial(self._session.tls.write, part), lambda: timeout)
        except ssl.SSLError as error:
            raise httpcore2.WriteError(str(error)) from error

    def close(self) -> None:
        """Close the stream below."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Return the stream with TLS on top; it is closed if that fails."""
        return secured(self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore2 wants to know."""
        return self._session.told(self._stream, info)


def secured(
    stream: httpcore2.NetworkStream,
    context: ssl.SSLContext,
    server_hostname: str | None,
    timeout: float | None,
) -> SecureStream:
    """Return the stream with TLS on top; it is closed if that fails."""
    try:
        with mapped(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            end = Deadline.after(bounded(timeout))  # for the whole handshake
            make, aside = partial(Session, context, server_hostname), judging(context)
            session = start(make).result(end.bounded(None)) if aside else make()
            secure = SecureStream(stream, session)
            secure.shaken(end, aside)
    except BaseException:
        stream.close()
        raise
    return secure


def judging(context: ssl.SSLContext) -> bool:
    """Return whether it is the system that judges certificates, which may ask the network first."""
    return type(context) is not ssl.SSLContext
