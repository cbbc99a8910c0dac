"""What is on the disk, as values that can be compared."""

from __future__ import annotations

from pathlib import Path

CACHES = {"__pycache__", ".compactgen_cache"}


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder by its path within it, caches aside."""
    files = [path for path in folder.rglob("*") if path.is_file() and not CACHES & {*path.parts}]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}
