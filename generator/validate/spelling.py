"""Values as they were meant: a number that stands where a text belongs, and the other way round.

YAML reads `version: 1.10` as a number; what its author wrote is in the text of the file still.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from generator.document import Document, Node, Value

_SCALAR: Final = re.compile(r"[^\s,\[\]{}#\"']+")
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SWITCHES: Final = {"true": True, "false": False, "True": True, "False": False}


def spelling(document: Document, node: Node) -> str:
    """Return how a number or a switch is written in its file."""
    text = json.dumps(node.value)
    lines = _lines(document.sources.get(node.where.file, ""))
    if node.where.line > len(lines):
        return text
    scalar = _SCALAR.match(lines[node.where.line - 1], node.where.column - 1)
    return scalar[0] if scalar and _is_spelt(scalar[0], node.value) else text


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    return text.splitlines()


def _is_spelt(text: str, value: object) -> bool:
    """Return whether a text is a way to write the value."""
    if isinstance(value, bool):
        return _SWITCHES.get(text) is value
    return bool(_NUMBER.fullmatch(text)) and float(text) == value


def as_type(document: Document, node: Node, types: Iterable[str]) -> Value:
    """Return the value as one of a type of JSON Schema, where it says the same; else None.

    One thing that stands where a list of such belongs is a list of one.
    """
    value = node.value
    for name in types:
        match name, value:
            case "string", bool() | int() | float():
                return spelling(document, node)
            case "boolean", str() if value in _SWITCHES:
                return _SWITCHES[value]
            case (("integer" | "number"), str()) if _NUMBER.fullmatch(value):
                number = float(value)
                if number.is_integer() and abs(number) < 2**53:
                    return int(number)
                if name == "number":
                    return number
            case "array", str():
                return [value]
            case "array", Mapping() if value:
                return [node.plain()]
    return None
