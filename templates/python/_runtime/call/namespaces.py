"""What hangs on a client: objects with the methods of operations, each made once.

Job: give a client and its namespaces attributes that are made when they are first asked for and
stay the same object from then on, so that what is put onto one (a mock, a tracer's wrapper) is
there for every call. A name that none of them has can't be set: nothing would ever read it.
Namespaces refer to the session, never to a client, so that neither keeps the other alive.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from .session import SyncSession
from .session_async import AsyncSession
from .signatures import spell_out

if TYPE_CHECKING:
    from typing import Self

S = TypeVar("S", SyncSession, AsyncSession)
V = TypeVar("V")


class CachedProperty(Generic[V]):
    """An attribute that is made once for each object, whichever thread is first.

    It can be set, which replaces the value, and deleted, which has it made anew.
    """

    def __init__(self, make: Callable[[Any], V]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> V: ...
    def __get__(self, instance: object, owner: type[Any]) -> Any:
        if instance is None:
            return self
        values = vars(instance)
        if self._name not in values:
            values.setdefault(self._name, self._make(instance))
        return values[self._name]

    def __set__(self, instance: object, value: V) -> None:
        vars(instance)[self._name] = value

    def __delete__(self, instance: object) -> None:
        if vars(instance).pop(self._name, self) is self:
            raise AttributeError(f"{self._name} hasn't been made or set")


class _Namespace(Generic[S]):
    """Methods, and other namespaces."""

    def __init__(self, session: S) -> None:
        self._session: S = session

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        spell_out(cls)

    if not TYPE_CHECKING:  # for type checkers there is no name but those that a class declares

        def __setattr__(self, name: str, value: object) -> None:
            refuse_unknown(self, name, SyncNamespace, AsyncNamespace)
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._session.configuration.base_url}>"


class SyncNamespace(_Namespace[SyncSession]):
    """Methods that block."""


class AsyncNamespace(_Namespace[AsyncSession]):
    """Methods that are awaited."""


def refuse_unknown(owner: object, name: str, *bases: type[Any]) -> None:
    """Refuse to set what a class doesn't have, unless the class is one of the user's own.

    Raises:
        AttributeError: nothing would ever read it. The message names what may be meant.
    """
    kind = type(owner)
    if name.startswith("_") or hasattr(kind, name) or kind.__base__ not in bases:
        return
    from difflib import get_close_matches  # of no use to code that is right

    public = [attribute for attribute in dir(kind) if not attribute.startswith("_")]
    close = get_close_matches(name, public, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"there is {', '.join(public)}"
    raise AttributeError(f"{kind.__name__} has no {name!r}, so setting it changes nothing; {hint}")
