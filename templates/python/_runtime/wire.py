"""Between Python values and JSON text: what travels, and nothing else.

Job: turn models, mappings and sequences, mixed as the caller likes, into JSON, and JSON into plain
values. It must not validate: what is sent is exactly what was set.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Set
from functools import partial
from typing import Any

from pydantic import BaseModel

from . import spelled
from .received import in_order, received
from .repeats import Repeats

_names: dict[type[BaseModel], dict[str, str]] = {}


def wire_names(model: type[BaseModel]) -> dict[str, str]:
    """Return the fields of `model` whose wire name differs, by Python name."""
    names = _names.get(model)
    if names is None:
        fields = model.model_fields
        names = {name: f.alias for name, f in fields.items() if f.alias not in (None, name)}
        _names[model] = names
    return names


def members(value: BaseModel) -> dict[str, Any]:
    """Return what is set on a model by wire name; the values are as they are.

    The order is that of the object that it was read from; else the class's, with extra fields last.
    """
    names, fields_set = wire_names(type(value)), value.__pydantic_fields_set__
    result = {
        names.get(name, name) if names else name: member
        for name, member in value.__dict__.items()
        if name in fields_set
    }
    if value.__pydantic_extra__:
        result.update(value.__pydantic_extra__)
    source = received(value)
    return result if source is None else in_order(result, source)


def _content(value: BaseModel) -> Any:
    """Return what a model stands for: its members, or the single value of pydantic's root models."""
    return vars(value)["root"] if value.__pydantic_root_model__ else members(value)


def to_wire(value: Any) -> Any:
    """Return `value` as plain JSON values: new dictionaries and lists, the scalars unchanged."""
    while isinstance(value, BaseModel):
        value = _content(value)
    if isinstance(value, Mapping):
        return {key: to_wire(member) for key, member in value.items()}
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return value
    return [to_wire(member) for member in value]


_NO_LISTS = (bytes, bytearray, memoryview, Set)
"""What can be gone through and is no list: bytes, and sets, which have no order."""


def _plain(value: Any) -> Any:
    """Return what `json` doesn't know itself as something that it does, one level deep."""
    if isinstance(value, BaseModel):
        return _content(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable) and not isinstance(value, _NO_LISTS):
        return list(value)
    raise TypeError(f"a value of type {type(value).__name__} can't be sent as JSON")


def encode(value: Any, *, indent: int | None = None) -> bytes:
    """Return `value` as JSON text in UTF-8, on one line unless `indent` is given.

    Raises:
        TypeError: something in it has no JSON form.
        ValueError: a number is not finite, or the value contains itself.
    """
    try:
        return _dumps(value, indent=indent, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a surrogate pair has a JSON form only as an escape
        return _dumps(value, indent=indent, ensure_ascii=True).encode()


def _dumps(value: Any, **form: Any) -> str:
    form["separators"] = (",", ":") if form["indent"] is None else None
    dumps: Callable[..., str] = partial(json.dumps, allow_nan=False, **form)
    if not spelled.seen:
        return dumps(value, default=_plain)
    marks = spelled.Marks()
    return marks.replaced(dumps(marks.marked(value), default=marks.before(_plain)))


class NotJSON(ValueError):
    """A text holds what Python reads as JSON and what isn't."""


def _refuse_constant(text: str) -> Any:
    raise NotJSON(f"{text} is not JSON")


def loads(text: bytes, repeats: Repeats | None = None) -> Any:
    """Return the value that the JSON text stands for; `repeats` is told what it names twice.

    Raises:
        JSONDecodeError, UnicodeDecodeError, NotJSON: it isn't JSON in UTF-8.
        ValueError: a number is beyond all floats, or has more digits than Python reads.
        RecursionError: it is nested too deeply.
    """
    return json.loads(
        text.decode("utf-8-sig"),
        parse_constant=_refuse_constant,
        parse_float=spelled.real,
        object_pairs_hook=None if repeats is None else repeats.mapping,
    )
