"""A transaction on the disk: many files replaced as if at once.

Job: put all new contents on the disk under names of their own, then move each into its place in one
step, the last one last; and when anything stops that, put back what was there. It must not decide
what is written: `publish` does, and has told the journal before.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.files import folders
from generator.publish.content import content
from generator.publish.journal import Journal

NEW_MODE: Final = 0o664
"""What a new file gets, less the umask, as any editor would do; never writable by everybody."""

ATTEMPTS: Final = 10 if os.name == "nt" else 1
"""Where a file that somebody has open can't be replaced, they may be done in a moment."""
PAUSE: Final = 0.05

WRITERS: Final = 8
"""Files that are written at a time: a disk puts several in place about as quickly as one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file: what is there, and what will be; nothing for a file that isn't."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None
    """What a file gets that isn't there yet; what new files get when it is nothing."""


@dataclass(slots=True)
class Transaction:
    """Steps on their way to the disk."""

    out: Path
    journal: Journal
    steps: tuple[Step, ...]
    folders: tuple[str, ...] = ()
    """Those that have to be made."""
    anchor: os.stat_result | None = None
    """The folder as it was when the run began: another one of its name isn't touched."""
    modes: dict[str, int] = field(default_factory=dict[str, int])
    tried: list[Step] = field(default_factory=list[Step])

    def carry_out(self) -> None:
        """Take all steps, or none.

        Raises:
            OSError: the disk refuses; what was there is there again.
            Unfinished: the disk refuses that as well.
        """
        try:
            self._stage()
            for step in self.steps[:-1]:
                self._take(step)
            for folder in {(self.out / step.path).parent for step in self.steps[:-1]}:
                fsync_folder(folder)
            for step in self.steps[-1:]:
                self._take(step)
        except BaseException as error:
            self._undo(error)
            raise

    def _stage(self) -> None:
        """Write every new content beside its place."""
        from concurrent.futures import ThreadPoolExecutor  # what writes nothing needs none of it

        for folder in sorted(self.folders, key=len):
            with _named(self.out / folder):
                os.mkdir(self.out / folder)
        with ThreadPoolExecutor(WRITERS) as writers:
            for _ in writers.map(self._write, self.steps):
                pass  # but raise what one of them raised

    def _write(self, step: Step) -> None:
        self._require_place(step)
        if step.before is not None:
            self.modes[step.path] = stat.S_IMODE(os.lstat(self.out / step.path).st_mode)
        if step.after is not None:
            write(self._temporary(step), step.after, self.modes.get(step.path, step.mode))

    def _take(self, step: Step) -> None:
        self._require_place(step)
        self.tried.append(step)
        if step.after is None:
            remove(self.out / step.path)
        else:
            replace(self._temporary(step), self.out / step.path)

    def _require_place(self, step: Step) -> None:
        """Refuse to work where something else has come in the place of what was looked at."""
        if self.anchor is not None and not os.path.samestat(self.anchor, os.stat(self.out)):
            reason = "the folder was moved or replaced meanwhile"
            raise OSError(errno.ESTALE, reason, str(self.out))
        place = os.fspath(self.out)
        for name in ("", *step.path.split("/")[:-1]):
            place = os.path.join(place, name) if name else place
            if os.path.islink(place):
                reason = "a link has come in the place of a folder"
                raise OSError(errno.ELOOP, reason, place)

    def _temporary(self, step: Step) -> Path:
        return self.out / self.journal.temporary(step.path)

    def _undo(self, error: BaseException) -> None:
        try:
            for step in reversed(self.tried):
                self._require_place(step)
                self._put_back(step)
            for step in self.steps:
                self._require_place(step)
                remove(self._temporary(step))
            for folder in sorted(self.folders, key=len, reverse=True):
                with contextlib.suppress(OSError):
                    os.rmdir(self.out / folder)
        except OSError as second:
            raise Unfinished(error, second) from error

    def _put_back(self, step: Step) -> None:
        place = self.out / step.path
        if step.before is None:
            remove(place)
        elif content(place) != step.before:
            remove(self._temporary(step))
            write(self._temporary(step), step.before, self.modes[step.path])
            replace(self._temporary(step), place)


class Unfinished(OSError):
    """The tree is between old and new; the journal is still there."""

    def __init__(self, first: BaseException, second: OSError) -> None:
        super().__init__(
            second.errno,
            f"{second.strerror}, while what {first} had stopped was undone; the folder is "
            "incomplete, and the next run repairs it",
            second.filename,
        )


def write(path: Path, data: bytes, mode: int | None = None) -> None:
    """Make a file that isn't there yet, all of it on the disk.

    Raises:
        OSError: the disk refuses, or something of that name is there; nothing of ours stays.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    with _named(path):
        handle = os.open(path, flags, NEW_MODE)
        try:
            try:
                _fill(handle, data)
                if mode is not None:
                    os.chmod(handle if os.chmod in os.supports_fd else path, mode)
                os.fsync(handle)
            finally:
                os.close(handle)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(path)
            raise


def _fill(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def replace(source: Path, target: Path) -> None:
    """Replace `target` by `source` in one step.

    Raises:
        OSError: the disk refuses; it names `target`.
    """
    for attempt in range(ATTEMPTS):
        try:
            with _named(target):
                os.replace(source, target)
            return
        except PermissionError:
            if attempt + 1 == ATTEMPTS:
                raise
            time.sleep(PAUSE)


def remove(path: Path) -> None:
    """Delete a file, if it is there."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), _named(path):
        os.unlink(path)


def fsync_folder(folder: Path) -> None:
    """Call fsync on a folder, where the platform can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def prune(out: Path, paths: list[str]) -> None:
    """Remove the folders that held these paths, where nothing else is in them."""
    for folder in sorted(folders(paths), key=len, reverse=True):
        with contextlib.suppress(OSError):
            os.rmdir(out / folder)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Add the path of a file to an OSError that is raised within."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error
