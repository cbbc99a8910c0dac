"""Bodies that are read while they are sent."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from _runtime.contents.pieces import CHUNK, Pieces


def test_a_file_is_never_held_whole(tmp_path: Path) -> None:
    """Of a file of 64 MiB two chunks are in memory at most."""
    path, size = tmp_path / "large", 64 * 1024 * 1024
    with path.open("wb") as file:
        file.truncate(size)
    body = Pieces([b"head", path, b"tail"])
    assert body.length == size + 8
    tracemalloc.start()
    try:
        sent = sum(map(len, body))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (sent, peak < 4 * CHUNK) == (size + 8, True)
