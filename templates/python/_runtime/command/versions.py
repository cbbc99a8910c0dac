"""What a package was made by and runs on, for reports of what goes wrong.

Job: one line of versions. `main` shows it.
"""

from __future__ import annotations

import json
import platform
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Final

_MANIFEST: Final = Path(__file__).parents[2] / "MANIFEST.json"


def versions() -> str:
    """Return the version of the generator, and those of Python and the libraries."""
    libraries = (("Python", platform.python_version()), *map(_library, ("httpx2",)))
    components = ", ".join(f"{name} {version}" for name, version in libraries)
    return f"made by compactgen {_generator()}; {components}"


def _library(name: str) -> tuple[str, str]:
    try:
        return name, metadata.version(name)
    except metadata.PackageNotFoundError:
        return name, "of no known version"


def _generator() -> str:
    with suppress(OSError, ValueError):
        return str(json.loads(_MANIFEST.read_text())["generator"])
    return "of no known version"
