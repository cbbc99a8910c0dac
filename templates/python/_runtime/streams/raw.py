"""Methods that give back streams as bytes, made of those whose items are read.

Job: from a method with a stream make its twin, as `raw_methods` does from others.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, overload

from ..call.raw_methods import Unread, shown
from ..vocabulary.tracebacks import of_assertions
from .stream import AsyncStream, Stream

P = ParamSpec("P")

__tracebackhide__ = of_assertions


class RawStreamMethod(Generic[P]):
    """How type checkers see the twin of a method with a stream; at run time it is a function."""

    @overload
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], Stream[bytes]]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> Callable[P, Stream[bytes]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError

    def __set__(self, instance: object, value: Callable[..., Any]) -> None:
        raise NotImplementedError


class AsyncRawStreamMethod(Generic[P]):
    """How type checkers see the twin of such a method that is awaited."""

    @overload
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[bytes]]]: ...
    @overload
    def __get__(
        self, instance: object, owner: type[Any]
    ) -> Callable[P, Coroutine[Any, Any, AsyncStream[bytes]]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError

    def __set__(self, instance: object, value: Callable[..., Any]) -> None:
        raise NotImplementedError


def raw_stream(method: Callable[Concatenate[Any, P], Stream[Any]]) -> RawStreamMethod[P]:
    """Return the twin of a method that blocks and has a stream: its bytes, as they come."""

    @wraps(method)
    def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return method(Unread(self), *args, **arguments)

    return shown(twin, method, "Stream[bytes]", Stream[bytes])  # type: ignore[no-any-return]


def async_raw_stream(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[Any]]],
) -> AsyncRawStreamMethod[P]:
    """Return the twin of a method that is awaited and has a stream."""

    @wraps(method)
    async def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return await method(Unread(self), *args, **arguments)

    return shown(twin, method, "AsyncStream[bytes]", AsyncStream[bytes])  # type: ignore[no-any-return]
