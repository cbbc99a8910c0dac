"""What a run is about to do, written down before it does anything.

Job: the file that stands in the package while it is being changed. It names every path that the run
writes or deletes and the contents that it puts there, so that the next run knows what of a mixed
tree is ours, whatever it was asked for itself. Like the manifest it is untrusted input: it is
believed about paths below the folder, and only as far as the hashes agree.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from generator.files import digest
from generator.publish.manifest import inside, is_digest

NAME: Final = ".compactgen-journal"
STAGED: Final = ".compactgen-journal.new"

FORMAT: Final = 1
"""Of the journal, 1 where it doesn't say. What a version with another one left isn't read."""

KnownFiles = Mapping[str, frozenset[str]]
"""The contents, by their hashes, that are ours at each path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What one run means to do."""

    run: str = field(default_factory=lambda: os.urandom(8).hex())
    """Tells its temporary files from those of others."""
    files: KnownFiles

    def temporary(self, path: str) -> str:
        """Return the path, beside `path`, of what is going to replace it."""
        name = f".compactgen-{self.run}-{digest(path.encode())[:8]}"
        return str(PurePosixPath(path).parent / name)

    def text(self) -> str:
        """Return the journal as it is written."""
        files = {path: sorted(hashes) for path, hashes in sorted(self.files.items())}
        return json.dumps({"format": FORMAT, "run": self.run, "files": files}, indent=1) + "\n"


def stands(package: Path) -> bool:
    """Return whether a run has begun in a package's folder and hasn't come to its end."""
    return any(os.path.lexists(package / name) for name in (NAME, STAGED))


def read(text: str) -> Journal | None:
    """Return the journal that a text is; nothing when no run can have written it."""
    try:
        members = json.loads(text)
        files = {
            str(path): frozenset(map(str, hashes)) for path, hashes in members["files"].items()
        }
        sound = members.get("format", 1) == FORMAT and all(inside(path) for path in files)
        sound = sound and all(is_digest(value) for hashes in files.values() for value in hashes)
        run = str(members["run"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    sound = sound and re.fullmatch("[0-9a-f]{16}", run) is not None
    return Journal(run=run, files=files) if sound else None


def joined(parts: Iterable[KnownFiles]) -> dict[str, frozenset[str]]:
    """Return all that any of the parts knows."""
    result: dict[str, frozenset[str]] = {}
    for part in parts:
        for path, hashes in part.items():
            result[path] = result.get(path, frozenset()) | hashes
    return result
