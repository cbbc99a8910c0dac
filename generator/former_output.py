"""What the folder holds before it is written: what changes for those who use it.

Job: compare what is there with what was made, by what both say of themselves. Whoever changed a
file by hand is told by `publish`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import surface
from generator.changes import Change, changes
from generator.files import Files
from generator.job import Job
from generator.publish import manifest

if TYPE_CHECKING:
    from generator.diff.report import Report

API: Final = "api.txt"
"""The Api as text, beside the package: the shortest thing to review."""

LONGEST_API: Final = 100_000_000
"""Bytes of it that are compared."""


def changes_from(files: Files, out: Path) -> tuple[Change, ...]:
    """Return what changes for callers; nothing where the folder doesn't say what it holds."""
    path = out / API
    if API not in files or not path.is_file() or path.stat().st_size > LONGEST_API:
        return ()
    return changes(path.read_text(encoding="utf-8", errors="replace"), files[API].text)


def effect_on_callers(files: Files, out: Path, job: Job) -> Report | None:
    """Return what becomes of the callers of the package that is there; nothing where none is."""
    place = manifest.prefix(job.folder) + surface.NAME
    path = out / place
    if place not in files or not path.is_file() or path.stat().st_size > surface.LONGEST:
        return None
    try:
        before = surface.surface(path.read_text(encoding="utf-8", errors="replace"))
    except surface.SurfaceError:  # who changed it is told by the manifest
        return None
    from generator.diff.packages import between  # a new package needs none of it

    return between(before, surface.surface(files[place].text))
