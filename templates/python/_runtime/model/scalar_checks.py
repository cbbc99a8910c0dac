"""What a schema asks of values that hold no others, and of the size of those that do.

Job: note what is wrong with a text, a number or a constant. `checks` goes through all that holds
values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, Final, Protocol, TypeAlias

from ..vocabulary.json_types import Json
from .patterns import matches
from .right_types import is_whole
from .schema import Boolean, Null, Number, String
from .unions import kind_of

Way: TypeAlias = tuple[()] | tuple[Any, str | int]
"""The names and numbers on the way to a value: none, or those to its holder and one more."""

WORDS: Final = {
    "array": "an array",
    "boolean": "a boolean",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


class Notebook(Protocol):
    """What notes defects."""

    def note(self, way: Way, message: str) -> None:
        """Note what is wrong at the end of a way."""
        ...


def check_null(notes: Notebook, schema: Null, value: Json, way: Way) -> None:
    """Note a value that isn't null."""
    if value is not None:
        notes.note(way, "should be null")


def check_boolean(notes: Notebook, schema: Boolean, value: Json, way: Way) -> None:
    """Note a value that is no truth value."""
    if not isinstance(value, bool):
        notes.note(way, "should be a valid boolean")


def check_string(notes: Notebook, schema: String, value: Json, way: Way) -> None:
    """Note a value that is no text, or none of those that are allowed."""
    if not isinstance(value, str):
        notes.note(way, "should be a valid string")
        return
    least, most = schema.limits.get("min_length"), schema.limits.get("max_length")
    if least is not None and len(value) < least:
        notes.note(way, f"should have at least {_counted(least, 'character')}")
    elif most is not None and len(value) > most:
        notes.note(way, f"should have at most {_counted(most, 'character')}")
    elif "pattern" in schema.limits and not matches(schema.limits["pattern"], value):
        notes.note(way, f"should match pattern '{schema.limits['pattern']}'")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def check_size(notes: Notebook, count: int, limits: Mapping[str, Any], way: Way) -> None:
    """Note how many there are, where that is too few or too many."""
    least, most = limits.get("min_length"), limits.get("max_length")
    if least is not None and count < least:
        notes.note(way, f"should have at least {_counted(least, 'item')}, not {count}")
    elif most is not None and count > most:
        notes.note(way, f"should have at most {_counted(most, 'item')}, not {count}")


def check_number(notes: Notebook, schema: Number, value: Json, way: Way) -> None:
    """Note a value that is no number, or none of those that are allowed."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        notes.note(way, f"should be a {'whole ' if schema.whole else ''}number")
    elif isinstance(value, float) and not isfinite(value):
        notes.note(way, "should be a finite number")
    elif schema.whole and isinstance(value, float) and not value.is_integer():
        notes.note(way, "should be a whole number")
    else:
        _bounded(notes, schema.limits, value, way)


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


def _bounded(notes: Notebook, limits: Mapping[str, Any], value: float, way: Way) -> None:
    for name, bound in limits.items():
        if name in _BOUNDS:
            holds, words = _BOUNDS[name]
            if not holds(value, bound):
                notes.note(way, f"should be {words} {bound}")
                return


def check_enumeration(notes: Notebook, schema: Any, value: Json, way: Way) -> None:
    """Note a value of another JSON type than the constants, or that isn't the only one."""
    if len(schema.values) > 1:
        broken = isinstance(value, float) and not value.is_integer() and is_whole(schema)
        if kind_of(value) not in schema.types or broken:
            notes.note(way, f"should be {' or '.join(WORDS[k] for k in sorted(schema.types))}")
        return
    only: object = schema.values[0]
    if kind_of(value) not in schema.types or value != only:
        notes.note(way, f"should be {only!r}")
