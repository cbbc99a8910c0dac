"""Methods that give back answers as they came, of operations that are to go.

Job: the twins of `raw_methods` as type checkers and editors mark them: a method's own mark doesn't
reach what is made of it. At run time they are the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar

from ..call.raw_methods import DeprecatedTwin, async_raw, raw
from ..response.raw import RawResponse

P = ParamSpec("P")
R = TypeVar("R")


def deprecated_raw(
    method: Callable[Concatenate[Any, P], R],
) -> DeprecatedTwin[P, RawResponse[R]]:
    """Return the twin of a method that blocks."""
    untyped: Any = raw(method)
    twin: DeprecatedTwin[P, RawResponse[R]] = untyped
    return twin


def deprecated_async_raw(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, R]],
) -> DeprecatedTwin[P, Coroutine[Any, Any, RawResponse[R]]]:
    """Return the twin of a method that is awaited."""
    untyped: Any = async_raw(method)
    twin: DeprecatedTwin[P, Coroutine[Any, Any, RawResponse[R]]] = untyped
    return twin
