"""Bodies of one JSON text after the other: JSON lines, or a sequence by RFC 7464.

Job: write items as they are asked for, so that no more than one is held where they aren't in a list
anyhow. What was written before goes out as it is. `form` asks.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import IO, Any, Final, TypeAlias, TypeVar, cast

from ..request.values import encoded
from ..vocabulary.errors import ArgumentTypeError
from .pieces import Pieces, content

T = TypeVar("T")

Lines: TypeAlias = Iterable[T] | AsyncIterable[T] | bytes | os.PathLike[str] | IO[bytes]
"""Items, each of them sent as JSON; by `async for`, where a client is awaited. Bytes, a path and an
open file hold what is written already."""

_SEQUENCE: Final = "json-seq"
_BEGINNING: Final = b"\x1e"
"""What is in front of each text of a sequence (RFC 7464, section 2.2)."""


def lines(name: str, value: object, media: str) -> bytes | Pieces:
    """Return items as they travel in a media type.

    Raises:
        ArgumentTypeError: it has no items.
        ArgumentError: an item of a list can't be written.
    """
    if isinstance(value, bytes | bytearray | memoryview | os.PathLike) or hasattr(value, "read"):
        return content(name, cast("Any", value))
    write = _writer(name, media)
    if isinstance(value, list | tuple):
        return b"".join(map(write, cast("list[Any]", value)))
    if isinstance(value, str | Mapping) or not _has_items(value):
        raise ArgumentTypeError(f"{name} has to be an iterable of what is sent")
    return Pieces([_written(write, value)])


def _has_items(value: object) -> bool:
    return hasattr(value, "__iter__") or hasattr(value, "__aiter__")


def _writer(name: str, media: str) -> Callable[[object], bytes]:
    is_sequence = media.partition(";")[0].strip().lower().endswith(_SEQUENCE)
    before = _BEGINNING if is_sequence else b""
    return lambda item: before + encoded(item, name) + b"\n"


def _written(
    write: Callable[[object], bytes], value: Any
) -> Iterator[bytes] | AsyncIterator[bytes]:
    return map(write, value) if hasattr(value, "__iter__") else _awaited(write, value)


async def _awaited(
    write: Callable[[object], bytes], items: AsyncIterable[object]
) -> AsyncIterator[bytes]:
    async for item in items:
        yield write(item)
