"""Numbers that Python would write in another way than they came: `1e-7`, `1.50`, 40 digits.

Job: let a number that is sent back look as it came. Such a number is read as a float that knows its
text; when JSON is written a mark stands in its place, which its text replaces at the end, since
`json` writes every float in its own way. `wire` reads and writes with this.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from math import isinf
from typing import Any, Final

from .json_types import Sendable

alive: Final[set[int]] = set()
"""The ids of all such numbers that there are: while there is none, none has to be looked for."""


class Spelled(float):
    """The float of a number, rounded to what floats can hold, and the number's own text."""

    __slots__ = ("text",)

    text: str

    def __new__(cls, text: str) -> Spelled:
        """Return the number that `text` spells."""
        number = super().__new__(cls, text)
        number.text = text
        alive.add(id(number))
        return number

    def __del__(self, forget: Callable[[int], None] = alive.discard) -> None:
        forget(id(self))

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]
        return (self.text,)


def real(text: str) -> float:
    """Return the number with this text, which has a fraction or an exponent.

    Raises:
        ValueError: it would become infinity, and be lost.
    """
    number = float(text)
    if repr(number) == text:
        return number
    if isinf(number):
        raise ValueError("a number is out of range")
    return Spelled(text)


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


class Marks:
    """The places of such numbers in a JSON text that is being written."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._name = os.urandom(16).hex()  # no text can hold it by chance or by intent

    def marked(self, value: Sendable) -> Any:
        """Return the value with marks for these numbers, as deep as `json` itself goes into it."""
        if isinstance(value, dict):
            return {k: v if type(v) in _AS_IT_IS else self.marked(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [v if type(v) in _AS_IT_IS else self.marked(v) for v in value]
        if type(value) is not Spelled:
            return value
        self._texts.append(value.text)
        return f"{self._name}{len(self._texts) - 1}"

    def before(self, default: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Return a `default` for `json` that marks what the given one returns or reads."""

        def marking(value: Any) -> Any:
            result = default(value)
            return self.marked(result) if alive else result

        return marking

    def replaced(self, text: str) -> str:
        """Return the JSON text with the numbers in place of their marks."""
        if not self._texts:
            return text
        return re.sub(f'"{self._name}([0-9]+)"', lambda mark: self._texts[int(mark[1])], text)
