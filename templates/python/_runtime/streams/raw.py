"""Methods that give back streams as bytes, made of those whose items are read.

Job: from a method with a stream make its twin, as `raw_methods` does from others.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from ..call.raw_methods import Twin, Unread, shown
from ..vocabulary.tracebacks import of_assertions
from .stream import AsyncStream, Stream

P = ParamSpec("P")

__tracebackhide__ = of_assertions


def raw_stream(method: Callable[Concatenate[Any, P], Stream[Any]]) -> Twin[P, Stream[bytes]]:
    """Return the twin of a method that blocks and has a stream: its bytes, as they come."""

    @wraps(method)
    def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return method(Unread(self), *args, **arguments)

    return shown(twin, method, "Stream[bytes]", Stream[bytes])  # type: ignore[no-any-return]


def async_raw_stream(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[Any]]],
) -> Twin[P, Coroutine[Any, Any, AsyncStream[bytes]]]:
    """Return the twin of a method that is awaited and has a stream."""

    @wraps(method)
    async def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return await method(Unread(self), *args, **arguments)

    return shown(twin, method, "AsyncStream[bytes]", AsyncStream[bytes])  # type: ignore[no-any-return]
