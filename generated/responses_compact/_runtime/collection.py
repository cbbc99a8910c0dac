"""Python's search for garbage, put off while a large answer is read.

Job: reading makes many objects at once and no garbage, but the search goes through all of them again
and again, and through everything else in the process, which takes a third of the time. It is off for
the milliseconds that the reading takes, and is left off where the process has it so. `response` reads
under this.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from . import fork

_LARGE: Final = 64 * 1024
"""Bytes from which on it makes a difference."""


class Collection:
    """Knows how many threads are reading, and whether the search was on before the first."""

    def __init__(self) -> None:
        self._readers = 0
        self._on = False
        self._lock = Lock()
        fork.tell(self)

    def abandon(self) -> None:
        """Let a child search again that was forked while a thread of its parent was reading."""
        if self._readers and self._on:
            gc.enable()
        self._readers, self._lock = 0, Lock()

    @contextmanager
    def put_off(self, size: int) -> Iterator[None]:
        """Put the search off while a text of `size` bytes is read, if that is large."""
        if size < _LARGE:
            yield
            return
        self._begin()
        try:
            yield
        finally:
            self._end()

    def _begin(self) -> None:
        with self._lock:
            if not self._readers:
                self._on = gc.isenabled()
                gc.disable()
            self._readers += 1

    def _end(self) -> None:
        with self._lock:
            self._readers -= 1
            if not self._readers and self._on:
                gc.enable()


COLLECTION: Final = Collection()
