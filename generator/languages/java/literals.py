"""Texts, numbers, booleans and names as expressions of Java, and back.

Job: one expression for each value, in ASCII, which the compiler takes for that value and a class
file can hold. String literals are read back, by the proof as well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from generator.languages.java.naming import is_identifier
from generator.languages.text import Code

LONGEST_LITERAL: Final = 65_535
"""Bytes of a constant in a class file, in its own form of UTF-8."""
PIECE: Final = 10_000
"""Characters of each of the constants that longer texts are made of."""
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=16_384, typed=True)
def literal(value: object) -> Code:
    """Return the expression that evaluates to a text, a number or a boolean.

    Raises:
        ValueError: the value has no such expression.
    """
    if isinstance(value, bool):
        return Code("true" if value else "false")
    if isinstance(value, int):
        fits = -(2**63) <= value < 2**63
        return Code(f"{value}L" if fits else f'JsonValue.parse("{value}")')
    if isinstance(value, float) and math.isfinite(value):
        return Code(repr(value))
    if not isinstance(value, str):
        raise ValueError(f"{value!r} can't be written as a literal")
    if is_long(value):
        pieces = (literal(value[n : n + PIECE]) for n in range(0, len(value), PIECE))
        return Code(f'String.join("", {", ".join(pieces)})')
    source = f'"{"".join(map(_escaped, value))}"'
    if read_literal(source) != value:
        raise ValueError(f"{value!r} doesn't read back")
    return Code(source)


def is_long(text: str) -> bool:
    """Return whether a class file can't hold a text as one constant."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 * 3 > LONGEST_LITERAL


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if " " <= char <= "~":
        return char
    units = char.encode("utf-16-be", "surrogatepass")  # two, where one isn't enough
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


@lru_cache(maxsize=16_384)
def read_literal(source: str) -> str:
    """Return the text that a string literal stands for.

    Raises:
        ValueError: it is none, or holds an escape that is never written.
    """
    inner = source[1:-1]
    if source[:1] != '"' or source[-1:] != '"' or len(source) < 2:
        raise ValueError(f"{source!r} is no literal")
    back = {escape: char for char, escape in _ESCAPES.items()}
    parts = re.findall(r'\\u[0-9a-f]{4}|\\[nrt"\\]|[^\\"]', inner)
    if "".join(parts) != inner:
        raise ValueError(f"{source!r} holds what no literal has")
    units = (back.get(p) or (chr(int(p[2:], 16)) if p.startswith("\\u") else p) for p in parts)
    text = "".join(units)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@lru_cache(maxsize=16_384)
def identifier(name: str) -> Code:
    """Return a name as code.

    Raises:
        ValueError: it isn't an ASCII identifier, dotted or not.
    """
    if not all(map(is_identifier, name.split("."))):
        raise ValueError(f"{name!r} isn't an identifier")
    return Code(name)


def texts(values: Iterable[str]) -> Code:
    """Return the literals of some texts, with commas between them."""
    return Code(", ".join(map(literal, values)))


def names(values: Iterable[str]) -> Code:
    """Return some names, with commas between them."""
    return Code(", ".join(map(identifier, values)))
