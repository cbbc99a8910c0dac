"""What a person sees while a call is under way: that it goes on, since when, and how often tried.

Job: keep one line of a terminal up to date and take it away in the end. Elsewhere nothing is shown:
logs and pipes get what is final only. `invocation` uses it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from typing import Final

from ..setup.events import RetryEvent
from . import streams
from .display import terminal

_SECONDS: Final = 1.0
_CLEAR: Final = "\r\x1b[K"


class Waiting:
    """A line of standard error that tells of a call; a context manager that shows it."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._told = "waiting for the answer"
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def again(self, event: RetryEvent) -> None:
        """Tell that a try failed and another one follows."""
        self._told = f"{event.error}, waiting for the answer to try {event.attempt + 1}"

    def __enter__(self) -> Waiting:
        if terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
            self._thread = threading.Thread(target=self._show, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join(_SECONDS)  # a terminal that is stopped takes nothing
            _write(_CLEAR)

    def _show(self) -> None:
        began = time.monotonic()
        while not self._over.wait(_SECONDS):
            seconds = round(time.monotonic() - began)
            _write(f"{_CLEAR}{self._program}: {self._told}, {seconds} s")


def _write(text: str) -> None:
    with suppress(OSError, ValueError):
        streams.write(sys.stderr, text.encode("ascii", "backslashreplace"))
