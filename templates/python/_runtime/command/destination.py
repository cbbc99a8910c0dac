"""Where the answer of a command goes: standard output or a file.

Job: find out before a call whether its answer can be written, write it whole, and never lose it
when that fails after all: it is then kept in a file that only its owner can read. A file is
replaced as if at once, so that it holds either what it held before or the whole answer.
`invocation` calls this.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, TextIO

from . import streams
from .streams import OutputError

_PROBE: Final = bytes(65536)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class StandardOutput:
    """Standard output."""

    name = "standard output"

    @property
    def stream(self) -> TextIO | None:
        """What decides how an answer is laid out: whether it is a terminal, and its encoding."""
        return sys.stdout

    def check(self) -> None:
        """Raise what writing would fail with, as far as it can be known."""
        streams.check(sys.stdout)

    def write(self, raw: bytes) -> None:
        """Write all of it."""
        streams.write(sys.stdout, raw)


class OutputFile:
    """A file; a link to one stays, and what is no regular file, such as a pipe, is written to."""

    stream = None

    def __init__(self, path: str) -> None:
        self.name = path
        self._special: io.FileIO | None = None

    def check(self) -> None:
        """Raise what writing would fail with, by writing something beside the file."""
        status = self._known()
        if status is not None and not stat.S_ISREG(status.st_mode):
            self._special = io.FileIO(self.name, "w")
            self._special.write(b"")
            return
        if status is not None and not os.access(self.name, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _remove(_written_beside(self._target(), _PROBE, None))

    def write(self, raw: bytes) -> None:
        """Replace the file's content, or write to what is no regular file."""
        if self._special is not None:
            streams.write_all(self._special, raw)
            self._special.close()
            return
        part = _written_beside(self._target(), raw, self._known())
        try:
            os.replace(part, self._target())
        except BaseException:
            _remove(part)
            raise
        _settle(os.path.dirname(self._target()))

    def _known(self) -> os.stat_result | None:
        """Return what is known of the file; `None` where there is none yet."""
        if self.name.endswith(("/", os.sep)):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            status = os.stat(self.name)
        except FileNotFoundError:
            return None
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        return status

    def _target(self) -> str:
        return os.path.realpath(self.name)


Destination = StandardOutput | OutputFile


def destination(path: str | None) -> Destination:
    """Return where the answer goes; `-` is standard output."""
    return StandardOutput() if path in (None, "-") else OutputFile(str(path))


def check(place: Destination) -> None:
    """Find out whether an answer can be written, before anything is sent.

    Raises:
        BrokenPipeError: nobody reads it.
        OutputError: it can't be written.
    """
    try:
        place.check()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise OutputError(_unwritten(place, error, "nothing was sent")) from None


def deliver(place: Destination, output: bytes, answer: bytes | None = None) -> None:
    """Write what is to be shown, and keep the answer behind it where that fails.

    Raises:
        BrokenPipeError: nobody reads it; a reader that left has had enough.
        OutputError: it can't be written; says where the answer is, or holds it.
    """
    try:
        place.write(output)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        if answer is None:
            raise OutputError(_unwritten(place, error)) from None
        path = kept(answer)
        whereabouts = "the answer follows" if path is None else f"the answer is in {path}"
        remainder = answer if path is None else None
        raise OutputError(_unwritten(place, error, whereabouts), remainder) from None


def kept(answer: bytes) -> str | None:
    """Return a new file that holds the answer, for its owner alone; `None` where none can be."""
    for folder in _folders():
        path = os.path.join(os.path.abspath(folder), f"answer-{os.urandom(8).hex()}.json")
        with suppress(OSError):
            _fill(os.open(path, _NEW, 0o600), path, answer)
            return path
    return None


def _folders() -> Iterator[str]:
    """Yield the folders to keep something in; `tempfile` would have to be loaded, and may fail."""
    folders = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    yield from (folder for folder in folders if folder)
    yield from ("/tmp", os.curdir, os.path.expanduser("~"))


def _unwritten(place: Destination, error: Exception, whereabouts: str = "") -> str:
    message = f"{place.name} can't be written: {streams.reason(error)}"
    return f"{message}; {whereabouts}" if whereabouts else message


def _written_beside(target: str, content: bytes, status: os.stat_result | None) -> str:
    """Return a new file beside the target that holds the content, with the target's mode."""
    part = os.path.join(os.path.dirname(target), f".answer-{os.urandom(8).hex()}.part")
    descriptor = os.open(part, _NEW, 0o666)
    if status is not None:
        with suppress(OSError):  # who may not give a file away owns the new one
            os.chmod(part, stat.S_IMODE(status.st_mode))
            if hasattr(os, "chown"):
                os.chown(part, status.st_uid, status.st_gid)
    _fill(descriptor, part, content)
    return part


def _fill(descriptor: int, path: str, content: bytes) -> None:
    """Write the content down to the disk and close the file, or remove it."""
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        _remove(path)
        raise


def _remove(path: str) -> None:
    with suppress(OSError):
        os.remove(path)


def _settle(folder: str) -> None:
    """Have the disk know the new name, where systems let folders be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
