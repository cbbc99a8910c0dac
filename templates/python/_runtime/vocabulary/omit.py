"""The value that says "this argument is left out".

Job: tell absent from null. `None` stands for JSON null and is sent where the schema allows it,
elsewhere it leaves out as well; `omit` is never sent. It depends on nothing.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Omit(Enum):
    """The type of `omit`."""

    OMIT = "omit"

    def __bool__(self) -> bool:
        """Return false, so that `value or fallback` reads as one expects."""
        return False

    def __repr__(self) -> str:
        return "omit"


omit: Final = Omit.OMIT

NotGiven = Omit
"""The type of `omit`, by the name that other clients give it."""
NOT_GIVEN: Final = omit
not_given: Final = omit
