"""Standard input, output and error of a command, to their very ends.

Job: write everything or say that it can't be done, whatever a stream is: closed, full, a pipe that
nobody reads, unbuffered (one write may then take a part only), or one that doesn't block. A stream
is looked at before a call is paid for. `destination` and `display` write through this, `inputs`
reads.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import sys

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from typing import Any, Final, TextIO

_PIECE: Final = 1024 * 1024


class OutputError(Exception):
    """What was to be written can't be, or not all of it.

    `answer` is what a call brought, where nothing else keeps it.
    """

    def __init__(self, message: str, answer: bytes | None = None) -> None:
        super().__init__(message)
        self.answer = answer


def reserve() -> None:
    """Fill the numbers of closed standard streams: what a connection gets, others may write to."""
    while None in (sys.stdin, sys.stdout, sys.stderr):
        descriptor = os.open(os.devnull, os.O_RDWR)
        if descriptor > 2:
            os.close(descriptor)
            return


def write(stream: TextIO | None, raw: bytes) -> None:
    """Write all the bytes, and leave none in a buffer.

    Raises:
        OSError: that isn't possible; a part of them may be written.
    """
    stream = _open(stream)
    stream.flush()
    binary = getattr(stream, "buffer", None)
    if binary is None:  # text that is kept in memory
        stream.write(raw.decode(errors="replace"))
        return
    write_all(getattr(binary, "raw", binary), raw)
    stream.flush()


def write_all(file: Any, raw: bytes) -> None:
    """Write all the bytes to a file, piece by piece where it takes no more at once."""
    if not isinstance(file, io.RawIOBase):
        file.write(raw)
        return
    rest = memoryview(raw)
    while rest:
        count = file.write(rest)
        if count is None:  # it doesn't block, and takes nothing now
            _wait(writable=file)
        rest = rest[count or 0 :]


def check(stream: TextIO | None) -> None:
    """Find out what writing would fail with, as far as can be known without writing.

    Raises:
        BrokenPipeError: nobody reads what is written.
        OSError: the stream is closed, isn't there to be written to, or its disk is full.
    """
    try:
        descriptor = _open(stream).fileno()
    except io.UnsupportedOperation:
        return
    os.write(descriptor, b"")
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        _check_space(descriptor)
    else:
        _check_reader(descriptor)


def read(stream: TextIO | None) -> bytes:
    """Return all the bytes up to the end, however long they take to come.

    Raises:
        OSError: the stream is closed, or can't be read.
    """
    binary = _open(stream).buffer
    file = getattr(binary, "raw", binary)
    pieces: list[bytes] = []
    while (piece := file.read(_PIECE)) != b"":
        if piece is None:  # it doesn't block, and has nothing now
            _wait(readable=file)
        else:
            pieces.append(piece)
    return b"".join(pieces)


def reason(error: Exception) -> str:
    """Return what the system says about an error."""
    return getattr(error, "strerror", None) or str(error)


def _open(stream: TextIO | None) -> TextIO:
    if stream is None or stream.closed:
        raise OSError(errno.EBADF, "it is closed")
    return stream


def _wait(*, readable: Any = None, writable: Any = None) -> None:
    import select  # rarely needed

    select.select([readable] if readable else [], [writable] if writable else [], [])


def _check_space(descriptor: int) -> None:
    if not hasattr(os, "fstatvfs"):
        return
    disk = os.fstatvfs(descriptor)
    free = disk.f_bavail if os.geteuid() else disk.f_bfree
    if disk.f_blocks and not free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _check_reader(descriptor: int) -> None:
    import select  # rarely needed

    if not hasattr(select, "poll"):
        return
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    if any(state & (select.POLLERR | select.POLLHUP) for _, state in poll.poll(0)):
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
