"""What a signal handler raises, in the middle of whatever runs.

Job: tell it from a failure of what was running, which callers get under another name or only find
in the log. Task queues end a job in this way when its time is up (Celery's soft limit, RQ's
timeout), with exceptions of any class: that is for them to catch, so it passes out of a call
unchanged.
"""

from __future__ import annotations

import signal
from types import CodeType
from typing import Any

from .json_types import class_of

Traceback = Any


def interrupts(error: BaseException) -> bool:
    """Return whether a signal handler raised the error: a frame of one is in its traceback."""
    codes = {code for code in map(_code, _handlers()) if code is not None}
    traceback: Traceback = error.__traceback__
    while codes and traceback is not None:
        if traceback.tb_frame.f_code in codes:
            return True
        traceback = traceback.tb_next
    return False


def interruption(error: BaseException | None) -> BaseException | None:
    """Return what a signal handler raised, which may have been turned into `error` on its way."""
    for _ in range(10):
        if error is None or interrupts(error):
            return error
        error = error.__cause__ or error.__context__
    return None


def _handlers() -> list[Any]:
    """Return the handlers that are set, less what only says that there is none."""
    handlers = (signal.getsignal(number) for number in signal.valid_signals())
    return [handler for handler in handlers if callable(handler)]


def _code(handler: Any) -> CodeType | None:
    """Return the code that runs when the handler is called; one in C has none, and no frame."""
    for _ in range(8):  # partials of bound methods of callables, and so on
        code = getattr(handler, "__code__", None)
        if isinstance(code, CodeType):
            return code
        inner = getattr(handler, "func", None) or getattr(handler, "__func__", None)
        handler = inner or getattr(class_of(handler), "__call__", None)
    return None
