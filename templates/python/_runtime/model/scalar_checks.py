"""What a schema asks of values that hold no others, and of the size of those that do.

Job: say what is wrong with a text, a number or a constant, if anything. `checks` goes through all
that holds values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, Final

from ..vocabulary.json_kinds import kind_of
from ..vocabulary.json_types import Json
from .patterns import matches
from .right_types import is_whole
from .schema import Boolean, Enumeration, Null, Number, Schema, String

WORDS: Final = {
    "array": "an array",
    "boolean": "a boolean",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def _null_fault(schema: Null, value: Json) -> str | None:
    return None if value is None else "should be null"


def _boolean_fault(schema: Boolean, value: Json) -> str | None:
    return None if isinstance(value, bool) else "should be a valid boolean"


def _string_fault(schema: String, value: Json) -> str | None:
    if not isinstance(value, str):
        return "should be a valid string"
    least, most = schema.limits.get("min_length"), schema.limits.get("max_length")
    if least is not None and len(value) < least:
        return f"should have at least {_counted(least, 'character')}"
    if most is not None and len(value) > most:
        return f"should have at most {_counted(most, 'character')}"
    if "pattern" in schema.limits and not matches(schema.limits["pattern"], value):
        return f"should match pattern '{schema.limits['pattern']}'"
    return None


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def size_fault(limits: Mapping[str, Any], count: int) -> str | None:
    """Return what is wrong with how many there are, where that is too few or too many."""
    least, most = limits.get("min_length"), limits.get("max_length")
    if least is not None and count < least:
        return f"should have at least {_counted(least, 'item')}, not {count}"
    if most is not None and count > most:
        return f"should have at most {_counted(most, 'item')}, not {count}"
    return None


def _number_fault(schema: Number, value: Json) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"should be a {'whole ' if schema.whole else ''}number"
    if isinstance(value, float) and not isfinite(value):
        return "should be a finite number"
    if schema.whole and isinstance(value, float) and not value.is_integer():
        return "should be a whole number"
    return _bounds_fault(schema.limits, value) if schema.limits else None


def _is_multiple(value: float, bound: float) -> bool:
    (whole, power), (step, its_power) = _written(value), _written(bound)
    least = min(power, its_power)
    scale: int = 10 ** (power - least)
    its_scale: int = 10 ** (its_power - least)
    return whole * scale % (step * its_scale) == 0


def _written(number: float) -> tuple[int, int]:
    """Return a number as digits and a power of ten, as it is written: a float comes only near."""
    if isinstance(number, int):
        return int(number), 0
    digits, _, power = float.__repr__(number).partition("e")
    whole, _, fraction = digits.partition(".")
    return int(whole + fraction), int(power or 0) - len(fraction)


_BOUNDS: Final[Mapping[str, tuple[Callable[[Any, Any], bool], str]]] = {
    "ge": (lambda value, bound: value >= bound, "greater than or equal to"),
    "gt": (lambda value, bound: value > bound, "greater than"),
    "le": (lambda value, bound: value <= bound, "less than or equal to"),
    "lt": (lambda value, bound: value < bound, "less than"),
    "multiple_of": (lambda value, bound: _is_multiple(value, bound), "a multiple of"),
}


def _bounds_fault(limits: Mapping[str, Any], value: float) -> str | None:
    for name, bound in limits.items():
        if name in _BOUNDS:
            holds, words = _BOUNDS[name]
            if not holds(value, bound):
                return f"should be {words} {bound}"
    return None


def _enumeration_fault(schema: Enumeration, value: Json) -> str | None:
    """Return whether a value is of another JSON type than the constants, or isn't the only one."""
    if len(schema.values) != 1:
        is_fraction = isinstance(value, float) and not value.is_integer() and is_whole(schema)
        if kind_of(value) not in schema.types or is_fraction:
            return f"should be {' or '.join(WORDS[k] for k in sorted(schema.types))}"
        return None
    only: object = schema.values[0]
    right = kind_of(value) in schema.types and value == only
    return None if right else f"should be {only!r}"


FAULTS: Final[Mapping[type[Schema], Callable[[Any, Any], str | None]]] = {
    Boolean: _boolean_fault,
    Enumeration: _enumeration_fault,
    Null: _null_fault,
    Number: _number_fault,
    String: _string_fault,
}
"""What says of a schema and a value what is wrong with the value; `None` where nothing is."""
