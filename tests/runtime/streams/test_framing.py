"""Streams are cut into messages by their standards, wherever the network cuts them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from _runtime.streams.framing import (
    Framing,
    JsonLines,
    JsonSequence,
    Message,
    ServerSentEvents,
)
from hypothesis import given, strategies as st

EVENTS: list[tuple[str, bytes, list[str]]] = [
    ("one", b"data: a\n\n", ["a"]),
    ("lines", b"data:msg\ndata\ndata:end\n\n", ["msg\n\nend"]),
    ("mark at the beginning only", "\ufeffdata:1\n\n\ufeffdata:2\n\ndata:3\n\n".encode(),
     ["1", "3"]),
    ("two marks", "\ufeff\ufeffdata:1\n\ndata:2\n\n".encode(), ["2"]),
    ("comments",
     b"data:1\r:\0\n:\r\ndata:2\n:x\rdata:3\r:data:fail\r:" + b"x" * 4096 + b"\rdata:4\n\n",
     ["1\n2\n3\n4"]),
    ("fields",
     b"data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n"
     b" data:32\ndata:4\n\n", ["\0\n 2\n1\n3\n\n4"]),
    ("leading blank", b"data:\ttest\rdata: \ndata:test\n\n", ["\ttest\n\ntest"]),
    ("ends of lines", b"data:test\r\ndata\ndata:test\r\n\r", ["test\n\ntest"]),
    ("empty data", b"data:\n\ndata\n\n:\n\n\n\ndata: x\n\n", ["", "", "x"]),
    ("other white space ends no line", "data:a\u2028b\u0085c\n\n".encode(), ["a\u2028b\u0085c"]),
    ("no data no event", b"event: a\n\ndata: b\n\n", ["b"]),
]  # fmt: skip


def cut(framing: Framing, chunks: list[bytes]) -> list[Message]:
    messages = [message for chunk in chunks for message in framing.feed(chunk)]
    return [*messages, *framing.end()]


@pytest.mark.parametrize(("stream", "texts"), [e[1:] for e in EVENTS], ids=[e[0] for e in EVENTS])
def test_events_by_the_standard(stream: bytes, texts: list[str]) -> None:
    """Each rule of HTML 9.2.6 holds, with the stream whole, in bytes, and cut in two anywhere."""
    for chunks in (
        [stream],
        [stream[n : n + 1] for n in range(len(stream))],
        *([stream[:n], b"", stream[n:]] for n in range(min(len(stream), 300))),
    ):
        assert [m.data.decode() for m in cut(ServerSentEvents(), chunks)] == texts


def test_types_and_ids_of_events() -> None:
    """A type holds for one event, an id until the next one; one with NUL is none."""
    stream = b"event: a\nid: 1\ndata: x\n\ndata: y\n\nid: b\0\nid\nevent\ndata: z\n\n"
    found = [(m.event, m.id) for m in cut(ServerSentEvents(), [stream])]
    assert found == [("a", "1"), ("message", "1"), ("message", "")]


@pytest.mark.parametrize("stream", [b"data: a", b"data: a\n", b"data: a\n\ndata: b\n", b"data"])
def test_a_stream_that_ends_within_an_event(stream: bytes) -> None:
    """What no empty line ends is no event, and a stream that stops there was cut: it is told."""
    with pytest.raises(ValueError, match="ends within"):
        cut(ServerSentEvents(), [stream])


@pytest.mark.parametrize("stream", [b"", b"\n", b": bye", b"data: a\n\n: bye", b"id: 1\n"])
def test_a_stream_that_ends_well(stream: bytes) -> None:
    """A comment or a field without data at the end is nothing that was lost."""
    assert [m.data for m in cut(ServerSentEvents(), [stream])] in ([], [b"a"])


@pytest.mark.parametrize("media", [ServerSentEvents, JsonLines, JsonSequence])
@pytest.mark.parametrize("piece", [b"data: " + b"x" * 50 + b"\n", b"x" * 10])
def test_nothing_is_held_without_bound(media: Callable[[int], Framing], piece: bytes) -> None:
    """A message that never ends is refused at the limit, in one line or in many."""
    framing = media(100)
    with pytest.raises(ValueError, match="100 bytes"):
        for _ in range(200):
            joined = piece if media is ServerSentEvents else piece.replace(b"\n", b"")
            list(framing.feed(joined))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\n\r", max_size=2), inner)
    ),
    max_leaves=5,
)


def _chunks(stream: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({0, len(stream), *(place % (len(stream) + 1) for place in places)})
    return [stream[a:b] for a, b in zip(ends, ends[1:], strict=False)]


@given(st.lists(VALUES, max_size=5), st.lists(st.integers(0, 10**6), max_size=6), st.booleans())
def test_lines_of_json(values: list[object], places: list[int], ended: bool) -> None:
    """Values written a line each are read as they were, wherever the stream is cut."""
    stream = "\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode()
    chunks = _chunks(stream + (b"\r\n" if ended else b""), places)
    assert [json.loads(m.data) for m in cut(JsonLines(), chunks)] == values


@given(st.lists(VALUES, max_size=5), st.lists(st.integers(0, 10**6), max_size=6))
def test_sequences_of_json(values: list[object], places: list[int]) -> None:
    """Texts of RFC 7464 are read as they were, wherever the stream is cut."""
    stream = b"".join(b"\x1e" + json.dumps(value, indent=1).encode() + b"\n" for value in values)
    assert [json.loads(m.data) for m in cut(JsonSequence(), _chunks(stream, places))] == values


def test_a_sequence_that_was_cut() -> None:
    """RFC 7464, 2.4: a text without its line feed may be a piece of a number; it is told."""
    with pytest.raises(ValueError, match="ends within"):
        cut(JsonSequence(), [b"\x1e1\n\x1e12"])


WORDS = [b"data", b":", b" ", b"\r", b"\n", b"\r\n", b"a", b"id:1", b"event"]


@given(st.lists(st.sampled_from(WORDS)), st.lists(st.integers(0, 10**6), max_size=6))
def test_where_the_network_cuts_is_of_no_matter(pieces: list[bytes], places: list[int]) -> None:
    """The events of a stream are the same however it is cut."""
    stream = b"".join(pieces) + b"\n\n\n"
    whole = list(ServerSentEvents().feed(stream))
    framing = ServerSentEvents()
    assert [m for chunk in _chunks(stream, places) for m in framing.feed(chunk)] == whole
