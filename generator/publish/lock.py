"""One run at a time for each output folder.

Job: hold a lock of the operating system on the folder itself, which leaves no file behind and is
free again the moment its holder ends, however it ends. A file system that knows no locks is used
without one: what two runs at once then leave is found by the manifest, and repaired by the next.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.publish.destination import PublishError

PATIENCE: Final = 60.0
"""Seconds that a run waits for another, which takes a few."""
PAUSE: Final = 0.05

_BUSY: Final = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextmanager
def exclusive(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other runs away from a folder.

    Raises:
        PublishError: another run has kept it for longer than `patience`.
    """
    handle = _opened(folder)
    try:
        end = time.monotonic() + patience
        while not _acquire(handle):
            if time.monotonic() > end:
                raise PublishError(f"{folder}: another run of compactgen works on it")
            time.sleep(PAUSE)
        if not _is_still(folder, handle):
            raise PublishError(f"{folder}: was moved or replaced; run it again")
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _is_still(folder: Path, handle: int) -> bool:
        return True  # a folder with an open file in it can't be moved there

    def _opened(folder: Path) -> int:
        # A folder can't be locked there; the file goes with its last user.
        return os.open(folder / ".compactgen-lock", os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)

    def _acquire(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in _BUSY
        return True

else:
    import fcntl

    def _is_still(folder: Path, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.stat(folder))
        except OSError:
            return False

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def _acquire(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _BUSY
        return True
