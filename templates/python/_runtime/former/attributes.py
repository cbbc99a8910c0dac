"""Deprecated names of attributes: each reads and sets the attribute by its present name.

Job: stand in a class for one of its fields, and for an argument of its constructor. It is no field:
nothing that lists or writes the members of an object knows of it.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar, overload

from ..vocabulary.deprecation import deprecated, warn

T = TypeVar("T")


class Former(Generic[T]):
    """An attribute by a name that it had before."""

    def __init__(self, present: str) -> None:
        """Stand for the attribute of the present name."""
        self.name = present
        self._present = present

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, record: None, owner: type[Any]) -> Former[T]: ...
    @overload
    @deprecated("This attribute is called otherwise now.")
    def __get__(self, record: object, owner: type[Any]) -> T: ...
    def __get__(self, record: Any, owner: type[Any]) -> Any:
        if record is None:
            return self
        self._warn(owner)
        return getattr(record, self._present)

    @deprecated("This attribute is called otherwise now.")
    def __set__(self, record: object, value: T) -> None:
        self._warn(type(record))
        setattr(record, self._present, value)

    def renamed(self, kind: type[Any], members: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments of a constructor by the present name.

        Raises:
            TypeError: both names are there.
        """
        if self.name not in members:
            return members
        if self._present in members:
            raise TypeError(f"{kind.__name__}: {self.name} is {self._present}: give one of them")
        self._warn(kind)
        return {
            self._present if name == self.name else name: each for name, each in members.items()
        }

    def _warn(self, kind: type[Any]) -> None:
        warn(f"{kind.__name__}: {self.name} is deprecated: it is called {self._present}")
