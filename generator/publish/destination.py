"""The destination of output, and what is refused before anything is written.

Job: resolve which folder is meant, once, and refuse those that hold something dearer than output;
then refuse each path that leads elsewhere, or where something stands that is no plain file. It must
not write, and must not read what files say.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from generator.files import folders
from generator.places import PACKAGE, TEMPLATES


class PublishError(Exception):
    """The folder can't take the output; nothing was written. Its arguments are lines."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said, line by line: a line end within one comes from the name of a file."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.lines)


def resolved(out: Path) -> Path:
    """Return the folder that a path means, links resolved; it need not be there.

    Raises:
        PublishError: something else is there, or nothing can be.
    """
    try:
        folder = out.resolve(strict=os.path.lexists(out))
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError before 3.13
        raise PublishError(f"{out}: leads nowhere: {error}") from None
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{out}: not a folder")
    above = _nearest(folder)
    if not above.is_dir():
        raise PublishError(f"{out}: {above} is no folder")
    return folder


def _nearest(folder: Path) -> Path:
    """Return the folder, or where it isn't there yet, what is there of those that it is in."""
    return next(place for place in (folder, *folder.parents) if os.path.lexists(place))


def refuse_fixed(out: Path) -> None:
    """Refuse a folder that can't be written to, before any work is spent on it.

    Raises:
        PublishError: it can't, or what it is going to be in can't.
    """
    folder = _nearest(out)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PublishError(f"{folder}: can't be written to")


def refuse_folder(out: Path, description: Path, inputs: Iterable[Path]) -> None:
    """Refuse a folder in which writing would be a mistake.

    Args:
        out: the folder, resolved.
        description: the file that is generated from.
        inputs: other files that are read.

    Raises:
        PublishError: it holds what is read, or a home, or a repository, or lies among inputs.
    """
    files = [description.resolve(), *(path.resolve() for path in inputs)]
    for path in files:
        if path.is_relative_to(out):
            raise PublishError(f"{out} holds the description ({path}); choose another folder")
    among = {path.parent for path in files} - {files[0].parent}
    if any(out.is_relative_to(folder) for folder in among):
        raise PublishError(f"{out} lies inside of the description; choose another folder")
    for folder in (PACKAGE, TEMPLATES):
        if folder.is_relative_to(out) or out.is_relative_to(folder):
            raise PublishError(f"{out} holds compactgen itself; choose another folder")
    if _home().is_relative_to(out):
        raise PublishError(f"{out} is a home or holds homes; choose a folder below")
    if ".git" in out.parts or (out / ".git").exists():
        raise PublishError(f"{out} is a repository; choose a folder below")


def _home() -> Path:
    try:
        return Path.home().resolve()
    except (OSError, RuntimeError):
        return Path(os.sep)


def refuse_paths(out: Path, paths: Iterable[str]) -> None:
    """Refuse paths below `out` that lead out of it, or whose place is taken by no plain file.

    Raises:
        PublishError: one of them does.
    """
    in_order = sorted(paths)
    for folder in sorted(folders(in_order)):
        if os.path.lexists(out / folder) and not stat.S_ISDIR(os.lstat(out / folder).st_mode):
            raise PublishError(f"{out / folder}: a link or a file, where a folder is needed")
    for path in in_order:
        if os.path.lexists(out / path) and not stat.S_ISREG(os.lstat(out / path).st_mode):
            raise PublishError(f"{out / path}: a link or no file, where a file is needed")


def refuse_twins(out: Path, paths: Iterable[str]) -> None:
    """Refuse paths that some file systems can't tell from each other, or from what is there.

    Raises:
        PublishError: two differ in case alone.
    """
    by_folded: dict[str, str] = {}
    for path in _with_folders(paths):
        other = by_folded.setdefault(path.casefold(), path)
        if other != path:
            raise PublishError(f"{other} and {path} are the same for some file systems")
    for folder in {path.rpartition("/")[0] or "." for path in by_folded.values()}:
        place = out / folder
        for name in os.listdir(place) if place.is_dir() else ():
            path = str(PurePosixPath(folder, name))
            if by_folded.get(path.casefold(), path) != path:
                raise PublishError(f"{out / path}: differs in case alone from what is generated")


def _with_folders(paths: Iterable[str]) -> list[str]:
    every = [*paths]
    return sorted({*folders(every), *every})
