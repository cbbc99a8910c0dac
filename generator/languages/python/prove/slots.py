"""The slots of a table: calls of the runtime's vocabulary, with what they are given.

Job: be what the tables of the output are read as, and what they are held against.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any


class Symbol(str):
    """A name in a table, as opposed to a text."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"the name {self}"


@dataclasses.dataclass(frozen=True, slots=True)
class Instance:
    """A call of one of the runtime's vocabulary, and what it is given."""

    kind: str
    slots: Mapping[str, Any]


def every(kind: str, values: Sequence[Any], *without: str) -> tuple[Instance, ...]:
    """Return a call of the kind for each value, as `one` does."""
    return tuple(one(kind, value, *without) for value in values)


def one(kind: str, value: Any, *without: str) -> Instance:
    """Return a call of the kind with all fields of a value but those named in `without`."""
    names = [field.name for field in dataclasses.fields(value) if field.name not in without]
    return Instance(kind, {name: getattr(value, name) for name in names})


def present(slots: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is written: slots are left out when there is nothing for them."""
    return {k: v for k, v in slots.items() if v is not None}
