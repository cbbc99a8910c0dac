"""What is on the disk: as values that can be compared, and as packages that can be imported."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CACHES = {"__pycache__", ".compactgen_cache"}


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder by its path within it, caches aside."""
    files = [path for path in folder.rglob("*") if path.is_file() and not CACHES & {*path.parts}]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


@contextmanager
def importable(folder: Path) -> Iterator[Path]:
    """Let packages in a folder be imported, and give the folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield folder
