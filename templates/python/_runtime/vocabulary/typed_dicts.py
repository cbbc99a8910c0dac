"""TypedDicts that stand in models of pydantic on every Python.

Job: be `typing.TypedDict`, under a class of another module. Before Python 3.12 pydantic refuses
those of `typing` by that, since they don't say what they were made of; these do. Type checkers see
`typing.TypedDict` and nothing of this.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Mapping
from types import new_class
from typing import Any


class _Plain(typing.TypedDict):
    pass


class TypedDictType(type(_Plain)):  # type: ignore[misc]  # no name of it is public
    """The class of TypedDicts here: that of `typing`, in a module of ours."""


def _known(class_: Any) -> Any:
    class_.__class__ = TypedDictType
    class_.__orig_bases__ = (typing.TypedDict,)
    return class_


class _Maker(type):
    """Makes a TypedDict of each class statement that names the base below."""

    def __new__(  # pyright: ignore[reportIncompatibleMethodOverride]
        cls, name: str, bases: tuple[Any, ...], body: Mapping[str, Any], *, total: bool = True
    ) -> Any:
        bases = (typing.TypedDict,)
        return _known(new_class(name, bases, {"total": total}, lambda into: into.update(body)))


_BASE: Any = type.__new__(_Maker, "TypedDict", (), {})


class _TypedDict:
    """What stands for `typing.TypedDict`: as a base, and called with a name and fields."""

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        return (_BASE,)

    def __call__(self, name: str, fields: Mapping[str, Any], *, total: bool = True) -> Any:
        frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
        module = frame.f_globals["__name__"]  # where its annotations are read
        namespace = {"__module__": module, "__annotations__": dict(fields)}
        return _Maker(name, (), namespace, total=total)


if typing.TYPE_CHECKING:
    from typing import TypedDict as TypedDict
else:
    TypedDict = _TypedDict()
