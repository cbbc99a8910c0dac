"""Files, and whatever yields bytes, as a body that is read while it is sent.

Job: be one body made of pieces, of which no file is ever held whole, with its length told where it
can be known, and sent again where all of it can be read again. What can't be read ends the call
with an exception of ours. `network` sends these.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence
from io import TextIOBase
from typing import IO, Any, Final, TypeAlias, cast

from ..transport.bodies import Streamed
from ..vocabulary.errors import APIError, ArgumentError, ArgumentTypeError
from ..vocabulary.signals import interrupts

BinaryContent: TypeAlias = (
    bytes | os.PathLike[str] | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
)
"""What is sent as it is: bytes, a path to be read, a file that is open for reading bytes, or what
yields bytes; by `async for`, where a client is awaited."""

CHUNK: Final = 64 * 1024
"""Bytes that are read at once."""


def content(name: str, value: object) -> bytes | Pieces:
    """Return what an argument that takes bytes is sent as.

    Raises:
        ArgumentTypeError: it isn't anything that bytes can be read from.
    """
    source = piece(name, value)
    return source if isinstance(source, bytes) else Pieces([source])


def piece(name: str, value: object) -> BinaryContent:
    """Return a value that bytes can be read from.

    Raises:
        ArgumentTypeError: there are none in it.
    """
    if _is_bytes(value):
        return bytes(cast("bytes", value))
    readable = _is_path(value) or _is_file(value) or _is_async(value)
    several = hasattr(value, "__iter__") and not isinstance(value, str | dict)
    if isinstance(value, TextIOBase) or not (readable or several):
        accepted = "bytes, a path, a file opened in mode 'rb', or an iterable of bytes"
        raise ArgumentTypeError(f"{name} has to be {accepted}")
    return cast("BinaryContent", value)


class Pieces(Streamed):
    """A body of pieces, sent one after the other."""

    __slots__ = ("_begun", "_pieces", "_starts")

    def __init__(self, pieces: Sequence[BinaryContent]) -> None:
        self._pieces = tuple(pieces)
        self._starts = tuple(_position(each) for each in pieces)
        self._begun = False

    @property
    def sendable(self) -> bool:
        """Whether it can be sent now: it wasn't yet, or it can be read anew."""
        pairs = zip(self._pieces, self._starts, strict=True)
        return not self._begun or all(_again(each, start) for each, start in pairs)

    @property
    def length(self) -> int | None:
        """Its bytes; `None` where a piece doesn't tell how many it has."""
        total = 0
        for each, start in zip(self._pieces, self._starts, strict=True):
            try:
                size = _size(each, start)
            except OSError:  # which reading it will tell
                return None
            if size is None:
                return None
            total += size
        return total

    def __iter__(self) -> Iterator[bytes]:
        """Yield the body from its beginning, at most `CHUNK` bytes of a file at once.

        Raises:
            ArgumentError: it can't be read.
        """
        for part in self.parts():
            if _is_async(part):
                raise ArgumentTypeError("what is sent is read by `async for`: use the async client")
            yield from cast("Iterator[bytes]", part)

    def parts(self) -> Iterator[Iterator[bytes] | AsyncIterator[bytes]]:
        """Yield what reads its pieces, one after the other; each raises what `__iter__` does."""
        self._begun = True
        for each, start in zip(self._pieces, self._starts, strict=True):
            yield _awaited(each) if _is_async(each) else _blocking(each, start)


def _blocking(each: Any, start: int | None) -> Iterator[bytes]:
    try:
        yield from _chunks(each, start)
        return
    except (APIError, GeneratorExit):
        raise
    except Exception as error:
        if interrupts(error):
            raise
        problem = _unreadable(error)
    raise ArgumentError(problem)


async def _awaited(each: Any) -> AsyncIterator[bytes]:
    try:
        async for chunk in each:
            yield _checked(chunk)
        return
    except (APIError, GeneratorExit):
        raise
    except Exception as error:
        if interrupts(error):
            raise
        problem = _unreadable(error)
    raise ArgumentError(problem)


def _unreadable(error: Exception) -> str:
    return f"what is sent can't be read ({type(error).__name__}: {error})"


def _chunks(each: Any, start: int | None) -> Iterator[bytes]:
    if isinstance(each, bytes):
        yield each
    elif _is_path(each):
        with open(each, "rb") as file:
            yield from _read(file)
    elif _is_file(each):
        if start is not None:
            each.seek(start)
        yield from _read(each)
    else:
        for chunk in each:
            yield _checked(chunk)


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield _checked(chunk)


def _checked(chunk: object) -> bytes:
    if not _is_bytes(chunk):
        raise ArgumentTypeError("what is sent has to hold bytes: open files in mode 'rb'")
    return bytes(cast("bytes", chunk))


def _is_bytes(each: object) -> bool:
    return isinstance(each, bytes | bytearray | memoryview)


def _is_async(each: object) -> bool:
    return hasattr(each, "__aiter__") and not (_is_file(each) or hasattr(each, "__iter__"))


def _is_path(each: object) -> bool:
    return isinstance(each, os.PathLike)


def _is_file(each: object) -> bool:
    return hasattr(each, "read")


def _position(each: Any) -> int | None:
    """Return where a file that is open stands; `None` where nobody can go back."""
    if not _is_file(each):
        return None
    try:
        return int(each.tell()) if each.seekable() else None
    except (AttributeError, OSError, ValueError):
        return None


def _again(each: BinaryContent, start: int | None) -> bool:
    """Return whether a piece can be read a second time."""
    return start is not None or isinstance(each, bytes | list | tuple) or _is_path(each)


def _size(each: Any, start: int | None) -> int | None:
    if isinstance(each, bytes):
        return len(each)
    if _is_path(each):
        return os.stat(each).st_size if os.path.isfile(each) else None
    if start is None or not _is_file(each):
        return None
    end: int = each.seek(0, os.SEEK_END)
    each.seek(start)
    return end - start
