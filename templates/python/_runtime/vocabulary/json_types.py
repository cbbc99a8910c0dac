"""Types of the values that are read from JSON, or written as it, for type checkers to narrow.

Job: let `isinstance(value, dict)` lead to a dictionary of known types without a call at run time.
Nothing here is ever checked against a value: what a parameter of such a type gets may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeAlias


class Record(Protocol):
    """An object of the package, as far as it can be told by its attributes."""

    __record__: bool


Scalar: TypeAlias = str | int | float | bool | None
Json: TypeAlias = "Mapping[str, Json] | list[Json] | Scalar"
"""A JSON value as `json` reads it, or a mapping in the place of an object."""
Holder: TypeAlias = "dict[str, Json] | list[Json]"
"""A JSON value that holds others."""
Sendable: TypeAlias = (
    "Mapping[str, Sendable] | list[Sendable] | tuple[Sendable, ...] | Record | Scalar"
)
"""A value that can be written as JSON, models included."""

class_of: Final[Callable[[object], Any]] = type
"""The class of a value, whose attributes may be asked for without knowing which it has."""
