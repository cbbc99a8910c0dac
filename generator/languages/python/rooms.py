"""Which rooms of the runtime a package can be without, and what of it leads there.

Job: say which files go with a room that is left out. What a room is stands in the runtime's own
README; that no other room needs these is tested.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

DOORS: Final[Mapping[str, str]] = {"command": "__main__.py", "testing": "testing.py"}
"""By room, the one module outside of it that imports from it; paths are the package's."""


def is_left_out(path: str, without: Collection[str]) -> bool:
    """Return whether a file of the package, or the template of one, goes with one of the rooms."""
    return any(
        path.startswith(f"_runtime/{room}/") or path.removesuffix(".jinja") == DOORS[room]
        for room in without
    )
