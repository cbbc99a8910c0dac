"""The sockets of sync clients, with no wait beyond the deadline.

Job: what httpcore2 connects, reads and writes with. Every single wait asks `exchange` how long it
may take, so that a server that sends a byte now and then gains nothing. Names are resolved in a
thread of its own, since the resolver can't be given a limit. `connections` puts this into pools.
"""

from __future__ import annotations

import ipaddress
import select
import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore2

from . import fork, keepalive
from .deadline import Deadline, DeadlineExceeded
from .exchange import bounded
from .nested import NestedStream


@contextmanager
def mapped(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """Turn the failures of a socket into those that httpcore2 knows how to clean up after."""
    try:
        yield
    except (TimeoutError, DeadlineExceeded) as error:
        raise late(str(error) or "the time is up") from error
    except OSError as error:
        raise broken(str(error)) from error


class SocketStream(httpcore2.NetworkStream):
    """A connected socket, plain or TLS."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        fork.watch(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what is there, or wait for it."""
        with mapped(httpcore2.ReadTimeout, httpcore2.ReadError):
            self._socket.settimeout(bounded(timeout))
            return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand everything over; each part of it waits on its own."""
        with mapped(httpcore2.WriteTimeout, httpcore2.WriteError), memoryview(buffer) as view:
            done = 0
            while done < len(view):
                self._socket.settimeout(bounded(timeout))
                done += self._socket.send(view[done:])

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    cut = close  # closing doesn't end the connection while the parent holds it too

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Return the stream with TLS on top; the socket is closed if that fails."""
        with mapped(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            try:
                if isinstance(self._socket, ssl.SSLSocket):
                    return NestedStream(self, ssl_context, server_hostname, timeout)
                self._socket.settimeout(bounded(timeout))
                wrapped = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
            except BaseException:
                self.close()
                raise
        return SocketStream(wrapped)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore2 wants to know of the socket."""
        if info == "ssl_object":
            return self._socket if isinstance(self._socket, ssl.SSLSocket) else None
        if info == "is_readable":
            return _readable(self._socket)
        return self._socket if info == "socket" else None


def _readable(connected: socket.socket) -> bool:
    """Return whether an idle connection has something to read, which then can only be its end."""
    if connected.fileno() < 0:
        return True
    if not hasattr(select, "poll"):
        return bool(select.select([connected], [], [], 0)[0])
    poll = select.poll()
    poll.register(connected, select.POLLIN)
    return bool(poll.poll(0))


class Backend(httpcore2.NetworkBackend):
    """Connects sockets."""

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
            connected = _connected(_addresses(host, port, end), port, source, end)
            for option in keepalive.OPTIONS:
                connected.setsockopt(*option)
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return SocketStream(connected)


def _connected(
    addresses: list[str], port: int, source: tuple[str, int] | None, end: Deadline
) -> socket.socket:
    """Return a socket to one of the addresses; a silent one leaves time for the others."""
    for position, address in enumerate(addresses):
        left = end.bounded(None)
        share = None if left is None else left / (len(addresses) - position)
        try:
            return socket.create_connection((address, port), share, source)
        except OSError:
            if position == len(addresses) - 1:
                raise
    raise OSError("the name has no address")


def _addresses(host: str, port: int, end: Deadline) -> list[str]:
    """Return the addresses of a host, as numbers."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass
    answer: SimpleQueue[list[str] | OSError] = SimpleQueue()
    Thread(target=_resolve, args=(host, port, answer), daemon=True).start()
    try:
        found = answer.get(timeout=end.bounded(None))
    except Empty:
        raise TimeoutError("the host's name wasn't resolved in time") from None
    if isinstance(found, OSError):
        raise found
    return found


def _resolve(host: str, port: int, answer: SimpleQueue[list[str] | OSError]) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        answer.put(error)
    except UnicodeError:
        answer.put(OSError("the host's name can't be resolved"))
    else:
        answer.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
