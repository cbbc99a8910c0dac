"""Methods that give back answers as they came, made of those that read them.

Job: from a method of a namespace make its twin, which takes the same arguments, for people and for
type checkers. A method only hands its arguments to its session: the twin calls it with a session
whose calls aren't read.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ForwardRef, Generic, ParamSpec, TypeVar, overload

from ..response.raw import RawResponse
from ..vocabulary.tracebacks import of_assertions
from .streams import AsyncStream, Stream

P = ParamSpec("P")
R = TypeVar("R")

__tracebackhide__ = of_assertions


class RawMethod(Generic[P, R]):
    """How type checkers see the twin of a method that blocks; at run time it is a function."""

    @overload
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], RawResponse[R]]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> Callable[P, RawResponse[R]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError

    def __set__(self, instance: object, value: Callable[..., Any]) -> None:
        raise NotImplementedError


class AsyncRawMethod(Generic[P, R]):
    """How type checkers see the twin of a method that is awaited."""

    @overload
    def __get__(
        self, instance: None, owner: type[Any]
    ) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, RawResponse[R]]]: ...
    @overload
    def __get__(
        self, instance: object, owner: type[Any]
    ) -> Callable[P, Coroutine[Any, Any, RawResponse[R]]]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError

    def __set__(self, instance: object, value: Callable[..., Any]) -> None:
        raise NotImplementedError


def raw(method: Callable[Concatenate[Any, P], R]) -> RawMethod[P, R]:
    """Return the twin of a method that blocks."""

    @wraps(method)
    def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return method(_Unread(self), *args, **arguments)

    shown: RawMethod[P, R] = _shown(twin, method, *_raw_answer(method))
    return shown


def async_raw(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, R]],
) -> AsyncRawMethod[P, R]:
    """Return the twin of a method that is awaited."""

    @wraps(method)
    async def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return await method(_Unread(self), *args, **arguments)

    shown: AsyncRawMethod[P, R] = _shown(twin, method, *_raw_answer(method))
    return shown


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
        return method(_Unread(self), *args, **arguments)

    shown: RawStreamMethod[P] = _shown(twin, method, "Stream[bytes]", Stream[bytes])
    return shown


def async_raw_stream(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[Any]]],
) -> AsyncRawStreamMethod[P]:
    """Return the twin of a method that is awaited and has a stream."""

    @wraps(method)
    async def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return await method(_Unread(self), *args, **arguments)

    shown: AsyncRawStreamMethod[P]
    shown = _shown(twin, method, "AsyncStream[bytes]", AsyncStream[bytes])
    return shown


class _Unread:
    """What a method sees of a namespace: a session whose calls give back answers as they came."""

    def __init__(self, namespace: Any) -> None:
        self._session = self
        self.call = namespace._session.call_raw
        self.pages = namespace._session.pages_raw
        self.stream = namespace._session.stream_raw


def _raw_answer(method: Callable[..., Any]) -> tuple[str, Any]:
    """Return what the twin of a method without a stream returns, as a text and as a type."""
    answer = str(signature(method).return_annotation)
    generic: Any = RawResponse  # which type checkers want to give no values
    return f"RawResponse[{answer}]", generic[ForwardRef(answer, module=method.__module__)]


def _shown(twin: Any, method: Callable[..., Any], answer: str, returned: Any) -> Any:
    """Return the twin with a signature of its own, and a word about what it returns."""
    twin.__signature__ = signature(method).replace(return_annotation=answer)
    twin.__annotations__ = {**method.__annotations__, "return": returned}
    how = "; `parse()` reads it" if answer.startswith("RawResponse") else ", in pieces of bytes"
    twin.__doc__ = (
        f"Call `{method.__name__}` and return its answer as it came{how}.\n\n"
        f"{_rest(method.__doc__ or '')}"
    )
    return twin


def _rest(doc: str) -> str:
    """Return what a docstring says of arguments and failures."""
    start, end = doc.find("        Args:"), doc.find("        Returns:")
    return f"{doc[start:end]}{doc[doc.find('        Raises:'):]}" if 0 <= start < end else doc
