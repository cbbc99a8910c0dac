"""Work that would keep an event loop from everything else, done in a thread beside it.

Job: build and read the large bodies of async clients, and whatever is done for the first time in a
process: it imports and builds classes for a tenth of a second. One thread serves the process: more
of them would not be faster, since Python runs one at a time, and would take turns from the loop.
The context variables of the caller apply. Who is cancelled doesn't wait; what is being done is
finished and forgotten. Where no thread can be had, the work is done in place. Small work isn't
worth the way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import copy_context
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..vocabulary.json_types import Sendable
from . import fork

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

LARGE: Final = 64 * 1024
"""Bytes of an answer from which on it is read beside the loop; reading them takes milliseconds."""
_VALUES: Final = 2000
"""Values of a request from which on it is built beside the loop; 1,024 characters count as one."""

_LEFT: Final[list[object]] = []
"""Threads of a parent process, which a child doesn't have."""


class Worker:
    """A thread that is started with the first work."""

    def __init__(self) -> None:
        self._executor: ThreadPoolExecutor | None = None
        self._known: set[object] = set()
        self._process = os.getpid()
        self._lock = Lock()
        fork.register(self)

    def start_over(self) -> None:
        """Start anew, in a child that has no such thread."""
        _LEFT.append(self._executor)
        self._executor, self._process, self._lock = None, os.getpid(), Lock()

    async def run(self, work: Callable[[], T]) -> T:
        """Return what the work returns, or raise what it raises, and let the loop run meanwhile."""
        try:
            import asyncio  # expensive, and of no use to sync clients

            loop = asyncio.get_running_loop()
            future = loop.run_in_executor(self._thread(), copy_context().run, work)
        except (RuntimeError, ImportError, OSError):
            return work()  # another kind of loop, nothing to import it from, or the very end
        return await future

    async def do(self, kind: object, work: Callable[[], T], *, long: bool = False) -> T:
        """Return what the work returns: beside the loop if it's long or the first of its kind."""
        if kind in self._known and not long:
            return work()

        def noted() -> T:
            try:
                return work()
            finally:
                self._known.add(kind)

        return await self.run(noted)

    def _thread(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        if self._process != os.getpid():
            self.start_over()
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(1, thread_name_prefix="beside-the-loop")
            return self._executor


WORKER: Final = Worker()


def large(values: Iterable[Any]) -> bool:
    """Return whether it takes long to turn the values into JSON; finding out doesn't."""
    waiting, budget = list(values), _VALUES
    while waiting:
        value = waiting.pop()
        budget -= 1 + (len(value) >> 10 if isinstance(value, str) else 0)
        inner = _inner(value)
        if budget < len(inner):
            return True
        waiting.extend(inner)
    return budget < 0


def _inner(value: Sendable) -> Collection[Any]:
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, Mapping):
        return value.values()
    # An object of the package, as seen without importing its class.
    return vars(value).values() if hasattr(type(value), "__record__") else ()


def snapshot(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy that stays as it is when the caller's lists grow while it is being sent."""
    return {name: _copied(value) for name, value in arguments.items()}


def _copied(value: Sendable) -> Sendable:
    return list(value) if isinstance(value, list) else value
