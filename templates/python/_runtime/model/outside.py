"""Values that callers bring along: their own models, enumerations, dates, collections of any kind.

Job: give each the form that its author gives it, one level deep, or refuse it by the name of its
type. What could be meant in two ways is refused: nothing may travel that wasn't meant. `wire` asks
for what is neither JSON nor an object of the package.
"""

from __future__ import annotations

import json
from collections import UserString
from collections.abc import Iterator, Mapping, Sequence, ValuesView
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from io import IOBase
from typing import Any, Final, cast
from uuid import UUID

from pydantic import BaseModel

from ..vocabulary.json_types import class_of
from ..vocabulary.signals import interrupts

_NO_LISTS: Final = (bytes, bytearray, memoryview, IOBase)
"""What can be gone through and is no list."""

_WHOLE: Final[Any] = {"mode": "json", "by_alias": True, "warnings": False}
"""How a model is dumped: its defaults count, since its author wrote them down."""
_NONE: Final = object()


class NoForm(TypeError):
    """A value has no JSON form, or more than one."""

    def __init__(self, value: object, reason: str = "") -> None:
        because = f": {reason}" if reason else ""
        super().__init__(f"a value of type {type(value).__name__} can't be sent as JSON{because}")
        self.value = value


def plain(value: Any) -> Any:
    """Return what `json` doesn't know itself as something that it does, one level deep.

    Raises:
        NoForm: the value has no JSON form that can't be mistaken.
    """
    if isinstance(value, int | float | str):
        return value
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UserString | UUID):
        return str(value)
    if isinstance(value, date):
        return _date(value)
    if isinstance(value, type):
        raise NoForm(value, f"it is the class {value.__name__} itself")
    dump = _dump(value)
    if dump is not _NONE:
        return dump
    if _is_list(value):
        return list(value)
    raise NoForm(value)


def _is_list(value: object) -> bool:
    is_collection = isinstance(value, Sequence | Iterator | ValuesView)
    return is_collection and not isinstance(value, _NO_LISTS)


def _date(value: date) -> str:
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise NoForm(value, "it has no time zone")
    return value.isoformat()


def _dump(value: Any) -> Any:
    """Return an object of a class with fields as its class dumps it; `_NONE` for any other."""
    kind = class_of(value)
    try:
        if isinstance(value, BaseModel):
            return value.model_dump(**_WHOLE)
        if hasattr(kind, "__fields_set__") and hasattr(kind, "parse_obj"):  # of pydantic 1
            return json.loads(value.json(by_alias=True))
        if is_dataclass(value) and hasattr(kind, "__pydantic_serializer__"):
            return kind.__pydantic_serializer__.to_python(value, **_WHOLE)
    except Exception as error:
        if interrupts(error):
            raise
        problem = f"dumping it raised {type(error).__name__}"
    else:
        return _fields(value) if is_dataclass(value) else _NONE
    raise NoForm(value, problem)


def _fields(value: Any) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}
