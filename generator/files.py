"""Files: what will be on disk, while it is still in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class File:
    """The text of one file, in UTF-8 when written."""

    text: str
    copied: bool = False
    """Whether it is taken over from the templates byte for byte."""


Files: TypeAlias = Mapping[str, File]
"""By path below the output folder, with `/` between the parts."""


def digest(content: bytes) -> str:
    """Return the hash by which a manifest knows a content: SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def folders(paths: Iterable[str]) -> set[str]:
    """Return the folders that paths lead through, but for the one that all of them start in."""
    found: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in found:
            found.add(path)
    return found
