"""Work that takes as long as it takes, in threads of its own.

Job: look up names and have the system judge certificates, which both take no limit, so that a call
whose time is up goes on without them. Each has a thread to itself: neither waits for other work,
and the interpreter's end for none of them. `backend` and `tls_stream` wait for such work by a
thread, `backend_async` and `tls_stream_async` in an event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def start(work: Callable[[], T]) -> Future[T]:
    """Return where the work's result will be, or what it raised; it can't be cancelled."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()
    Thread(target=_done, args=(work, future), daemon=True).start()
    return future


def _done(work: Callable[[], T], future: Future[T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001  # it is raised where the result is asked for
        future.set_exception(error)
    finally:
        del future  # the exception leads here
