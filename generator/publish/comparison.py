"""The output held against what is in the folder: what is ours there, and what somebody else's.

Job: read the manifest, the journal of a run that was cut short, and every file that either names or
the output has; tell which are to be written, deleted, kept, or stand in the way. Both files are
input that anybody may have changed: paths in them stay below the folder, and a content is ours only
if its hash says so. It must not write.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from generator.files import Files, digest
from generator.publish import journal
from generator.publish.content import LONGEST, content
from generator.publish.destination import PublishError, refuse_paths
from generator.publish.forms import form
from generator.publish.journal import Journal, KnownFiles
from generator.publish.manifest import (
    MARK,
    NAME,
    SEAM,
    Manifest,
    ManifestError,
    prefix,
    read,
)
from generator.version import VERSION

NEAR: Final = 1_000
"""Bytes within which a file that is ours says so."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What is to be there, what is there, and what of it is ours."""

    files: Files
    contents: Mapping[str, bytes | None]
    ours: KnownFiles
    journal: Journal | None
    incomplete: bool
    unread: bool
    """Whether a journal is there that says nothing."""

    @cached_property
    def written(self) -> tuple[str, ...]:
        """What isn't as it is to be."""
        targets = ((path, file.text.encode()) for path, file in sorted(self.files.items()))
        return tuple(path for path, data in targets if self.contents[path] != data)

    @property
    def conflicting(self) -> tuple[str, ...]:
        """What is to be written where somebody has written something else."""
        there = (path for path in self.written if self.contents[path] is not None)
        return tuple(path for path in there if not self._is_ours(path))

    @cached_property
    def line_endings_only(self) -> tuple[str, ...]:
        """What would be current but for its line ends."""
        return tuple(
            path
            for path in self.written
            if _unified(self.contents[path] or b"") == self.files[path].text.encode()
        )

    @property
    def reformatted(self) -> tuple[str, ...]:
        """What says what is to be there, and looks as a formatter has left it."""
        modules = (p for p in self.written if p.endswith(".py") and p not in self.line_endings_only)
        return tuple(
            path
            for path in modules
            if self._is_reformatted(path)
            and form(self.contents[path] or b"") == form(self.files[path].text.encode())
        )

    @property
    def gone(self) -> tuple[str, ...]:
        """What is ours and isn't generated any more, whether it is still there or not."""
        return tuple(sorted(self.ours.keys() - self.files.keys()))

    @property
    def deleted(self) -> tuple[str, ...]:
        """What of that is there as we wrote it."""
        there = (path for path in self.gone if self.contents[path] is not None)
        return tuple(path for path in there if self._is_ours(path))

    @property
    def kept(self) -> tuple[str, ...]:
        """What of that is there as somebody changed it."""
        there = {path for path in self.gone if self.contents[path] is not None and self.ours[path]}
        return tuple(sorted(there - {*self.deleted}))

    def _is_ours(self, path: str) -> bool:
        """Return whether a content is one of ours, and says so itself.

        Anybody may have written a hash into the manifest; the manifest is judged by what it is.
        """
        hashes, data = self.ours.get(path, frozenset[str]()), self.contents[path] or b""
        has_mark = MARK in data[:NEAR] or path.rpartition("/")[2] == NAME
        same = digest(data) in hashes or digest(_unified(data)) in hashes
        return has_mark and (same or self._is_reformatted(path))

    def _is_reformatted(self, path: str) -> bool:
        data = self.contents[path] if path.endswith(".py") else None
        return data is not None and form(data) in self.ours.get(path, frozenset[str]())


def _unified(data: bytes) -> bytes:
    """Return a content with the line ends that we write; git may have converted them."""
    return data.replace(b"\r\n", b"\n")


def compare(files: Files, out: Path, package: str) -> Comparison:
    """Return how a folder differs from the files.

    Raises:
        PublishError: a path leads elsewhere, or something that isn't a file is in its place.
    """
    about, leftover = earlier(out, package), _leftover_journal(out, package)
    record = (
        {path: frozenset(value.split(" ")) for path, value in about.paths(package).items()}
        if about
        else {}
    )
    ours = journal.joined([record, leftover.files if leftover else {}])
    ours.pop(prefix(package) + SEAM, None)
    for path in _twins(files, ours):
        del ours[path]
    place = prefix(package) + NAME
    manifest = content(out / place)
    if about is not None and manifest is not None:
        ours[place] = frozenset({digest(manifest)})
    _refuse(out, files, ours)
    return Comparison(
        files=files,
        contents={path: content(out / path) for path in {*files, *ours}},
        ours=ours,
        journal=leftover,
        incomplete=journal.stands(out / prefix(package)),
        unread=leftover is None and os.path.lexists(out / (prefix(package) + journal.NAME)),
    )


def _twins(files: Files, ours: KnownFiles) -> list[str]:
    """Return what some file systems can't tell from what is to be there."""
    names = {path.casefold() for path in files}
    return [path for path in ours if path not in files and path.casefold() in names]


def _refuse(out: Path, files: Files, ours: KnownFiles) -> None:
    """Refuse what leads elsewhere; what isn't generated any more may have become a link."""
    refuse_paths(out, files)
    refuse_paths(out, (f"{path.rpartition('/')[0]}/x" for path in ours if "/" in path))


def earlier(out: Path, package: str) -> Manifest | None:
    """Return the manifest that is there; `None` when there is none that can be believed."""
    data = content(out / (prefix(package) + NAME), LONGEST)
    with contextlib.suppress(ManifestError, UnicodeDecodeError):
        return read(data.decode()) if data is not None else None
    return None


def _leftover_journal(out: Path, package: str) -> Journal | None:
    data = content(out / (prefix(package) + journal.NAME), LONGEST)
    return journal.read(data.decode("utf-8", "replace")) if data is not None else None


def refuse_unreadable(out: Path, package: str) -> None:
    """Refuse a manifest that is none.

    Raises:
        PublishError: with what to do about it.
    """
    place = out / (prefix(package) + NAME)
    if os.path.lexists(place) and earlier(out, package) is None:
        raise PublishError(f"{place}: not a manifest; --force takes the folder over all the same")


def refuse_manifest(out: Path, package: str) -> None:
    """Refuse a manifest that is none, or of a generator that may know more than this one.

    Raises:
        PublishError: with what to do about it.
    """
    refuse_unreadable(out, package)
    place, about = out / (prefix(package) + NAME), earlier(out, package)
    if about is not None and _numbers(about.generator) > _numbers(VERSION):
        raise PublishError(
            f"{place}: written by compactgen {about.generator}, and this is {VERSION}; "
            "--force goes back to it all the same"
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number[:9]) for number in re.findall(r"\d+", version)[:9])


def refuse_conflicting(comparison: Comparison, out: Path) -> None:
    """Refuse to overwrite what somebody else wrote.

    Raises:
        PublishError: it lists the files, those that were ours once apart from others.
    """
    ours = comparison.ours
    former = [str(out / path) for path in comparison.conflicting if path in ours]
    foreign = [str(out / path) for path in comparison.conflicting if path not in ours]
    lines = [
        line
        for reason, paths in (("changed since", former), ("not written by compactgen", foreign))
        if paths
        for line in (f"{reason}, so not overwritten without --force:", *(f"  {p}" for p in paths))
    ]
    if lines:
        raise PublishError(*lines)
