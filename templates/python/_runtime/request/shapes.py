"""Which JSON types an argument takes, as the class of the request body says.

Job: refuse a number where a text is wanted, or an object where a list is, before it is sent: such a
mistake is never what a provider has added since. It looks at the argument itself and at nothing
inside of it. `building` asks; what a class says is read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

_WORDS: Final[Mapping[str, str]] = {
    "string": "a string",
    "number": "a number",
    "boolean": "a boolean",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
_EVERY: Final = frozenset(_WORDS)
_OF_TYPES: Final[Mapping[Any, str]] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    list: "array",
    dict: "object",
    NoneType: "null",
}


def misfit(model: Any, wire: str, value: object) -> str | None:
    """Say how a value misses all JSON types of a field, in words without the value."""
    shape, shapes = _shape(value), _shapes(model).get(wire, _EVERY)
    if shape is None or shape in shapes:
        return None
    wanted = " or ".join(_WORDS[each] for each in _WORDS if each in shapes and each != "null")
    return f"has to be {wanted}, not {_WORDS[shape]}"


@lru_cache
def _shapes(model: Any) -> Mapping[str, frozenset[str]]:
    """Return the JSON types of a class's fields, by wire name."""
    fields = ((field.alias or name, field) for name, field in model.model_fields.items())
    return {wire: _kinds(field.annotation) for wire, field in fields}


def _kinds(annotation: Any) -> frozenset[str]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kinds(arguments[0])
    if hasattr(annotation, "__value__"):  # an alias with a name
        return _kinds(annotation.__value__)
    if origin in (Union, UnionType):
        return frozenset[str]().union(*map(_kinds, arguments))
    if origin is Literal:
        return frozenset(_OF_TYPES[type(value)] for value in arguments)
    if (origin or annotation) in _OF_TYPES:
        return frozenset({_OF_TYPES[origin or annotation]})
    return frozenset({"object"}) if hasattr(annotation, "model_fields") else _EVERY


def _shape(value: object) -> str | None:
    """Return the JSON type that a value has for sure; `None` where its author decides."""
    if isinstance(value, Enum):
        return _shape(value.value)
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "boolean" if isinstance(value, bool) else "number"
    if isinstance(value, Mapping) or hasattr(type(value), "__received__"):
        return "object"
    return "array" if isinstance(value, list | tuple) else None
