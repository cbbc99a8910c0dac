"""Which rooms of the runtime a package can be without, and what of it leads there.

Job: say which files go with a room that is left out. What a room is stands in the runtime's own
README; that no other room needs these is tested.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

DOORS: Final[Mapping[str, tuple[str, ...]]] = {
    "command": ("__main__.py", "_provider_/command.py"),
    "testing": ("testing.py",),
}
"""By room, the modules outside of it that import from it; paths are those of the templates."""


def is_left_out(path: str, without: Collection[str]) -> bool:
    """Return whether a template goes with one of the rooms, and what it becomes."""
    return any(
        path.startswith(f"_runtime/{room}/") or path.removesuffix(".jinja") in DOORS[room]
        for room in without
    )
