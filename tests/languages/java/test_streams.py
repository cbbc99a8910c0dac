"""Streams as Java reads them: the items that Python reads, over both transports, in every way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languages.java.test_package import ran
from tests.output.test_streams import BEGIN, END, EVENTS, STREAMS, Streamer


class Closer(Streamer):
    """A server that answers one request on a connection, and says so."""

    def plays(
        self, *pieces: bytes, kind: str = EVENTS, status: int = 200, ends: bool = True
    ) -> None:
        """Answer with these chunks."""
        super().plays(*pieces, kind=kind, status=status, ends=ends)
        self.head = self.head.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")


@pytest.fixture
def server() -> Iterator[Streamer]:
    """The server."""
    running = Closer()
    yield running
    running.close()


class Program:
    """The program that reads streams, over one of the transports."""

    def __init__(self, classes: Path, server: Streamer, transport: str) -> None:
        self._classes = classes
        self._server = server
        self._transport = transport

    def told(self, *names: str, way: str = "for", timeout: int = 60_000) -> list[str]:
        """What the program prints of calls."""
        arguments = (self._server.url, self._transport, way, str(timeout), *names)
        return ran(self._classes, "Streams", *arguments)


@pytest.fixture(params=["sockets", "jdk"])
def program(classes: Path, server: Streamer, request: pytest.FixtureRequest) -> Program:
    """The program."""
    return Program(classes, server, request.param)


@pytest.mark.parametrize("way", ["for", "stream", "publisher"])
def test_items_are_those_of_python(
    program: Program, server: Streamer, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each item is read as its type, wherever the network has cut the stream."""
    answers = iter(STREAMS)
    answer = Streamer._answer

    def next_answer(self: Streamer, connection: object) -> None:
        _, pieces, kind, _ = next(answers)
        self.plays(*pieces, kind=kind)
        answer(self, connection)  # type: ignore[arg-type]

    monkeypatch.setattr(Streamer, "_answer", next_answer)
    told = program.told(*(name for name, *_ in STREAMS), way=way)
    assert [json.loads(line) for line in told] == [items for *_, items in STREAMS]


def test_kinds_of_items(program: Program, server: Streamer) -> None:
    """Items are of their classes; one of a kind that nobody knew is kept as it came."""
    server.plays(BEGIN, b'data: {"type":"new","more":[1]}\n\n')
    assert program.told("kinds", "events.listen") == [
        "true true false",
        '[{"type":"begin"}, {"type":"new","more":[1]}]',
    ]


def test_an_endless_stream_is_left(program: Program, server: Streamer) -> None:
    """Whoever has had enough closes the connection; status and id were there from the beginning."""
    server.plays(BEGIN, ends=False)
    assert program.told("first") == ['{"type":"begin"} 200 r1 EventStream[200]']
    assert server.gone.wait(10)


def test_streaming_beside_json(program: Program, server: Streamer) -> None:
    """The method that streams asks for that, and refuses a body that says otherwise."""
    server.plays(b'data: {"delta":"x"}\n\n')
    told = program.told("chat.create_stream", "false")
    assert told[0] == '[{"delta":"x"}]'
    refusal = "stream can't be false: the answer of this call is a stream"
    assert told[1] == f"ArgumentException: {refusal}"
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert body == b'{"text":"hi","stream":true}'
    assert b"accept: text/event-stream" in head.lower()
    assert len(server.requests) == 1


FAILURES: list[tuple[list[bytes], str, int, bool, str, str]] = [
    ([b"{}"], "application/json", 404, True, "NotFoundException", "404"),
    (
        [b'{"a":1}'],
        "application/json",
        200,
        True,
        "ApiResponseValidationException",
        "isn't a stream (application/json)",
    ),
    (
        [b'{"error":{"message":"no","code":"c"}}'],
        "application/json",
        200,
        True,
        "ApiResponseValidationException",
        'raw {"error"',
    ),
    ([b"data: {\n\n"], EVENTS, 200, True, "ApiResponseValidationException", "not JSON"),
    ([b"data: {x\n\n"], EVENTS, 200, True, "ApiResponseValidationException", "raw {x"),
    ([b'data: {"type":"beg'], EVENTS, 200, True, "IncompleteAnswerException", "within an event"),
    ([b'data: {"type":"beg'], EVENTS, 200, True, "IncompleteAnswerException", 'raw data: {"type'),
    ([BEGIN], EVENTS, 200, False, "ApiTimeoutException", "in time"),
]


@pytest.mark.parametrize("way", ["for", "publisher"])
@pytest.mark.parametrize(("pieces", "kind", "status", "ends", "error", "says"), FAILURES)
def test_failures(
    classes: Path,
    server: Streamer,
    way: str,
    pieces: list[bytes],
    kind: str,
    status: int,
    ends: bool,
    error: str,
    says: str,
) -> None:
    """What fails before or within a stream is an exception of ours, and leaves nothing."""
    server.plays(*pieces, kind=kind, status=status, ends=ends)
    program = Program(classes, server, "sockets")
    (told,) = program.told("events.listen", way=way, timeout=60_000 if ends else 1500)
    assert told.startswith(f"{error}: ")
    assert says in told
    assert server.gone.wait(10)
    assert len(server.requests) == 1


def test_a_silence_ends_over_either_transport(program: Program, server: Streamer) -> None:
    """The time of a call is that of the wait for each item, not of the whole stream."""
    server.plays(BEGIN, ends=False)
    (told,) = program.told("events.listen", timeout=1500)
    assert told.startswith("ApiTimeoutException: ")
    assert server.gone.wait(10)
    server.plays(*[BEGIN] * 6)
    assert program.told("slow", timeout=1500) == ["6"]


def test_closing_and_cancelling(program: Program, server: Streamer) -> None:
    """A stream that is closed, cancelled or interrupted lets go of its connection at once."""
    server.plays(BEGIN, ends=False)
    assert program.told("closed") == ["at once"]
    assert server.gone.wait(10)
    server.gone.clear()
    assert program.told("interrupted") == ["CallInterruptedException"]
    assert server.gone.wait(10)
    server.gone.clear()
    server.head, server.pieces = b"", []
    assert program.told("cancelled") == ["true"]
    assert server.gone.wait(10)


def test_what_is_not_requested_is_not_read(program: Program, server: Streamer) -> None:
    """A publisher gives no more items than are requested, and those to one subscriber."""
    server.plays(BEGIN, END, BEGIN)
    assert program.told("demand", "twice", "rehearsed") == [
        '[{"type":"begin"}]',
        "IllegalStateException",
        '[{"type":"begin"}]',
    ]
