"""Which JSON types an argument takes, as the class of the request body says.

Job: refuse a number where a text is wanted, or an object where a list is, before it is sent: such a
mistake is never what a provider has added since. It looks at the argument itself and at nothing
inside of it. `building` asks; what a class says is read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from ..vocabulary.json_kinds import WORDS

_EVERY: Final = frozenset(WORDS)


def misfit(model: Any, wire: str, value: object) -> str | None:
    """Say how a value misses all JSON types of a field, in words without the value."""
    shape, shapes = _shape(value), _shapes(model).get(wire, _EVERY)
    if shape is None or shape in shapes:
        return None
    expectation = " or ".join(WORDS[each] for each in WORDS if each in shapes and each != "null")
    return f"has to be {expectation}, not {WORDS[shape]}"


@lru_cache
def _shapes(model: Any) -> Mapping[str, frozenset[str]]:
    """Return the JSON types of a class's fields, by wire name."""
    fields = model.model_fields.values()
    return {field.wire: field.schema.types for field in fields}


def _shape(value: object) -> str | None:
    """Return the JSON type that a value has for sure; `None` where its author decides."""
    if isinstance(value, Enum):
        return _shape(value.value)
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "boolean" if isinstance(value, bool) else "number"
    if isinstance(value, Mapping) or hasattr(type(value), "__record__"):
        return "object"
    return "array" if isinstance(value, list | tuple) else None
