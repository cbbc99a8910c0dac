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
    """The search, as far as this package puts it off."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reading = False
        fork.tell(self)

    def abandon(self) -> None:
        """Let a child search again that was forked while a thread of its parent was reading."""
        if self._reading:
            gc.enable()
        self._reading, self._lock = False, Lock()

    @contextmanager
    def put_off(self, size: int) -> Iterator[None]:
        """Put the search off while a text of `size` bytes is read, if that is large.

        One reader at a time does: of many, whose readings overlap without end, there would always
        be one, and garbage would pile up.
        """
        lock = self._lock
        if size < _LARGE or not gc.isenabled() or not lock.acquire(blocking=False):
            yield
            return
        try:
            self._reading = True
            gc.disable()
            yield
        finally:
            gc.enable()
            self._reading = False
            lock.release()


COLLECTION: Final = Collection()
