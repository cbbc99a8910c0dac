"""An answer that is being received: what came so far, and how much of it may come.

Job: keep status, headers and body while they arrive, count the bytes as received and as
decompressed and stop at the limits, so that whatever ends the answer, what came of it isn't lost.
No I/O: sync and async transports feed it, `failures` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..vocabulary.dataclass import replace
from .content_codings import CodingError, Decoder, Excess
from .protocol import Limits, Response

_FAILURE: Final = Limits(wire=1024 * 1024, decoded=1024 * 1024)
"""How much is read of an answer that is a failure: its status is the message."""

_SMALL: Final = 1024
"""Bytes of a piece below which it isn't kept as an object of its own."""

RawHeaders = Iterable[tuple[bytes, bytes]]


class AnswerProblem(Exception):
    """The body can't be used as it comes. It stays inside the runtime."""


class TooLarge(AnswerProblem):
    """The body is larger than the limits."""


class Incomplete(AnswerProblem):
    """The body ended early, or isn't in its coding."""


class Incoming:
    """An answer on its way in."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._decoder: Decoder | None = None
        self._miscoding = ""
        self._undecoded = bytearray()
        self._wire = self._decoded = 0
        self._pieces: list[bytes] = []
        self._tail = bytearray()
        self.status = 0
        self.headers: dict[str, str] = {}

    @property
    def begun(self) -> bool:
        """Whether status and headers have come."""
        return self.status > 0

    @property
    def succeeds(self) -> bool:
        """Whether the status says success."""
        return 200 <= self.status < 300

    @property
    def wanted(self) -> bool:
        """Whether the body matters; that of a redirect doesn't, and it may be anything."""
        return not 300 <= self.status < 400

    @property
    def complete(self) -> bool:
        """Whether nothing more can come of the body, as far as its length was announced."""
        length = self.headers.get("content-length", "")
        return length.isdecimal() and self._wire >= int(length[:20])

    def begin(self, status: int, headers: RawHeaders) -> None:
        """Take status and headers; refuse at once what announces too much.

        A body in an unknown coding is kept as it comes, and refused at its end.
        """
        self.status, self.headers = status, merged(headers)
        if not self.succeeds:
            self._limits = _smaller(self._limits, _FAILURE)
        if not self.wanted:
            return
        length = self.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > self._limits.wire:
            raise TooLarge(f"its body has {length[:20]} bytes, more than {self._limits.wire}")
        try:
            decoder = Decoder(self.headers.get("content-encoding", ""), self._limits.decoded)
            self._decoder = None if decoder.plain else decoder
        except CodingError as error:
            self._miscoding = str(error)

    def take(self, data: bytes) -> None:
        """Take the next bytes of the body, as far as the limits go."""
        room = self._limits.wire - self._wire
        self._wire += len(data)
        self._decode(data[:room])
        if len(data) > room:
            raise TooLarge(f"its body has more than {self._limits.wire} bytes")

    def through(self, data: bytes) -> bytes:
        """Return what the next bytes become in a body that nobody keeps."""
        if self._miscoding:
            raise Incomplete(self._miscoding)
        try:
            return b"".join(self._decoder.feed(data)) if self._decoder else data
        except Excess as error:
            raise TooLarge(f"its body has {error}") from None
        except CodingError as error:
            raise Incomplete(f"its body isn't in its content coding: {error}") from None

    def _decode(self, data: bytes) -> None:
        if self._decoder is None or self._miscoding:
            self._keep(data)
            return
        if not self._decoded:
            self._undecoded += data
        try:
            for piece in self._decoder.feed(data):
                self._keep(piece)
        except Excess as error:
            raise TooLarge(f"its body has {error}") from None
        except CodingError as error:
            self._miscoded(f"its body isn't in its content coding: {error}")
        if self._decoded:
            self._undecoded.clear()

    def _miscoded(self, fault: str) -> None:
        """Keep a body as it comes that was never in its coding; end one that broke off in it."""
        if self._decoded:
            raise Incomplete(fault)
        self._miscoding = fault
        self._keep(bytes(self._undecoded))

    def _keep(self, piece: bytes) -> None:
        room = self._limits.decoded - self._decoded
        self._gather(piece[:room])
        self._decoded += len(piece)
        if len(piece) > room:
            limit = self._limits.decoded
            raise TooLarge(f"its body has more than {limit} bytes when it is decompressed")

    def _gather(self, piece: bytes) -> None:
        """Add the bytes to the body: large pieces as they are, small ones joined."""
        if len(piece) < _SMALL:
            self._tail += piece
        else:
            self._settle()
            self._pieces.append(piece)

    def _settle(self) -> None:
        if self._tail:
            self._pieces.append(bytes(self._tail))
            self._tail.clear()

    def end(self) -> None:
        """Note that the body has come to its end."""
        if self._decoder is not None and not self._miscoding and not self._decoder.whole:
            self._miscoded("its compressed body ended early")
        if self._miscoding:
            raise Incomplete(self._miscoding)

    def response(self) -> Response:
        """Return the answer as far as it came."""
        self._settle()
        self._pieces = [b"".join(self._pieces)]
        return Response(status=self.status, headers=self.headers, body=self._pieces[0])


def merged(headers: RawHeaders) -> dict[str, str]:
    """Return the headers by lower-case name; those that come several times are joined."""
    result: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        result[name] = f"{result[name]}, {value}" if name in result else value
    return result


def _smaller(one: Limits, other: Limits) -> Limits:
    return replace(one, wire=min(one.wire, other.wire), decoded=min(one.decoded, other.decoded))
