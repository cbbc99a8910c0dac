"""Where an answer breaks its schema, as callers are told.

Job: name a place and what is wrong there, without a value of the server's. `decode` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 10_000
"""Defects that are told. An answer that is all defects would cost many times its size in them."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A place where a value breaks the schema."""

    pointer: str
    """Where, as a JSON pointer into the value."""
    message: str
    """What is wrong there."""
