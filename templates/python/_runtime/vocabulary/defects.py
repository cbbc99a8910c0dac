"""Where an answer breaks its schema, as callers are told.

Job: name a place and what is wrong there, without a value of the server's, and end the list before
it costs more than the answer. `decode` and `repeats` find them.
"""

from __future__ import annotations

from typing import Final

from .dataclass import dataclass

MOST: Final = 10_000
"""Defects that are told. An answer that is all defects would cost many times its size in them."""
_ROOM: Final = 4 * 1024 * 1024
"""Characters of their pointers together: a long name is in the pointers of all that is below it."""


@dataclass(frozen=True)
class Defect:
    """A place where a value breaks the schema."""

    pointer: str
    """Where, as a JSON pointer into the value."""
    message: str
    """What is wrong there."""


class Notes:
    """Defects in the order in which they are found, as far as they are told."""

    def __init__(self) -> None:
        self.defects: list[Defect] = []
        self.full = False
        """Whether no more are told."""
        self._room = _ROOM

    def add(self, pointer: str, message: str) -> None:
        """Note a defect, or that there are more of them."""
        if self.full:
            return
        self._room -= len(pointer)
        if len(self.defects) == MOST or self._room < 0:
            self.full = True
            pointer, message = "", "has more defects than are told"
        self.defects.append(Defect(pointer, message))
