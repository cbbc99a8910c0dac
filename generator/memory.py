"""What an earlier run was asked for, as the manifest says that it left.

Job: let `vendor` be told once. It is input that anybody may have changed: what has another form is
taken for nothing. It must not decide what is asked for now: `job` does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.languages import LANGUAGE
from generator.publish.comparison import earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The options of an earlier run, nothing where there was none or it wasn't given them."""

    package: str | None = None
    providers: tuple[str, ...] = ()
    """In the order in which they joined."""
    description: str | None = None
    """The way to a description that isn't compactgen's own, or only its name."""
    overlays: Mapping[str, str] = field(default_factory=dict[str, str])
    without: tuple[str, ...] = ()
    """Rooms of the runtime that were left out."""
    include: tuple[str, ...] = ()
    """Patterns of the operations that were wanted, all where there are none."""
    exclude: tuple[str, ...] = ()
    """Patterns of those that weren't."""


def remembered(out: Path, package: str) -> Memory:
    """Return what the manifest of a package says, `package` being its folder below `out`."""
    about = earlier(out, package)
    if about is None:
        return Memory()
    options = about.options
    overlays = options.get("overlays")
    return Memory(
        package=_text(options.get("package")),
        providers=_texts(options.get("providers")),
        description=_text(options.get("description")),
        overlays=overlays if isinstance(overlays, dict) and _texts([*overlays.values()]) else {},
        without=tuple(r for r in _texts(options.get("without")) if r in LANGUAGE.optional_rooms),
        include=_texts(options.get("include")),
        exclude=_texts(options.get("exclude")),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: Any) -> tuple[str, ...]:
    sound = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return tuple(value) if sound else ()


def way(path: Path, folder: Path) -> str:
    """Return how to get from a folder to a file, within the project where the command runs.

    From outside of it only the file's name is told: a manifest says nothing of who made it where.
    """
    here = Path.cwd().resolve()
    inside = all(each.resolve().is_relative_to(here) for each in (path, folder))
    return Path(os.path.relpath(path, folder)).as_posix() if inside else path.name
