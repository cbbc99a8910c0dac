"""Methods that give back answers as they came, of operations that are to go.

Job: the twins of `raw_methods` as type checkers and editors mark them: a method's own mark doesn't
reach what is made of it. At run time they are the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

from ..call.raw_methods import AsyncRawMethod, RawMethod, async_raw, raw
from ..response.raw import RawResponse
from ..vocabulary.deprecation import deprecated

P = ParamSpec("P")
R = TypeVar("R")


class DeprecatedRawMethod(RawMethod[P, R]):
    """The twin of a method that blocks."""

    @overload
    @deprecated("This operation is deprecated.")
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], RawResponse[R]]: ...
    @overload
    @deprecated("This operation is deprecated.")
    def __get__(self, instance: object, owner: type[Any]) -> Callable[P, RawResponse[R]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError


class DeprecatedAsyncRawMethod(AsyncRawMethod[P, R]):
    """The twin of a method that is awaited."""

    @overload
    @deprecated("This operation is deprecated.")
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, RawResponse[R]]]: ...
    @overload
    @deprecated("This operation is deprecated.")
    def __get__(
        self, instance: object, owner: type[Any]
    ) -> Callable[P, Coroutine[Any, Any, RawResponse[R]]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError


def deprecated_raw(
    method: Callable[Concatenate[Any, P], R],
) -> DeprecatedRawMethod[P, R]:
    """Return the twin of a method that blocks."""
    untyped: Any = raw(method)
    twin: DeprecatedRawMethod[P, R] = untyped
    return twin


def deprecated_async_raw(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, R]],
) -> DeprecatedAsyncRawMethod[P, R]:
    """Return the twin of a method that is awaited."""
    untyped: Any = async_raw(method)
    twin: DeprecatedAsyncRawMethod[P, R] = untyped
    return twin
