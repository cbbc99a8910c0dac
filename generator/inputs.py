"""The files that a run reads, by names that don't depend on where it ran.

Job: find what stands beside a description and is part of it without being named, and call each
file by its way from the description's folder. It must not read a meaning into them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from generator.document import Node
from generator.files import digest
from generator.words import in_ascii, snake_case

OVERLAYS: Final = "overlays"
SUFFIXES: Final = (".yaml", ".yml", ".json")
EXAMPLES: Final = "examples"
EXAMPLE: Final = re.compile(r"(?P<provider>\w+)\.(?P<side>request|response)\.(?P<label>\w+)\.json")
"""The names of the example files that belong to a description."""


def overlays_beside(description: Path) -> dict[str, Path]:
    """Return the overlays in the folder of that name, by provider, sorted by file name."""
    folder = description.parent / OVERLAYS
    paths = (p for p in folder.glob("*") if p.suffix in SUFFIXES and p.is_file())
    return {path.name.split(".")[0]: path for path in sorted(paths, key=_name)}


def examples_beside(
    description: Path, providers: Collection[str] | None = None
) -> tuple[Path, ...]:
    """Return the example files of some providers, or of all, in the order of their names."""
    folder = description.parent / EXAMPLES
    matches = ((path, EXAMPLE.fullmatch(path.name)) for path in folder.glob("*"))
    paths = (
        p for p, name in matches if name and (providers is None or name["provider"] in providers)
    )
    return tuple(sorted(paths, key=_name))


def _name(path: Path) -> str:
    """Return what to sort by: paths themselves compare differently from system to system."""
    return path.name


def package_of(description: Path, root: Node) -> str:
    """Return the name of the package that a description asks for, or that of its file."""
    info = root.get("info")
    return (info.text("x-package") if info else None) or snake_case(in_ascii(description.stem))


def hashes(sources: Mapping[str, str], description: Path) -> dict[str, str]:
    """Return the hash of each text that was read, by the name of its file."""
    return {
        name_of(Path(file), description): digest(text.encode())
        for file, text in sorted(sources.items())
    }


def name_of(path: Path, description: Path) -> str:
    """Return the way to a file from the description's folder, or its bare name from outside."""
    try:
        way = Path(os.path.relpath(path, description.parent))
    except ValueError:  # of two drives
        return path.name
    return path.name if ".." in way.parts else way.as_posix()
