"""What JSON calls its values.

Job: tell the JSON type of a value, whichever of Python's classes it has, and say it in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .spelled import Spelled

WORDS: Final[Mapping[str, str]] = {
    "string": "a string",
    "number": "a number",
    "boolean": "a boolean",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
"""The types as callers know them."""

_KINDS: Final[Mapping[type, str]] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    Spelled: "number",
    list: "array",
    tuple: "array",
    dict: "object",
    type(None): "null",
}


def kind_of(value: object) -> str:
    """Return the JSON type of `value`; a model is an object."""
    return _KINDS.get(type(value)) or _kind_of_derived(value)


def _kind_of_derived(value: object) -> str:
    derived = (kind for kind in (str, int, float, list, tuple) if isinstance(value, kind))
    return _KINDS[next(derived, dict)]
