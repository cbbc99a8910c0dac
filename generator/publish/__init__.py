"""The end of the line: Files onto the disk, or held against what is there.

Job: bring the output folder to exactly these files: written down in a journal first, each of them
replaced in one step, the manifest last; or, with `check`, tell the difference and write nothing. A
run that is cut short anywhere leaves whole files and its journal, and the next run repairs. It
must not care what the files say; what is ours and what is not `comparison` knows.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.files import Files, digest, folders
from generator.publish import journal
from generator.publish.comparison import Comparison, compare, refuse_conflicting, refuse_manifest
from generator.publish.content import content
from generator.publish.destination import PublishError, refuse_fixed, refuse_twins, resolved
from generator.publish.journal import Journal
from generator.publish.lock import exclusive
from generator.publish.losses import losses
from generator.publish.manifest import NAME, prefix
from generator.publish.report import Report, difference
from generator.publish.transaction import (
    Step,
    Transaction,
    Unfinished,
    fsync_folder,
    prune,
    remove,
    replace,
    write,
)

__all__ = ["PublishError", "check", "publish"]


def publish(files: Files, out: Path, package: str, *, force: bool = False) -> Report:
    """Write the files below `out`, and delete those of an earlier run that are no more.

    Args:
        files: what is to be there, the manifest last.
        out: the folder; it is made, with those that it is in.
        package: the package's folder below it; "" when it is the package itself.
        force: overwrite what somebody else wrote, and keep that beside as `.orig`.

    Raises:
        PublishError: something stands in the way; nothing was written.
        OSError: the disk refuses; what was there is there again.
    """
    out = resolved(out)
    refuse_fixed(out)
    with _new_folder(out), exclusive(out):
        comparison = compare(files, out, package)
        refuse_twins(out, files)
        if not force:
            refuse_manifest(out, package)
            refuse_conflicting(comparison, out)
        backups = _backups(comparison, out)
        _carry_out(comparison, backups, out, package)
        return _report(comparison, package, tuple(step.path for step in backups))


def check(files: Files, out: Path, package: str) -> Report:
    """Return how the folder differs from the files, with a diff; nothing is written.

    Raises:
        PublishError: something stands where no run could write.
    """
    comparison = compare(files, resolved(out), package)
    texts = {path: file.text for path, file in files.items()}
    alike = {*comparison.line_endings_only, *comparison.reformatted}
    differing = sorted({*comparison.written, *comparison.deleted} - alike)
    parts = [difference(path, comparison.contents[path], texts.get(path)) for path in differing]
    return _report(comparison, package, (), "".join(parts))


def _report(
    comparison: Comparison, package: str, backups: tuple[str, ...], text: str = ""
) -> Report:
    return Report(
        written=comparison.written,
        deleted=comparison.deleted,
        kept=comparison.kept,
        backups=backups,
        line_endings_only=comparison.line_endings_only,
        reformatted=comparison.reformatted,
        lost=losses(comparison, package),
        incomplete=comparison.incomplete,
        unread=comparison.unread,
        total=len(comparison.files),
        difference=text,
    )


@contextlib.contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """Make a folder and those above it, and remove them again when nothing came to be in them."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        for place in reversed(new):
            os.mkdir(place)
        yield
    except BaseException:
        for place in new:
            with contextlib.suppress(OSError):
                os.rmdir(place)
        raise


def _backups(comparison: Comparison, out: Path) -> list[Step]:
    """Return copies, modes and all, of what somebody else wrote and is about to be overwritten."""
    steps: list[Step] = []
    for path in comparison.conflicting:
        number, place = 1, f"{path}.orig"
        while os.path.lexists(out / place) and content(out / place) != comparison.contents[path]:
            number += 1
            place = f"{path}.orig{number}"
        if content(out / place) is None:
            mode = stat.S_IMODE(os.lstat(out / path).st_mode)
            steps.append(Step(place, None, comparison.contents[path], mode))
    return steps


def _steps(comparison: Comparison, backups: list[Step], package: str) -> tuple[Step, ...]:
    """Return what to do in its order: copies, contents, deletions, and last the manifest."""
    texts, contents = comparison.files, comparison.contents
    writes = [Step(path, contents[path], texts[path].text.encode()) for path in comparison.written]
    deletions = [Step(path, contents[path], None) for path in comparison.deleted]
    last = prefix(package) + NAME
    before = [step for step in writes if step.path != last]
    return (*backups, *before, *deletions, *(step for step in writes if step.path == last))


def _carry_out(comparison: Comparison, backups: list[Step], out: Path, package: str) -> None:
    steps, place = _steps(comparison, backups, package), out / prefix(package)
    if steps:
        with _new_folder(place):
            _replace_all(comparison, steps, out, place)
    elif comparison.incomplete:
        _clean(comparison, out)
    else:
        return
    prune(out, [*comparison.gone, *(comparison.journal.files if comparison.journal else ())])
    for name in (journal.STAGED, journal.NAME):
        remove(place / name)
    fsync_folder(place)


def _replace_all(comparison: Comparison, steps: tuple[Step, ...], out: Path, place: Path) -> None:
    """Take the steps under the protection of a journal."""
    former = comparison.journal.files if comparison.journal else {}
    plan = Journal(files=journal.joined([former, {s.path: _owned(s, comparison) for s in steps}]))
    _clean(comparison, out)
    again = os.path.lexists(place / journal.NAME)
    try:
        remove(place / journal.STAGED)
        write(place / journal.STAGED, plan.text().encode())
        replace(place / journal.STAGED, place / journal.NAME)
        fsync_folder(place)
        missing, anchor = _missing(out, steps), os.stat(out)
        Transaction(out=out, journal=plan, steps=steps, folders=missing, anchor=anchor).carry_out()
    except Unfinished:
        raise
    except BaseException:
        for name in (journal.STAGED, *(() if again else (journal.NAME,))):
            with contextlib.suppress(OSError):
                remove(place / name)
        raise


def _owned(step: Step, comparison: Comparison) -> frozenset[str]:
    """Return which contents are ours where a step is taken; copies of others' work never are."""
    if step.path not in comparison.contents:
        return frozenset()
    there = step.after if step.after is not None else step.before
    return frozenset() if there is None else frozenset({digest(there)})


def _clean(comparison: Comparison, out: Path) -> None:
    """Remove what a run that was cut short had not yet moved into its place."""
    if comparison.journal is not None:
        for path in comparison.journal.files:
            remove(out / comparison.journal.temporary(path))


def _missing(out: Path, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the folders that aren't there yet."""
    every = folders(step.path for step in steps)
    return tuple(sorted(folder for folder in every if not (out / folder).exists()))
