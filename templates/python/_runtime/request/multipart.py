"""Bodies of several parts: files beside values, by RFC 7578, read from the disk while they are sent.

Job: turn parts into one body that is never held whole, with its length told where it can be known, and
that can be sent again where what it is read from can be read again. Names, names of files and media
types come from callers and from other people's disks: none of them can begin a header or a part of its
own. It doesn't say which part a value makes: `request` does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import TextIOBase
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias, cast

from ..vocabulary.errors import ArgumentError, ArgumentTypeError

FileContent: TypeAlias = "bytes | os.PathLike[str] | BinaryIO"
"""What a file holds: bytes, a path to be read, or a file that is open for reading bytes."""
File: TypeAlias = "FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str | None]"
"""A file as it is given: its content, alone or after its name and before its media type."""

CHUNK: Final = 64 * 1024
"""Bytes that are read at once."""
BINARY: Final = "application/octet-stream"

_MEDIA_TYPE: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+/[ -~]+")
_ESCAPED: Final = {'"': "%22", "\r": "%0D", "\n": "%0A"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a body."""

    name: str
    content: FileContent
    filename: str | None = None
    content_type: str | None = None

    @property
    def head(self) -> bytes:
        """Its headers, as they travel.

        Raises:
            ArgumentError: its media type is none, or its name has no UTF-8.
        """
        disposition = f'Content-Disposition: form-data; name="{_quoted(self.name)}"'
        if self.filename is not None:
            disposition += f'; filename="{_quoted(self.filename)}"'
        lines = [disposition]
        if self.content_type is not None:
            if not _MEDIA_TYPE.fullmatch(self.content_type):
                raise ArgumentError(f"the media type of {self.name} isn't one")
            lines.append(f"Content-Type: {self.content_type}")
        try:
            return ("\r\n".join(lines) + "\r\n\r\n").encode()
        except UnicodeEncodeError:
            problem = f"{self.name} has half a surrogate pair in its name or the name of its file"
        raise ArgumentError(problem)


def file_part(name: str, value: object, content_type: str | None = None) -> Part:
    """Return the part that a file makes; `content_type` holds where the caller says none.

    Raises:
        ArgumentTypeError: it isn't a file in one of the forms that a file is given in.
    """
    filename, content, own = _unpacked(value)
    if isinstance(content, TextIOBase) or not (
        isinstance(content, bytes | os.PathLike) or hasattr(content, "read")
    ):
        wanted = "bytes, a path, a file opened in mode 'rb', or (name, content, media type)"
        raise ArgumentTypeError(f"{name} has to be {wanted}")
    if filename is None:
        filename = _basename(content) or name
    return Part(
        name=name,
        content=cast("FileContent", content),
        filename=filename,
        content_type=own or content_type or BINARY,
    )


def _unpacked(value: object) -> tuple[str | None, object, str | None]:
    """Return name, content and media type of a file as it is given."""
    match value:
        case (str() | None as filename, content):
            return filename, content, None
        case (str() | None as filename, content, str() | None as content_type):
            return filename, content, content_type
    return None, value, None


def _basename(content: object) -> str | None:
    where = content if isinstance(content, os.PathLike) else getattr(content, "name", None)
    return Path(where).name if isinstance(where, str | os.PathLike) else None


class Multipart:
    """A body of parts, sent piece by piece."""

    __slots__ = ("_boundary", "_heads", "_parts", "_starts")

    def __init__(self, parts: Sequence[Part], boundary: str) -> None:
        """Take the parts in their order; `boundary` must not occur in any of them: make it random.

        Raises:
            ArgumentError: a part can't be sent.
        """
        self._parts = tuple(parts)
        self._boundary = boundary
        self._heads = tuple(f"--{boundary}\r\n".encode() + part.head for part in parts)
        self._starts = tuple(_position(part.content) for part in parts)

    @property
    def content_type(self) -> str:
        """The media type, with the boundary."""
        return f"multipart/form-data; boundary={self._boundary}"

    @property
    def again(self) -> bool:
        """Whether the body can be sent a second time."""
        return all(
            start is not None or isinstance(part.content, bytes | os.PathLike)
            for part, start in zip(self._parts, self._starts, strict=True)
        )

    @property
    def length(self) -> int | None:
        """Its bytes; `None` where a part doesn't tell how many it has."""
        sizes = [_size(p.content, start) for p, start in zip(self._parts, self._starts, strict=True)]
        if None in sizes:
            return None
        rest = sum(len(head) + 2 for head in self._heads) + len(self._end)
        return rest + sum(size for size in sizes if size is not None)

    @property
    def _end(self) -> bytes:
        return f"--{self._boundary}--\r\n".encode()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the body from its beginning, at most `CHUNK` bytes of a file at once.

        Raises:
            OSError: a file can't be read.
        """
        for part, head, start in zip(self._parts, self._heads, self._starts, strict=True):
            yield head
            yield from _chunks(part.content, start)
            yield b"\r\n"
        yield self._end


def _chunks(content: FileContent, start: int | None) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, os.PathLike):
        with Path(content).open("rb") as opened:
            yield from _read(opened)
    else:
        if start is not None:
            content.seek(start)
        yield from _read(content)


def _read(opened: BinaryIO) -> Iterator[bytes]:
    while chunk := opened.read(CHUNK):
        if not isinstance(chunk, bytes):
            raise ArgumentTypeError("a file has to be opened in mode 'rb'")
        yield chunk


def _position(content: FileContent) -> int | None:
    """Return where a file that is open stands; `None` where nobody can go back."""
    if isinstance(content, bytes | os.PathLike):
        return None
    try:
        return content.tell() if content.seekable() else None
    except (AttributeError, OSError):
        return None


def _size(content: FileContent, start: int | None) -> int | None:
    if isinstance(content, bytes):
        return len(content)
    if isinstance(content, os.PathLike):
        return os.stat(content).st_size if Path(content).is_file() else None
    if start is None:
        return None
    end = content.seek(0, os.SEEK_END)
    content.seek(start)
    return end - start


def _quoted(text: str) -> str:
    """Return a name as browsers write it: what could end it stands by its number."""
    return "".join(_ESCAPED.get(char, char) for char in text)
