"""Imports that rendered modules don't need are taken out, and nothing else is."""

from generator.languages.python.imports import pruned

SOURCE = """\
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .a import (
    Unused,
    Used,
)
from .b import Offered as Offered
from .c import nothing

if TYPE_CHECKING:
    from .d import models

x: Used = "Any"
"""

EXPECTED = """\
from __future__ import annotations

from .a import Used
from .b import Offered as Offered


x: Used = "Any"
"""


def test_unused_names_go() -> None:
    """A name that no code uses goes, with its statement and its block when they are empty then."""
    assert pruned(SOURCE) == EXPECTED


def test_names_in_quoted_annotations_stay() -> None:
    """What only the texts of a TypedDict in calling form name is used there."""
    text = (
        "from typing import Literal, NotRequired, TypedDict\n"
        "from collections.abc import Mapping, Sequence\n\n"
        'A = TypedDict("A", {"a-b": NotRequired["Mapping[str, object]"], '
        "'c': 'Literal[\"Sequence\"]'})\n"
    )
    assert pruned(text) == text.replace("Mapping, Sequence", "Mapping")


def test_needed_modules_stay_as_they_are() -> None:
    """A module whose imports are all used isn't touched."""
    source = "from .a import b\n\nif b:\n    import c\n\n    c.d\n"
    assert pruned(source) == source
