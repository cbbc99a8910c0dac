"""How a body that is read while it is sent goes out.

Job: say how its end is told, and hand it on piece by piece, in async code with its files read
beside the event loop. `transports` and `borrowed` send it.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from functools import partial
from typing import TypeAlias

from ..process.worker import WORKER
from ..transport.bodies import Streamed

Chunks: TypeAlias = bytes | Iterable[bytes] | AsyncIterable[bytes]


def framing(body: bytes | Streamed | None) -> list[tuple[bytes, bytes]]:
    """Return the header that tells where the body ends; none for no body."""
    if body is None:
        return []
    length = body.length if isinstance(body, Streamed) else len(body)
    if length is None:
        return [(b"Transfer-Encoding", b"chunked")]
    return [(b"Content-Length", b"%d" % length)]


def blocking(body: bytes | Streamed | None) -> bytes | Iterable[bytes] | None:
    """Return the body as clients that block send it."""
    return iter(body) if isinstance(body, Streamed) else body


def awaiting(body: bytes | Streamed | None) -> bytes | AsyncIterable[bytes] | None:
    """Return the body as clients that are awaited send it."""
    return _chunks(body) if isinstance(body, Streamed) else body


async def _chunks(body: Streamed) -> AsyncIterator[bytes]:
    for part in body.parts():
        if isinstance(part, AsyncIterator):
            async for chunk in part:
                yield chunk
            continue
        next_chunk = partial(next, part, None)
        while (piece := await WORKER.do("body", next_chunk, long=True)) is not None:
            yield piece
