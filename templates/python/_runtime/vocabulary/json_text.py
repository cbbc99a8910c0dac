"""JSON text as plain values.

Job: read JSON in UTF-8 as the standard has it: nothing that Python alone takes for JSON, numbers as
they are spelled where a float would lose that, and names that an object has twice told to who asks.
"""

from __future__ import annotations

import json
from typing import Any

from . import spelled
from .repeats import Repeats


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
