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
from ..vocabulary.deprecation import deprecated
from ..vocabulary.tracebacks import of_assertions

P = ParamSpec("P")
A = TypeVar("A")
R = TypeVar("R")

__tracebackhide__ = of_assertions


class Twin(Generic[P, A]):
    """How type checkers see the twin of a method; at run time it is a function."""

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Callable[Concatenate[Any, P], A]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> Callable[P, A]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError

    def __set__(self, instance: object, value: Callable[..., Any]) -> None:
        raise NotImplementedError


class DeprecatedTwin(Twin[P, A]):
    """The twin of one that is to go: a method's own mark doesn't reach what is made of it."""

    @overload
    @deprecated("This operation is deprecated.")
    def __get__(self, instance: None, owner: type[Any]) -> Callable[Concatenate[Any, P], A]: ...
    @overload
    @deprecated("This operation is deprecated.")
    def __get__(self, instance: object, owner: type[Any]) -> Callable[P, A]: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        raise NotImplementedError


def raw(method: Callable[Concatenate[Any, P], R]) -> Twin[P, RawResponse[R]]:
    """Return the twin of a method that blocks."""

    @wraps(method)
    def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return method(Unread(self), *args, **arguments)

    return shown(twin, method, *_raw_answer(method))  # type: ignore[no-any-return]


def async_raw(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, R]],
) -> Twin[P, Coroutine[Any, Any, RawResponse[R]]]:
    """Return the twin of a method that is awaited."""

    @wraps(method)
    async def twin(self: Any, *args: Any, **arguments: Any) -> Any:
        return await method(AsyncUnread(self), *args, **arguments)

    return shown(twin, method, *_raw_answer(method))  # type: ignore[no-any-return]


class Unread:
    """What a method sees of a namespace: a session whose calls give back answers as they came."""

    def __init__(self, namespace: Any) -> None:
        self._session = self
        self.reader = namespace._session
        self.call = self.reader.call_raw

    def read(self, operation: object, raw: R) -> R:
        """Return an answer as it came."""
        return raw


class AsyncUnread(Unread):
    """The same for methods that are awaited."""

    async def read(self, operation: object, raw: R) -> R:  # type: ignore[override]
        """Return an answer as it came."""
        return raw


def _raw_answer(method: Callable[..., Any]) -> tuple[str, Any]:
    """Return what the twin of a method without a stream returns, as a text and as a type."""
    answer = str(signature(method).return_annotation)
    generic: Any = RawResponse  # which type checkers want to give no values
    return f"RawResponse[{answer}]", generic[ForwardRef(answer, module=method.__module__)]


def shown(twin: Any, method: Callable[..., Any], answer: str, returned: Any) -> Any:
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
