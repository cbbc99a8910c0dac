"""Signals that ask a command to end: each raises an exception, and so what was begun is undone.

Job: have SIGTERM and SIGHUP do what Control-C does, so that temporary folders and half of an output
don't outlive the command. What was told to ignore a signal, as by `nohup`, goes on ignoring it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Final

from generator.exit_codes import SIGNALLED

ENDS: Final = {"SIGTERM": "terminated", "SIGHUP": "hung up"}
"""How a process is said to have ended by each signal; Windows lacks the second."""


class EndedBySignal(KeyboardInterrupt):
    """A signal that isn't Control-C asked the process to end; the message says how."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(ENDS[number.name])
        self.exit_code = SIGNALLED + number


@contextmanager
def undoing() -> Iterator[None]:
    """Have each signal raise an `EndedBySignal` within, where signals can be caught."""
    with ExitStack() as handlers:
        if threading.current_thread() is threading.main_thread():
            for name in ENDS:
                if hasattr(signal, name):
                    handlers.enter_context(_caught(getattr(signal, name)))
        yield


@contextmanager
def _caught(number: signal.Signals) -> Iterator[None]:
    before = signal.getsignal(number)
    if before is signal.SIG_IGN:
        yield
        return
    signal.signal(number, _raise)
    try:
        yield
    finally:
        signal.signal(number, before)


def _raise(number: int, _: FrameType | None) -> None:
    raise EndedBySignal(signal.Signals(number))
