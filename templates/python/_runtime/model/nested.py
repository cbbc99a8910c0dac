"""Objects inside of objects, which are made when they are first looked at.

Job: make a record of the class that is wanted, whose attributes are the members of a received
object, without a copy; and put what is made of a member in the member's place, once, whichever
thread comes first. A list that was converted is known by its class. `classes` puts these there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from threading import RLock
from typing import Any, Final, TypeVar

from ..vocabulary.json_types import class_of

T = TypeVar("T")


def per_class(find: Callable[[Any], T]) -> Callable[[Any], T]:
    """Return the function, with what it returns for a class remembered."""
    return cache(find)


class Items(list[Any]):
    """A list whose objects were made; copies and pickles of it are lists."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: object) -> Any:
        return list, (), None, iter(self)


class Members(dict[str, Any]):
    """The members of an object with free names, whose objects were made; copied the same way."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: object) -> Any:
        return dict, (), None, None, iter(self.items())


class Record:
    """An object whose `__dict__` is the JSON object that it was read from or stands for."""

    __slots__ = ("__beside__", "__dict__", "__weakref__")

    __record__ = True
    """Tells records of this and of other packages from all else."""


adopt: Final[Callable[[Any, dict[str, Any]], None]] = Record.__dict__["__dict__"].__set__
"""Make a dictionary the `__dict__` of a record: `adopt(record, members)`."""
BESIDE: Final = Record.__dict__["__beside__"]
"""The slot for what belongs to an object and is none of its members."""
bare: Final[Callable[..., Any]] = object.__new__
"""Make an object of a class without members: `bare(kind)`."""


def new_record(kind: type, members: dict[str, Any]) -> Any:
    """Return an object of the class with these members, unchecked; they become its own."""
    record: Any = bare(kind)
    adopt(record, members)
    return record


def beside(record: Any) -> dict[str, Any]:
    """Return what belongs to a record and is none of its members, to be read and changed."""
    with _Lock.held:
        try:
            values: dict[str, Any] = BESIDE.__get__(record)
        except AttributeError:
            values = {}
            BESIDE.__set__(record, values)
        return values


def kept(record: Any) -> dict[str, Any]:
    """Return what belongs to a record and is none of its members; nothing where nothing does."""
    try:
        values: dict[str, Any] = BESIDE.__get__(record)
    except AttributeError:
        return {}
    return values


class _Lock:
    """What is held while a member is converted."""

    held = RLock()

    @classmethod
    def renew(cls) -> None:
        """Forget that a thread of the parent process may have held it."""
        cls.held = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_Lock.renew)


class Member(property):
    """An attribute whose member has objects in it, another name, or a default."""

    def __init__(
        self,
        name: str,
        wire: str,
        make: Callable[[Any], Any] | None,
        absent: Callable[[Any], Any] | None,
    ) -> None:
        def remove(record: Any) -> None:
            try:
                del record.__dict__[wire]
            except KeyError:
                raise AttributeError(name) from None

        reader = _reader(wire, absent) if make is None else _converter(wire, make, absent)
        super().__init__(reader, lambda record, value: record.__setattr__(name, value), remove)


def _reader(wire: str, absent: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """Return what reads a member that holds no objects."""

    def read(record: Any) -> Any:
        members = record.__dict__
        if absent is not None and wire not in members:
            return absent(record)
        return members.get(wire)

    return read


def _converter(
    wire: str, make: Callable[[Any], Any], absent: Callable[[Any], Any] | None
) -> Callable[[Any], Any]:
    """Return what reads a member and puts objects in its place, the first time."""

    def read(record: Any) -> Any:
        members = record.__dict__
        value = members.get(wire)
        kind = class_of(value)
        if kind is dict or kind is list:
            with _Lock.held:
                value = members.get(wire)  # of which another thread may have made them meanwhile
                if class_of(value) is dict or class_of(value) is list:
                    value = members[wire] = make(value)
        elif value is None and absent is not None and wire not in members:
            return absent(record)
        return value

    return read
