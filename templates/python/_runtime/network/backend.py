"""The sockets of sync clients, with no wait beyond the deadline.

Job: what httpcore2 connects, reads and writes with. Every single wait asks `exchange` how long it
may take, so that a server that sends a byte now and then gains nothing. Names are resolved by
`threads`, since the resolver can't be given a limit. `pools` puts this into pools.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterable
from functools import partial
from typing import Any

import httpcore2

from ..process.threads import start
from ..transport.exchange import bounded
from ..vocabulary.deadline import Deadline
from .happy_eyeballs import connect
from .sockets import Connected, Sockets, mapped
from .tls_stream import secured


class SocketStream(httpcore2.NetworkStream):
    """A connected socket."""

    def __init__(self, connected: Connected) -> None:
        self._connected = connected

    def __del__(self) -> None:
        self._connected.detach()  # a pool that loses a connection doesn't keep its socket open

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what is there, or wait for it."""
        with mapped(httpcore2.ReadTimeout, httpcore2.ReadError), self._connected.used() as raw:
            raw.settimeout(bounded(timeout))
            chunk = raw.recv(max_bytes)
            self._connected.check()
            return chunk

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand everything over; each part of it waits on its own."""
        with mapped(httpcore2.WriteTimeout, httpcore2.WriteError), self._connected.used() as raw:
            view, count = memoryview(buffer), 0
            while count < len(view):
                raw.settimeout(bounded(timeout))
                count += raw.send(view[count:])

    def close(self) -> None:
        """Close the socket."""
        self._connected.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Return the stream with TLS on top; the socket is closed if that fails."""
        return secured(self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore2 wants to know of the socket."""
        return self._connected.readable if info == "is_readable" else None


class Backend(httpcore2.NetworkBackend):
    """Connects sockets."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a stream to the first of the host's addresses that takes the connection."""
        source = None if local_address is None else (local_address, 0)
        with mapped(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            end = Deadline.after(bounded(timeout))
            raw = connect(_addresses(host, port, end), port, source, end)
            return SocketStream(Connected(raw, self._sockets))


def _addresses(host: str, port: int, end: Deadline) -> list[str]:
    """Return the addresses of a host, as numbers."""
    if is_address(host):
        return [host]
    try:
        return start(partial(resolved, host, port)).result(end.bounded(None))
    except TimeoutError:
        raise TimeoutError("the host's name wasn't resolved in time") from None


def is_address(host: str) -> bool:
    """Return whether the host is an address, which needs no resolving."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses that a host's name stands for.

    Raises:
        OSError: there are none, or the name can't be one of a host.
    """
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except ValueError:  # of its encoding, or by what is in it
        raise OSError("the host's name can't be resolved") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in addresses))
