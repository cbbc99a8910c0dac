"""TLS inside TLS, for https addresses behind an https proxy.

Job: speak TLS over any stream; the standard library does so over plain sockets only. All waiting is
the inner stream's, which bounds it. `backend` makes these.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

import httpcore2

T = TypeVar("T")

_RECORD: Final = 16 * 1024


class NestedStream(httpcore2.NetworkStream):
    """TLS over a stream that is TLS already."""

    def __init__(
        self,
        stream: httpcore2.NetworkStream,
        context: ssl.SSLContext,
        server_hostname: str | None,
        timeout: float | None,
    ) -> None:
        self._stream = stream
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(
            self._incoming, self._outgoing, server_hostname=server_hostname
        )
        self._carried(self._tls.do_handshake, timeout)

    def _carried(self, action: Callable[[], T], timeout: float | None) -> T:
        """Return the result of the action, moving bytes for it until it has one."""
        while True:
            try:
                result = action()
            except ssl.SSLWantReadError:
                self._flush(timeout)
                received = self._stream.read(_RECORD, timeout)
                self._incoming.write(received) if received else self._incoming.write_eof()
            else:
                self._flush(timeout)
                return result

    def _flush(self, timeout: float | None) -> None:
        self._stream.write(self._outgoing.read(), timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what is there, or wait for it; nothing is the end."""
        try:
            return self._carried(partial(self._tls.read, max_bytes), timeout)
        except ssl.SSLError as error:
            if isinstance(error, ssl.SSLZeroReturnError | ssl.SSLEOFError):
                return b""
            raise httpcore2.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand everything over."""
        done = 0
        try:
            while done < len(buffer):
                part = buffer[done : done + _RECORD]
                done += self._carried(partial(self._tls.write, part), timeout)
        except ssl.SSLError as error:
            raise httpcore2.WriteError(str(error)) from error

    def close(self) -> None:
        """Close the stream below."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore2 wants to know."""
        return self._tls if info == "ssl_object" else self._stream.get_extra_info(info)
