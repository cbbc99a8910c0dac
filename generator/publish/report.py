"""What publishing did, or would do, and how a person is told.

Job: hold the comparison of a folder with the output, as paths and as a unified diff. It must not
touch the disk. `publish` fills it, the command line shows it.
"""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.publish.journal import NAME as JOURNAL
from generator.quoting import visible

SHOWN: Final = 10
"""Names of a module that are listed, of those that go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What happened, or would: paths below the output folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files that were ours, aren't any more, and were changed since: they stay."""
    backups: tuple[str, ...] = ()
    """Copies of what somebody else wrote and was overwritten on demand."""
    line_endings_only: tuple[str, ...] = ()
    """Files that differ from what was written in their line ends alone."""
    reformatted: tuple[str, ...] = ()
    """Modules that differ from what was written in their layout alone."""
    lost: tuple[str, ...] = ()
    """What can't be imported any more, as relative imports name it."""
    incomplete: bool = False
    """Whether a run before this one was cut short."""
    unread: bool = False
    """Whether what that run had noted can't be read."""
    total: int = 0
    difference: str = ""
    """A unified diff, when `check` found one."""

    @property
    def current(self) -> bool:
        """Whether there was nothing to do."""
        return not self.written and not self.deleted and not self.incomplete


def describe(report: Report, *, checked: bool) -> Iterator[str]:
    """Yield what a report says, for a person."""
    yield from _of_runs_before(report, checked=checked)
    counts = len(report.written), len(report.deleted)
    if report.current:
        yield f"{report.total} files, all current"
    elif checked:
        yield f"{report.total} files: {counts[0]} stale or missing, {counts[1]} too many"
    else:
        yield f"{report.total} files: {counts[0]} written, {counts[1]} deleted"
    yield from _of_other_tools(report, checked=checked)
    for line in _shortened(report.lost):
        yield f"{'would no longer' if checked else 'can no longer'} be imported: {line}"
    for path in report.kept:
        yield f"kept {path}: it isn't generated any more, but it was changed"
    for path in report.backups:
        yield f"kept what was there as {path}"


def _of_runs_before(report: Report, *, checked: bool) -> Iterator[str]:
    """Yield what earlier runs left unfinished."""
    if report.incomplete:
        yield "incomplete: a run was cut short" + (
            "; run it again" if checked else ", and repaired"
        )
    if report.unread:
        yield (
            f"{JOURNAL} says nothing that this version of compactgen can read: nothing was taken "
            "for ours by it: files that the run left, such as .compactgen-*, stay"
        )


def _of_other_tools(report: Report, *, checked: bool) -> Iterator[str]:
    """Yield what git or a formatter made of files, with what keeps them from it."""
    if report.line_endings_only and checked:
        yield (
            f"{len(report.line_endings_only)} files differ in line ends alone, as git converts "
            "them: have `text eol=lf` for this folder in .gitattributes"
        )
    if report.reformatted:
        yield (
            f"{len(report.reformatted)} files look as a formatter left them, and say what they "
            "said: exclude the folder there; `verify` of the package names the lines"
        )


def _shortened(lost: tuple[str, ...]) -> Iterator[str]:
    """Yield what is lost, a line a module."""
    by_module: dict[str, list[str]] = {}
    for each in lost:
        module, _, name = each.partition(":")
        by_module.setdefault(module, []).append(name)
    for module, names in by_module.items():
        text = ", ".join(names[:SHOWN])
        rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        yield f"from {module} import {text}{rest}" if names != [""] else f"{module}, all of it"


def difference(path: str, before: bytes | None, after: str | None) -> str:
    """Return a unified diff; one of a file that isn't there takes `/dev/null` for it."""
    old = before.decode("utf-8", "backslashreplace") if before is not None else ""
    name = visible(path, len(path))
    names = "/dev/null" if before is None else name, "/dev/null" if after is None else name
    lines = difflib.unified_diff(_lines(old), _lines(after or ""), *names, n=3)
    return "".join(_ended(line) for line in lines)


def _lines(text: str) -> list[str]:
    return io.StringIO(text).readlines()


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ no line end\n"
