"""Methods that give back streams as bytes, of operations that are to go.

Job: the twins of `raw` as type checkers and editors mark them: a method's own mark doesn't reach
what is made of it. At run time they are the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, overload

from ..vocabulary.deprecation import deprecated
from .raw import AsyncRawStreamMethod, RawStreamMethod, async_raw_stream, raw_stream
from .stream import AsyncStream, Stream

P = ParamSpec("P")


class DeprecatedRawStreamMethod(RawStreamMethod[P]):
    """The twin of a method with a stream."""

    @overload
    @deprecated("This operation is deprecated.")
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], Stream[bytes]]: ...
    @overload
    @deprecated("This operation is deprecated.")
    def __get__(self, instance: object, owner: type[Any]) -> Callable[P, Stream[bytes]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError


class DeprecatedAsyncRawStreamMethod(AsyncRawStreamMethod[P]):
    """The twin of such a method that is awaited."""

    @overload
    @deprecated("This operation is deprecated.")
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[bytes]]]: ...
    @overload
    @deprecated("This operation is deprecated.")
    def __get__(
        self, instance: object, owner: type[Any]
    ) -> Callable[P, Coroutine[Any, Any, AsyncStream[bytes]]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError


def deprecated_raw_stream(
    method: Callable[Concatenate[Any, P], Stream[Any]],
) -> DeprecatedRawStreamMethod[P]:
    """Return the twin of a method that blocks and has a stream."""
    untyped: Any = raw_stream(method)
    twin: DeprecatedRawStreamMethod[P] = untyped
    return twin


def deprecated_async_raw_stream(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[Any]]],
) -> DeprecatedAsyncRawStreamMethod[P]:
    """Return the twin of a method that is awaited and has a stream."""
    untyped: Any = async_raw_stream(method)
    twin: DeprecatedAsyncRawStreamMethod[P] = untyped
    return twin
