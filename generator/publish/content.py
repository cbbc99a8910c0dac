"""What stands in a place on the disk, read so that nothing there can hold a run up.

Job: open plain files only, and no more of them than ours can have. A pipe, a link to a device and
a giant are told apart before they are read, and again once they are open. It must not write.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a file in an output: descriptions have 32 MiB at most, and nothing grows eightfold."""

LONGEST: Final = 16 * 1024 * 1024
"""Bytes of what a run keeps for the next one, and more than any manifest has."""


def content(path: Path, limit: int = LARGEST) -> bytes | None:
    """Return what a plain file holds; nothing when there is none. A link is not followed.

    Raises:
        OSError: it can't be read, or has more bytes than `limit`.
    """
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return _read(path, limit, getattr(os, "O_NOFOLLOW", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None


def source(path: Path, limit: int = LARGEST) -> bytes:
    """Return what a plain file holds, also where a link leads to it.

    Raises:
        OSError: it can't be read, has more bytes than `limit`, or is no plain file.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return _read(path, limit, 0)


def _read(path: Path, limit: int, flags: int) -> bytes:
    flags |= os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags | getattr(os, "O_CLOEXEC", 0)), "rb") as stream:
        status = os.fstat(stream.fileno())  # which may be of another one by now
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        data = stream.read(limit + 1) if status.st_size <= limit else b""
    if max(status.st_size, len(data)) > limit:
        reason = f"larger than {limit:,} bytes, so nothing of compactgen's"
        raise OSError(errno.EFBIG, reason, str(path))
    return data
