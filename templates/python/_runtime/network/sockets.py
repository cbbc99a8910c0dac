"""The sockets of a client, from their making to their end.

Job: know every open socket of a transport, so that none outlives it, whatever httpcore2 does with
what is around it. Closing wakes whoever waits for the socket and leaves the number to them, since a
number that is closed under a wait may be another connection's the next moment. They end with a
client that was forgotten and with the interpreter, too; a forked child lets go of its copies only.
"""

from __future__ import annotations

import select
import socket
from collections.abc import Generator
from contextlib import contextmanager, suppress

from ..transport.exchange import taken
from ..vocabulary.deadline import DeadlineExceeded
from ..vocabulary.signals import interrupts
from . import keepalive

Source = tuple[str, int] | None
"""The address to connect from, where it matters."""


@contextmanager
def mapped(late: type[Exception], broken: type[Exception]) -> Generator[None]:
    """Turn the failures of a socket into those that httpcore2 knows how to clean up after."""
    try:
        yield
    except (OSError, DeadlineExceeded) as error:
        if interrupts(error):
            raise
        if not isinstance(error, TimeoutError | DeadlineExceeded):
            raise broken(str(error)) from error
        raise late(str(error) or "the time is up") from error


class Connected:
    """A socket that one call at a time uses, and that anybody may close."""

    def __init__(self, raw: socket.socket, sockets: Sockets) -> None:
        """Note the socket.

        Raises:
            OSError: the client was closed meanwhile, and so is the socket.
        """
        self._raw, self._sockets = raw, sockets
        self._used = self._closed = False
        sockets.add(self)
        taken(self)

    @contextmanager
    def used(self) -> Generator[socket.socket]:
        """Yield the socket, which keeps its number until the context is left.

        Raises:
            OSError: it is closed.
        """
        taken(self)
        self._used = True
        try:
            self.check()
            yield self._raw
        finally:
            self._used = False
            if self._closed:
                self._raw.close()

    def check(self) -> None:
        """Raise OSError if it is closed."""
        if self._closed:
            raise OSError("the connection was closed")

    def close(self) -> None:
        """Close the socket; whoever waits for it does so, woken by its end."""
        self._closed = True
        self._sockets.discard(self)
        with suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)
        if not self._used:
            self._raw.close()

    def detach(self) -> None:
        """Close the socket in this process only, and at once."""
        self._closed = True
        self._sockets.discard(self)
        self._raw.close()

    @property
    def readable(self) -> bool:
        """Whether there is something to read; its end is, too."""
        number = self._raw.fileno()  # asked once, since another thread may close the socket
        if number < 0:
            return True
        if not hasattr(select, "poll"):
            with suppress(OSError):
                return bool(select.select([number], [], [], 0)[0])
            return True
        poll = select.poll()
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))


class Sockets:
    """The open sockets of a transport."""

    def __init__(self) -> None:
        self._open: set[Connected] = set()
        self.closed = False

    def add(self, connected: Connected) -> None:
        """Note a socket; once all are closed, new ones are at once."""
        self._open.add(connected)
        if self.closed:
            connected.close()
            connected.check()

    def discard(self, connected: Connected) -> None:
        """Forget a socket that is closed."""
        self._open.discard(connected)

    def close(self) -> None:
        """Close all of them, for good."""
        self.closed = True
        for connected in list(self._open):
            connected.close()

    def detach(self) -> None:
        """Let go of all of them in this process only; needs no lock and no event loop."""
        for connected in list(self._open):
            connected.detach()


def unconnected(address: str, source: Source) -> socket.socket:
    """Return a socket that never blocks, to connect to the address with."""
    raw = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        raw.setblocking(False)
        if source is not None:
            raw.bind(source)
    except BaseException:
        raw.close()
        raise
    return raw


def prepared(raw: socket.socket) -> socket.socket:
    """Return the connected socket with its options set; it is closed if they can't be."""
    try:
        for option in keepalive.OPTIONS:
            raw.setsockopt(*option)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        raw.close()
        raise
    return raw
