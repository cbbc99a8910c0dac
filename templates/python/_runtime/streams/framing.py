"""Answers that come piece by piece: where one message ends and the next begins.

Job: cut the bytes of a stream into messages, wherever the network has cut them: server-sent events
by the rules of the WHATWG (HTML, section 9.2.6), lines of JSON, and JSON text sequences (RFC 7464).
Nothing is kept but the message that isn't complete yet, and that only up to a limit. What a message
means is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from ..vocabulary.dataclass import dataclass

LIMIT: Final = 64 * 1024 * 1024
"""Bytes of one message, at most."""

_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a stream; a line of JSON is the data of an event without a name."""

    data: bytes
    """What it holds: the lines of an event, a line feed between them."""
    event: str = "message"
    """The type of an event."""
    id: str = ""
    """The last id that the stream has told."""


class Framing(Protocol):
    """Cuts a stream."""

    def feed(self, chunk: bytes) -> Iterator[Message]:
        """Yield the messages that are complete with this chunk.

        Raises:
            ValueError: one is larger than the limit.
        """
        ...

    def end(self) -> Iterator[Message]:
        """Yield what the end of the stream completes.

        Raises:
            ValueError: the stream ends within a message.
        """
        ...


class _Lines:
    """Cuts bytes into lines without their ends, and holds what may still go on."""

    __slots__ = ("_after_return", "_limit", "_parts", "_returns", "_size")

    def __init__(self, limit: int, *, returns: bool) -> None:
        self._limit = limit
        self._returns = returns
        self._after_return = False
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def rest(self) -> bytes:
        return b"".join(self._parts)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        if self._after_return and chunk.startswith(b"\n"):
            chunk = chunk[1:]  # of the line that has ended with the chunk before
            self._after_return = False
        if not chunk:
            return
        self._after_return = self._returns and chunk.endswith(b"\r")
        if self._returns:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        first, *others = chunk.split(b"\n")
        for line in others:
            self._hold(first)
            complete, first = self.rest, line
            self._parts, self._size = [], 0
            yield complete
        self._hold(first)

    def _hold(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise ValueError(f"a line is longer than {self._limit:,} bytes")
        if part:
            self._parts.append(part)


class ServerSentEvents:
    """Server-sent events (`text/event-stream`)."""

    def __init__(self, limit: int = LIMIT) -> None:
        """Hold no more than `limit` bytes of one event."""
        self._lines = _Lines(limit, returns=True)
        self._limit = limit
        self._begun = b""
        self._first = True
        self._data: list[bytes] = []
        self._size = 0
        self._event = ""
        self._id = ""

    def feed(self, chunk: bytes) -> Iterator[Message]:
        """Yield the events that are complete with this chunk.

        Raises:
            ValueError: one is larger than the limit.
        """
        for line in self._lines.feed(self._without_mark(chunk)):
            if line:
                self._field(line)
            elif self._data:
                yield self._dispatched()
            else:
                self._event = ""

    def end(self) -> Iterator[Message]:
        """Yield nothing: an event ends with an empty line, and with nothing else.

        Raises:
            ValueError: data has come that no empty line has ended.
        """
        if self._data or self._lines.rest.startswith(b"data"):
            raise ValueError("the stream ends within an event")
        return iter(())

    def _without_mark(self, chunk: bytes) -> bytes:
        """Return a chunk without the mark of byte order that a stream may begin with."""
        if not self._first:
            return chunk
        chunk = self._begun + chunk
        if len(chunk) < len(_BOM) and _BOM.startswith(chunk):
            self._begun = chunk
            return b""
        self._first = False
        return chunk.removeprefix(_BOM)

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._size += len(value) + 1
            if self._size > self._limit:
                raise ValueError(f"an event is larger than {self._limit:,} bytes")
            self._data.append(value)
        elif name == b"event":
            self._event = value.decode("utf-8", "replace")
        elif name == b"id" and b"\0" not in value:
            self._id = value.decode("utf-8", "replace")

    def _dispatched(self) -> Message:
        data, event = b"\n".join(self._data), self._event or "message"
        self._data, self._size, self._event = [], 0, ""
        return Message(data=data, event=event, id=self._id)


class JsonLines:
    """A JSON value a line (`application/x-ndjson`, `application/jsonl`); empty lines are none."""

    def __init__(self, limit: int = LIMIT) -> None:
        """Hold no more than `limit` bytes of one line."""
        self._lines = _Lines(limit, returns=False)

    def feed(self, chunk: bytes) -> Iterator[Message]:
        """Yield the lines that are complete with this chunk.

        Raises:
            ValueError: one is larger than the limit.
        """
        return (Message(data=line) for line in self._lines.feed(chunk) if line.strip())

    def end(self) -> Iterator[Message]:
        """Yield the last line, which needs no end: whether it is whole, its JSON tells."""
        rest = self._lines.rest
        return iter((Message(data=rest),) if rest.strip() else ())


class JsonSequence:
    """JSON text sequences (`application/json-seq`, RFC 7464): each text begins with a mark."""

    _MARK: Final = b"\x1e"

    def __init__(self, limit: int = LIMIT) -> None:
        """Hold no more than `limit` bytes of one text."""
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[Message]:
        """Yield the texts that the mark of the next one ends.

        Raises:
            ValueError: one is larger than the limit.
        """
        first, *others = chunk.split(self._MARK)
        self._hold(first)
        for following in others:
            text = self._taken()
            self._hold(following)
            if text.strip():
                yield Message(data=text)

    def end(self) -> Iterator[Message]:
        """Yield the last text.

        Raises:
            ValueError: it has no line feed at its end, which tells that it was cut.
        """
        text = self._taken()
        if text.strip() and not text.endswith(b"\n"):
            raise ValueError("the stream ends within a text")
        return iter((Message(data=text),) if text.strip() else ())

    def _hold(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise ValueError(f"a text is larger than {self._limit:,} bytes")
        self._parts.append(part)

    def _taken(self) -> bytes:
        text = b"".join(self._parts)
        self._parts, self._size = [], 0
        return text
