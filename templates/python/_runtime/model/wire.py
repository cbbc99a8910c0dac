"""Between Python values and JSON text: what travels, and nothing else.

Job: turn models, mappings and sequences, mixed as the caller likes, into JSON, and JSON into plain
values. What isn't of the package has the form that `outside` gives it. It must not validate: what
is sent is exactly what was set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final

from ..vocabulary import spelled
from ..vocabulary.json_text import loads
from ..vocabulary.json_types import Sendable, class_of
from ..vocabulary.pointers import join
from . import outside
from .nested import Items, Record
from .outside import NoForm

_PLAIN: Final = frozenset({str, int, float, bool, type(None), dict, list})
_LISTS: Final = frozenset({list, Items})
_HALF: Final = "[\ud800-\udfff]"
"""Half a surrogate pair, which has a JSON form only as an escape."""


def to_wire(value: Sendable) -> Any:
    """Return `value` as plain JSON values: new dictionaries and lists, the scalars unchanged."""
    if type(value) not in _PLAIN and not isinstance(value, str | dict):
        with suppress(NoForm):
            value = plain(value)
    if isinstance(value, Mapping):
        return {key: to_wire(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [to_wire(member) for member in value]
    return value


def plain(value: Any) -> Any:
    """Return what `json` doesn't know itself as something that it does, one level deep.

    Raises:
        NoForm: the value has no JSON form that can't be mistaken.
    """
    if isinstance(value, Record):
        return value.__dict__
    if hasattr(class_of(value), "__record__"):  # of another such package
        return loads(value.to_json().encode())
    return outside.plain(value)


def encode(value: Any, *, indent: int | None = None) -> bytes:
    """Return `value` as JSON text in UTF-8, on one line unless `indent` is given.

    Raises:
        TypeError: something in it has no JSON form; the text says where.
        ValueError: a number is not finite, or the value contains itself.
    """
    try:
        return _utf8(_dumps(value, indent))
    except NoForm as error:
        place = next(_places(value, error.value, ""), "")
        text = f"{error} (at {place})" if place else str(error)
    raise TypeError(text)


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return re.sub(_HALF, _escape, text).encode()


def _escape(half: re.Match[str]) -> str:
    return f"\\u{ord(half[0]):04x}"


def _places(value: Sendable, sought: object, pointer: str) -> Iterator[str]:
    """Yield the pointers to a value inside another one; what is read only once is left alone."""
    if value is sought:
        yield pointer or "/"
        return
    if type(value) not in _PLAIN and not isinstance(value, Iterator):
        with suppress(NoForm):
            value = plain(value)
    inner: Iterable[tuple[str | int, Sendable]] = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list | tuple):
        inner = enumerate(value)
    for name, member in inner:
        yield from _places(member, sought, join(pointer, name))


def _dumps(value: Any, indent: int | None) -> str:
    form: Any = {"indent": indent, "separators": (",", ":") if indent is None else None}
    dumps: Callable[..., str] = partial(json.dumps, allow_nan=False, ensure_ascii=False, **form)
    marks = spelled.Marks()
    marking = marks.before(plain)

    def form_of(part: Any) -> Any:
        # What nearly all are, without two more calls for each.
        return part.__dict__ if isinstance(part, Record) and not spelled.alive else marking(part)

    body = marks.marked(value) if spelled.alive else _opened(value)
    return marks.replaced(dumps(body, default=form_of))


def _opened(body: Any) -> Any:
    """Return a body whose lists of objects hold their members: `json` asks for each one by one."""
    if class_of(body) is not dict:
        return body
    return {name: _members(v) if _has_records(v) else v for name, v in body.items()}


def _has_records(value: Any) -> bool:
    return class_of(value) in _LISTS and bool(value) and isinstance(value[0], Record)


def _members(items: Iterable[Any]) -> list[Any]:
    return [each.__dict__ if isinstance(each, Record) else each for each in items]
