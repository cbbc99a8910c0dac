"""The surface of a package: all that its callers can rely on, a line each, and no prose.

Job: write an Api and what the runtime adds as the file `surface.txt` of a package, and read it
again, so that a package can be compared with another without a description. What is read is input
that anybody may have changed: whatever isn't such a file is a `SurfaceError`. Texts are left out,
and so is what callers of other clients are told.
"""

from __future__ import annotations

from typing import Final

from generator.surface.form import Surface
from generator.surface.lines import lines
from generator.surface.reading import Reading
from generator.verify import ApiError

__all__ = ["LONGEST", "NAME", "Surface", "SurfaceError", "surface", "text"]

NAME: Final = "surface.txt"

LONGEST: Final = 100_000_000
"""Bytes of a surface that are read."""


class SurfaceError(Exception):
    """The file isn't the surface of a package, or not one that this version can read."""


def text(surface: Surface, *, with_texts: bool = False) -> str:
    """Return a surface as it is written.

    Args:
        surface: what a package offers.
        with_texts: whether to keep what is said to people alone, for who wants all of the Api back.
    """
    return "".join(f"{line}\n" for line in lines(surface, with_texts=with_texts))


def surface(content: str) -> Surface:
    """Return the surface that a file holds.

    Raises:
        SurfaceError: it is none.
    """
    try:
        return Reading(content).surface()
    except (
        ApiError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise SurfaceError(f"not the surface of a package: {error}") from None
