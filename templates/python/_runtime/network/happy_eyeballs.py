"""Connecting to whichever of a host's addresses is the first to take it.

Job: not have an address that swallows packets keep a call from the next one: each gets a head
start, then both are waited for (RFC 8305). `backend_async` does the same in an event loop.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from selectors import EVENT_WRITE, DefaultSelector
from typing import Final

from ..vocabulary.deadline import Deadline
from ..vocabulary.signals import interrupts
from .sockets import Source, prepared, unconnected

HEAD_START: Final = 0.25
"""Seconds after which the next address of a host is tried as well."""


def connect(addresses: list[str], port: int, source: Source, end: Deadline) -> socket.socket:
    """Return a socket to the address that is the first to take the connection.

    Raises:
        OSError: none does.
        DeadlineExceeded: none does in time.
    """
    candidates, failure = list(addresses), OSError("the name has no address")
    with DefaultSelector() as waiting:
        try:
            while candidates or waiting.get_map():
                if candidates:
                    failure = _begun(candidates.pop(0), port, source, waiting) or failure
                for raw in _ready(waiting, end.bounded(HEAD_START if candidates else None)):
                    waiting.unregister(raw)
                    error = _failure(raw)
                    if error is None:
                        return raw
                    failure = error
        finally:
            for key in waiting.get_map().values():
                key.data.close()
    raise failure


def _begun(address: str, port: int, source: Source, waiting: DefaultSelector) -> OSError | None:
    """Begin to connect; return what went wrong at once."""
    try:
        raw = unconnected(address, source)
    except OSError as error:
        return error
    try:
        with suppress(BlockingIOError, InterruptedError):
            raw.connect((address, port))
    except OSError as error:
        raw.close()
        return _own(error)
    waiting.register(raw, EVENT_WRITE, raw)
    return None


def _ready(waiting: DefaultSelector, seconds: float | None) -> list[socket.socket]:
    """Return the sockets that have come to an end with connecting; wait if there is none."""
    if not waiting.get_map():
        return []
    return [key.data for key, _ in waiting.select(seconds)]


def _failure(raw: socket.socket) -> OSError | None:
    """Return why a socket isn't connected, or can't be used, and close it; or nothing."""
    try:
        code = raw.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, os.strerror(code))
        prepared(raw)
    except OSError as error:
        raw.close()
        return _own(error)
    return None


def _own(error: OSError) -> OSError:
    """Return the failure of an address, after which the next one has its turn."""
    if interrupts(error):
        raise error
    return error
