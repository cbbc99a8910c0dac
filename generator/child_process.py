"""Work that a child process does while its parent does other work.

Job: have two processors do what doesn't depend on each other, where the system can make a child
that knows all that its parent knows. A child hands over what came out, and nothing else: what goes
wrong in it goes wrong in its parent as well, which then does the work itself and tells it as ever.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, NoReturn, TypeVar

T = TypeVar("T")

CAN_FORK: Final = sys.platform == "linux"
"""Elsewhere `fork` is missing, or libraries of the system don't bear it."""


@contextmanager
def child(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Start work, and yield what waits for it and returns what came out, or raises what it raises.

    The child ends when the context does. Where there can't be one, the work is done when it is
    asked for.
    """
    reader, writer = os.pipe()
    number = _forked()
    if number == 0:
        _hand_over(work, writer)
    os.close(writer)
    with open(reader, "rb") as stream:
        if number is None:
            yield work
            return
        try:
            yield lambda: _received(stream, work)
        finally:
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)


def _forked() -> int | None:
    """Return the number of a child, 0 in the child itself, and `None` where there can't be one."""
    if not CAN_FORK or len(os.sched_getaffinity(0)) < 2 or threading.active_count() > 1:
        return None
    if signal.getsignal(signal.SIGCHLD) == signal.SIG_IGN:  # nobody could wait for a child
        return None
    try:
        return os.fork()
    except OSError:  # too many processes, or too little memory
        return None


def _hand_over(work: Callable[[], T], writer: int) -> NoReturn:
    """Do the work in the child, which ends with it: nothing of its parent's is undone twice."""
    try:
        data = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with open(writer, "wb") as stream:
            stream.write(data)
    finally:
        os._exit(0)


def _received(stream: BinaryIO, work: Callable[[], T]) -> T:
    """Return what the child made; what it couldn't make is made here."""
    try:
        result: T = pickle.load(stream)
    except (EOFError, pickle.UnpicklingError):
        return work()
    return result
