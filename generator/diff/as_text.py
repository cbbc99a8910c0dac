"""Values that travel as text: which types read what values of another one are written as.

Job: in a path, a query, a header, a cookie or a form, `5` and `"5"` are the same characters. Say
whether who takes other types takes these characters still. It must not know what names stand for.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final, Literal as Choice, TypeAlias

from generator.api import NO_LIMITS, Array, Constant, Literal, Scalar, Type
from generator.diff.scalars import TypeDifference, limits

Notation: TypeAlias = Choice["json", "text", "items", "joined", "brackets"]
"""How a value is written: as JSON, or as its text. Lists are written item by item, each as if it
were alone, or joined to a text; in brackets all is text, however deep."""

Ways: TypeAlias = tuple[Notation, Notation]
"""How each side writes a value."""

JSON: Final[Ways] = ("json", "json")


def is_text(ways: Ways) -> bool:
    """Return whether both sides write a value as its text, and in comparable ways."""
    return "json" not in ways and (ways[0] == "brackets") == (ways[1] == "brackets")


def is_read(
    kind: Type, readers: Collection[Type], types: Collection[Type], notation: Notation
) -> bool:
    """Return whether what values of a type are written as is read still.

    Args:
        kind: what there was.
        readers: what reads a text alone, items of lists among it.
        types: what reads a text whole.
        notation: how it was written.
    """
    if isinstance(kind, Array):
        return notation == "joined" and any(_is_string(each) for each in types)
    return _is_read_alone(kind, readers)


def _is_string(kind: Type) -> bool:
    return isinstance(kind, Scalar) and kind.kind == "string"


def _is_read_alone(kind: Type, types: Collection[Type]) -> bool:
    texts = _texts(kind)
    if texts:
        return all(any(_takes(each, text) for each in types) for text in texts)
    return any(isinstance(each, Scalar) and each.kind in _wider(kind) for each in types)


def held(kind: Type, types: Collection[Type]) -> list[TypeDifference]:
    """Return to what more the widest of some types holds what a type is written as."""
    wider = _wider(kind)
    every = [each for each in types if isinstance(each, Scalar) and each.kind in wider]
    if not every or not isinstance(kind, Scalar):
        return []
    widest = max(every, key=lambda each: wider.index(each.kind))
    before = kind.limits if widest.kind in ("integer", "number") else NO_LIMITS
    bounds = limits(before, widest.limits)
    return [each for each in bounds if each.rule != "limit-loosened"]


def _wider(kind: Type) -> tuple[str, ...]:
    """Return the types that read whatever a type is written as."""
    match kind:
        case Scalar(kind="integer"):
            return ("integer", "number", "string")
        case Scalar(kind="number"):
            return ("number", "string")
        case Scalar() | Literal():
            return ("string",)
        case _:
            return ()


def _texts(kind: Type) -> list[str]:
    """Return what all values of a type are written as; nothing where there is no end to them."""
    match kind:
        case Literal(values=values, open=False):
            return [_text(value) for value in values]
        case Scalar(kind="boolean"):
            return ["true", "false"]
        case _:
            return []


def _text(value: Constant) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _takes(kind: Type, text: str) -> bool:
    match kind:
        case Literal(values=values, open=is_open):
            return is_open or text in map(_text, values)
        case Scalar(kind="string"):
            return True
        case Scalar(kind="boolean"):
            return text in ("true", "false")
        case Scalar(kind=name):
            return _is_number(text, whole=name == "integer")
        case _:
            return False


def _is_number(text: str, *, whole: bool) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return type(value) in ((int,) if whole else (int, float)) and json.dumps(value) == text
