"""Content codings: gzip and deflate, undone piece by piece.

Job: never hold more of a decompressed body than asked for, so that a small answer can't become a
large one unnoticed; the caller of `Decoder.feed` counts. What a small answer becomes on its way
through several codings, or as very many members of gzip, is limited as well: nobody sees it, but it
takes time. Only codings that requests ask for are known. `incoming` uses this.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

ACCEPTED: Final = "gzip, deflate"
_NONE: Final = frozenset({"", "identity", "none", "utf-8"})
"""What servers call a body that is in no coding; the standard has `identity` alone."""
_MOST_LAYERS: Final = 3
_MOST_MEMBERS: Final = 10_000
"""Tools that compress in parallel make one of 64 KiB or more; an empty one takes as long."""
_PIECE: Final = 256 * 1024
_GZIP: Final = 16 + zlib.MAX_WBITS
_MEMBER: Final = b"\x1f\x8b"


class CodingError(ValueError):
    """The body isn't in the coding that the answer names, or in none that is known."""


class Excess(Exception):
    """The body becomes too much on its way through its codings."""


class Decoder:
    """Undoes the codings of one body, the last one first."""

    def __init__(self, codings: str, most: int) -> None:
        """Prepare for a body of so many bytes at most, which the caller sees to.

        Raises:
            CodingError: there are too many codings, or one isn't known.
        """
        names = [name.strip().lower() for name in codings.split(",")]
        applied = [name for name in names if name not in _NONE]
        if len(applied) > _MOST_LAYERS:
            raise CodingError(f"more than {_MOST_LAYERS} content codings")
        self._layers = [_layer(name) for name in reversed(applied)]
        self._between = 0
        self._most = len(applied) * (most + most // 100 + 1024)  # it may have to be larger there

    @property
    def plain(self) -> bool:
        """Whether the body is in no coding."""
        return not self._layers

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Return what the next bytes of the body become, in pieces.

        Raises:
            CodingError: the bytes aren't in the coding.
            Excess: they are more between two codings than the body may be, or too many members.
        """
        pieces: Iterable[bytes] = (data,)
        for layer in self._layers[:-1]:
            pieces = self._counted(_fed(layer, pieces))
        yield from _fed(self._layers[-1], pieces) if self._layers else pieces

    def _counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield piece  # what it becomes is kept, as far as it may
            self._between += len(piece)
            if self._between > self._most:
                raise Excess("more bytes between its content codings than it may have")

    @property
    def whole(self) -> bool:
        """Whether every coding has come to its end."""
        return all(layer.whole for layer in self._layers)


def _fed(layer: Layer, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from layer.feed(piece)


def _layer(name: str) -> Layer:
    if name in ("gzip", "x-gzip"):
        return Layer(_GZIP)
    if name == "deflate":
        return Deflate()
    raise CodingError("a content coding that wasn't asked for")


class Layer:
    """One coding."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._fed = False
        self._members = 1

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Return what the next bytes become, in pieces."""
        rest = data
        while rest or self._pending:
            try:
                piece = self._stream.decompress(rest, _PIECE)
            except zlib.error as error:
                raise CodingError(str(error)) from None
            self._fed, self._pending = True, len(piece) == _PIECE
            if piece:
                yield piece
            rest = self._following() if self._stream.eof else self._stream.unconsumed_tail

    _pending = False
    """Whether the stream may hold more output than was taken."""

    def _following(self) -> bytes:
        """Return what comes after the end; gzip may go on, anything else there is of no meaning."""
        rest = self._stream.unused_data
        self._pending = False
        if self._window != _GZIP or not rest.startswith(_MEMBER):
            return b""
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise Excess(f"more than {_MOST_MEMBERS} members of gzip")
        self._stream = zlib.decompressobj(self._window)
        return rest

    @property
    def whole(self) -> bool:
        """Whether the coding has come to its end; nothing at all is whole."""
        return self._stream.eof or not self._fed


class Deflate(Layer):
    """Deflate, with the header that the standard wants or, as some send it, without."""

    def __init__(self) -> None:
        super().__init__(zlib.MAX_WBITS)
        self._start = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Return what the next bytes become, in pieces."""
        if self._fed:
            yield from super().feed(data)
            return
        self._start += data
        if len(self._start) >= 2:
            if (self._start[0] & 15) != 8 or int.from_bytes(self._start[:2]) % 31:
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            yield from super().feed(self._start)

    @property
    def whole(self) -> bool:
        """Whether the coding has come to its end; nothing at all is whole."""
        return super().whole and (self._fed or not self._start)
