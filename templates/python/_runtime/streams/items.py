"""The items of a stream, each as JSON text.

Job: have the stream cut by the rules of its media type, and make of each message the text that its
type is read from: its data as JSON, its data as a text, or the event with its name and data. What
the description says ends the stream; without it the word `[DONE]` where JSON is wanted, which isn't
JSON.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import Final

from ..response.promises import EVENTS, bare
from ..vocabulary.errors import AnswerTooLargeError, IncompleteAnswerError
from ..vocabulary.operation import Answer, Item
from .framing import Framing, JsonLines, JsonSequence, Message, ServerSentEvents

_DONE: Final = b"[DONE]"


class Items:
    """What has come of a stream and wasn't taken yet."""

    def __init__(self, answer: Answer, most: int) -> None:
        """Cut an answer into items; one of more bytes than `most` is refused."""
        self._kind = answer.item
        usual = _DONE if answer.item in ("json", "event", "event-any") else None
        self._last = answer.terminator.strip().encode() if answer.terminator else usual
        self._framing = _framing(answer.item, bare(answer.media), most)
        self._messages: deque[Message] = deque()
        self.over = False
        """Whether no more can come."""

    @property
    def waiting(self) -> bool:
        """Whether something has come that wasn't taken."""
        return bool(self._messages)

    def feed(self, chunk: bytes | None) -> None:
        """Take the next bytes; `None` is the end.

        Raises:
            AnswerTooLargeError: an item is larger than it may be.
            IncompleteAnswerError: the stream ends within an item.
        """
        try:
            if chunk is not None:
                self._messages.extend(self._framing.feed(chunk))
                return
            self.over = True
            self._messages.extend(self._framing.end())
            return
        except ValueError as error:
            reason = str(error)
        kind = IncompleteAnswerError if chunk is None else AnswerTooLargeError
        raise kind(f"the stream can't be used: {reason}", reason=reason)

    def next(self) -> bytes | None:
        """Return the JSON text of the next item; `None` where none has come."""
        if not self._messages:
            return None
        message = self._messages.popleft()
        if message.data.strip() == self._last:
            self.end()
            return None
        return self._text(message)

    def end(self) -> None:
        """Take no more, and leave what came."""
        self.over = True
        self._messages.clear()

    def _text(self, message: Message) -> bytes:
        match self._kind:
            case "json" | "bytes":
                return message.data
            case "text":
                return _quoted(message.data)
            case kind:
                is_json = kind == "event" or (kind == "event-any" and _is_nested(message.data))
                data = message.data if is_json else _quoted(message.data)
                fields = {"event": message.event, "id": message.id}
                present = {name: value for name, value in fields.items() if value}
                members = [f"{json.dumps(n)}:{json.dumps(value)}" for n, value in present.items()]
                return b'{%s,"data":%s}' % (",".join(members).encode(), data)


class _Pieces:
    """Leaves a stream as the network has cut it."""

    def feed(self, chunk: bytes) -> Iterator[Message]:
        """Yield the bytes."""
        yield Message(data=chunk)

    def end(self) -> Iterator[Message]:
        """Yield nothing more."""
        return iter(())


def _framing(kind: Item, media: str, most: int) -> Framing:
    if kind == "bytes":
        return _Pieces()
    if media == EVENTS:
        return ServerSentEvents(most)
    return JsonSequence(most) if media.endswith("json-seq") else JsonLines(most)


def _is_nested(data: bytes) -> bool:
    """Return whether data is an object or a list of JSON; a number is a text as well."""
    try:
        return isinstance(json.loads(data), dict | list)
    except (ValueError, RecursionError):
        return False


def _quoted(data: bytes) -> bytes:
    return json.dumps(data.decode("utf-8", "replace")).encode()
