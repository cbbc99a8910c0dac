"""Methods that give back streams as bytes, of operations that are to go.

Job: the twins of `raw` as type checkers and editors mark them: a method's own mark doesn't reach
what is made of it. At run time they are the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec

from ..call.raw_methods import DeprecatedTwin
from .raw import async_raw_stream, raw_stream
from .stream import AsyncStream, Stream

P = ParamSpec("P")


def deprecated_raw_stream(
    method: Callable[Concatenate[Any, P], Stream[Any]],
) -> DeprecatedTwin[P, Stream[bytes]]:
    """Return the twin of a method that blocks and has a stream."""
    untyped: Any = raw_stream(method)
    twin: DeprecatedTwin[P, Stream[bytes]] = untyped
    return twin


def deprecated_async_raw_stream(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[Any]]],
) -> DeprecatedTwin[P, Coroutine[Any, Any, AsyncStream[bytes]]]:
    """Return the twin of a method that is awaited and has a stream."""
    untyped: Any = async_raw_stream(method)
    twin: DeprecatedTwin[P, Coroutine[Any, Any, AsyncStream[bytes]]] = untyped
    return twin
