"""The end of the line: Files onto the disk, or held against what is there.

Job: bring the output folder to exactly these files, each of them old or new at any moment, the
manifest last; or, with `check`, tell the difference and write nothing. It deletes only what the
last manifest lists and nobody has changed since, and overwrites only what that manifest lists:
other files are somebody else's. It must not care what the files say.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.files import Files
from generator.manifest import NAME, Manifest, ManifestError, digest, read

FILE_MODE: Final = 0o666
"""What a new file gets, less the umask, as any editor would do."""


class PublishError(Exception):
    """The folder can't take the output; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What happened, or would: paths below the output folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files that were ours, aren't any more, and were changed since: they stay."""
    total: int = 0
    difference: str = ""
    """A unified diff, when `check` found one."""

    @property
    def current(self) -> bool:
        """Whether there was nothing to do."""
        return not self.written and not self.deleted


def publish(files: Files, out: Path, package: str) -> Report:
    """Write the files below `out`, and delete those of an earlier run that are no more.

    Raises:
        PublishError: a file of somebody else stands where one would be written.
        OSError: the disk refuses.
    """
    report = _compared(files, out, package)
    _refuse_foreign(files, report, out, package)
    for path in report.written:
        if path != f"{package}/{NAME}":
            _write(out / path, files[path].text.encode())
    _delete(out, report.deleted)
    for path in report.written:
        if path == f"{package}/{NAME}":
            _write(out / path, files[path].text.encode())
    return report


def check(files: Files, out: Path, package: str) -> Report:
    """Return how the folder differs from the files, with a diff; nothing is written."""
    report = _compared(files, out, package)
    parts = [_diff(path, _content(out / path), files[path].text) for path in report.written]
    parts += [_diff(path, _content(out / path), None) for path in report.deleted]
    return Report(
        written=report.written,
        deleted=report.deleted,
        kept=report.kept,
        total=report.total,
        difference="".join(parts),
    )


def earlier(out: Path, package: str) -> Manifest | None:
    """Return the manifest that is there; `None` when there is none that can be believed."""
    content = _content(out / package / NAME)
    with contextlib.suppress(ManifestError, UnicodeDecodeError):
        return read(content.decode()) if content is not None else None
    return None


def _compared(files: Files, out: Path, package: str) -> Report:
    """Return what has to be done for the folder to hold the files."""
    about = earlier(out, package)
    known = about.paths(package) if about else {}
    gone = [path for path in known if path not in files and (out / path).is_file()]
    ours = [path for path in gone if digest((out / path).read_bytes()) == known[path]]
    written = [p for p, file in sorted(files.items()) if _content(out / p) != file.text.encode()]
    return Report(
        written=tuple(written),
        deleted=tuple(sorted(ours)),
        kept=tuple(sorted(set(gone) - set(ours))),
        total=len(files),
    )


def _refuse_foreign(files: Files, report: Report, out: Path, package: str) -> None:
    about = earlier(out, package)
    known = {*(about.paths(package) if about else {}), f"{package}/{NAME}"}
    foreign = [p for p in report.written if p not in known and os.path.lexists(out / p)]
    if foreign:
        names = "".join(f"\n  {out / path}" for path in foreign)
        raise PublishError(f"not written by compactgen, so not overwritten:{names}")
    for path in report.written:
        parents = [out / parent for parent in Path(path).parents]
        if any(parent.is_symlink() or parent.is_file() for parent in parents if parent != out):
            raise PublishError(f"{out / path}: its folder is a link or a file")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _write(path: Path, content: bytes) -> None:
    """Replace a file by another content in one step; its mode stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o7777 if path.exists() else FILE_MODE & ~_umask()
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    """Return the umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _delete(out: Path, paths: tuple[str, ...]) -> None:
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            (out / path).unlink()
        for parent in (out / path).parents:
            if parent == out or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()


def _diff(path: str, before: bytes | None, after: str | None) -> str:
    """Return a unified diff; one of a file that isn't there takes `/dev/null` for it."""
    old = before.decode("utf-8", "backslashreplace") if before is not None else ""
    names = "/dev/null" if before is None else path, "/dev/null" if after is None else path
    lines = difflib.unified_diff(_lines(old), _lines(after or ""), *names, n=3)
    return "".join(_ended(line) for line in lines)


def _lines(text: str) -> list[str]:
    return io.StringIO(text).readlines()


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ no line end\n"


def describe(report: Report, *, checked: bool) -> Iterator[str]:
    """Yield what a report says, for a person."""
    changed = len(report.written), len(report.deleted)
    if report.current:
        yield f"{report.total} files, all current"
    elif checked:
        yield f"{report.total} files: {changed[0]} stale or missing, {changed[1]} too many"
    else:
        yield f"{report.total} files: {changed[0]} written, {changed[1]} deleted"
    for path in report.kept:
        yield f"kept {path}: it isn't generated any more, but it was changed"
