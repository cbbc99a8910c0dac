"""Streams of a generated client, as a server on loopback sends them, piece by piece."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.support.packages import method_of

CASE = "lower_streams"
PACKAGE = "streams_case"
EVENTS = "text/event-stream"


class Streamer:
    """A server that answers each request with a head and pieces, and says when a client is gone."""

    def __init__(self) -> None:
        self.head = b""
        self.pieces: list[bytes] = []
        self.ends = True
        """Whether the answer comes to its end; else the connection stays open."""
        self.requests: list[bytes] = []
        self.gone = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def plays(
        self, *pieces: bytes, kind: str = EVENTS, status: int = 200, ends: bool = True
    ) -> None:
        """Answer with these chunks."""
        head = f"HTTP/1.1 {status} X\r\nTransfer-Encoding: chunked\r\n"
        self.head = f"{head}Content-Type: {kind}\r\nX-Request-Id: r1\r\n\r\n".encode()
        self.pieces, self.ends = list(pieces), ends

    def _serve(self) -> None:
        while True:
            try:
                connection = self._socket.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            data = b""
            while b"\r\n\r\n" not in data:
                data += connection.recv(65536)
            head, _, body = data.partition(b"\r\n\r\n")
            length = [line for line in head.lower().split(b"\r\n") if b"content-length" in line]
            while length and len(body) < int(length[0].split(b":")[1]):
                body += connection.recv(65536)
            self.requests.append(head + b"\r\n\r\n" + body)
            with suppress(OSError):  # whoever has had enough is gone
                connection.sendall(self.head)
                for piece in self.pieces:
                    connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
                if self.ends:
                    connection.sendall(b"0\r\n\r\n")
                while connection.recv(65536):
                    pass
            self.gone.set()

    def close(self) -> None:
        """Take no more connections."""
        self._socket.close()


@pytest.fixture
def server() -> Iterator[Streamer]:
    """The server."""
    running = Streamer()
    yield running
    running.close()


Collect = Callable[..., list[Any]]


@pytest.fixture(params=["sync", "async", "lent", "lent async"])
def collect(package: Any, server: Streamer, request: pytest.FixtureRequest) -> Collect:
    """Call a method and return the items of its stream; `most` of them, where that is given."""
    import httpx2

    lent = request.param.startswith("lent")

    def collecting(name: str, *, most: int = 0, **arguments: Any) -> list[Any]:
        if request.param.endswith("async"):
            return asyncio.run(awaited(name, most, arguments))
        http_client = httpx2.Client() if lent else None
        with package.StreamsCase(base_url=server.url, http_client=http_client) as client:
            items = []
            with method_of(client, name)(**arguments) as stream:
                for item in stream:
                    items.append(item)
                    if len(items) == most:
                        break
            return items

    async def awaited(name: str, most: int, arguments: dict[str, Any]) -> list[Any]:
        http_client = httpx2.AsyncClient() if lent else None
        async with package.AsyncStreamsCase(base_url=server.url, http_client=http_client) as client:
            items = []
            async with await method_of(client, name)(**arguments) as stream:
                async for item in stream:
                    items.append(item)
                    if len(items) == most:
                        break
            return items

    return collecting


def plain(items: list[Any]) -> list[Any]:
    """Items as JSON values."""
    return [item.to_dict() if hasattr(item, "to_dict") else item for item in items]


BEGIN, END = b'data: {"type":"begin"}\n\n', b'data:{"type":"end"}\r\n\r\n'
STREAMS: list[tuple[str, list[bytes], str, list[Any]]] = [
    ("events.listen", [BEGIN, END], EVENTS, [{"type": "begin"}, {"type": "end"}]),
    ("events.listen", [b": hello\n\nda", b'ta: {"type":\ndata: "end"}', b"\n\n"], EVENTS,
     [{"type": "end"}]),
    ("events.listen", [BEGIN, b"data: [DONE]\n\n", END], EVENTS, [{"type": "begin"}]),
    ("texts.list", [b"data: a\ndata: b\n\ndata: [DONE]\n\n"], EVENTS, ["a\nb", "[DONE]"]),
    ("around", [b'id: 7\nevent: e\ndata: {"delta":"x"}\n\n'], EVENTS,
     [{"event": "e", "id": "7", "data": {"delta": "x"}}]),
    ("plain", [b"event: e\ndata: 1\n\n"], EVENTS, [{"event": "e", "data": "1"}]),
    ("ended", [b"data: a\n\ndata: [DONE]\n\ndata: <<end>>\n\n", END], EVENTS, ["a", "[DONE]"]),
    ("content", [b'event: said\ndata: {"delta":"x"}\n\n', b'event: ping\ndata: {}\n\n',
     b"data: [STOP]\n\n", END], EVENTS,
     [{"event": "said", "data": {"delta": "x"}}, {"event": "ping", "data": {}}]),
    ("kinds.list", [b'event: said\ndata: {"delta":"x"}\n\nevent: ping\ndata: at {7}\n\n',
     b'event: ping\ndata: 12\n\nevent: new\ndata: [1]\n\ndata: [DONE]\n\n'], EVENTS,
     [{"event": "said", "data": {"delta": "x"}}, {"event": "ping", "data": "at {7}"},
      {"event": "ping", "data": "12"}, {"event": "new", "data": [1]}]),
    ("lines.list", [b'{"delta":"a"}\n{"del', b'ta":"b"}'], "application/x-ndjson",
     [{"delta": "a"}, {"delta": "b"}]),
    ("sequence", [b'\x1e{"delta":"a"}\n\x1e{"delta":"b"}\n'], "application/json-seq",
     [{"delta": "a"}, {"delta": "b"}]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "pieces", "kind", "items"), STREAMS)
def test_items(
    collect: Collect, server: Streamer, name: str, pieces: list[bytes], kind: str, items: list[Any]
) -> None:
    """Each item is read as its type, wherever the network has cut the stream."""
    server.plays(*pieces, kind=kind)
    assert plain(collect(name)) == items


def test_types(collect: Collect, server: Streamer, package: Any) -> None:
    """Items are of their classes; one of a kind that nobody knew is kept as it came."""
    server.plays(BEGIN, b'data: {"type":"new","more":[1]}\n\n')
    begin, other = collect("events.listen")
    assert isinstance(begin, package.models.Begin)
    assert isinstance(other, package.models.UnknownEvent)
    assert other.to_dict() == {"type": "new", "more": [1]}


def test_data_that_is_json_in_a_text(collect: Collect, server: Streamer, package: Any) -> None:
    """The data of an event is an object of the class that its text holds."""
    server.plays(b'event: said\ndata: {"delta":"x"}\n\n')
    (item,) = collect("content")
    assert isinstance(item.data, package.models.Delta)


@pytest.mark.parametrize(
    ("name", "arguments"), [("events.listen", {}), ("chat.create_stream", {"text": "hi"})]
)
def test_as_it_came(
    collect: Collect, server: Streamer, name: str, arguments: dict[str, Any]
) -> None:
    """The twin of a method with a stream gives its bytes as they came, words at the end too."""
    server.plays(BEGIN, b"data: [DONE]\n\n", END)
    pieces = collect(f"with_raw_response.{name}", **arguments)
    assert b"".join(pieces) == BEGIN + b"data: [DONE]\n\n" + END


def test_the_signature_of_a_twin(package: Any) -> None:
    """Help says that a twin gives a stream of bytes."""
    twin = type(package.StreamsCase(base_url="http://localhost").events.with_raw_response).listen
    assert inspect.signature(twin).return_annotation == "Stream[bytes]"
    assert "as it came, in pieces of bytes" in (twin.__doc__ or "")


def test_docs_of_calls_beside_others(package: Any) -> None:
    """A call beside another one says first how it differs."""
    client = package.StreamsCase
    told = inspect.getdoc(type(client(base_url="http://localhost").chat).create_stream) or ""
    assert told.startswith("Get the answer item by item, as they come.")


def test_an_endless_stream_is_left(collect: Collect, server: Streamer) -> None:
    """Whoever has had enough closes the connection, whatever else would come."""
    server.plays(BEGIN, ends=False)
    assert plain(collect("events.listen", most=1)) == [{"type": "begin"}]
    assert server.gone.wait(10)


def test_streaming_beside_json(collect: Collect, server: Streamer) -> None:
    """The method that streams asks for that, by its header and by the switch of the body."""
    server.plays(b'data: {"delta":"x"}\n\n')
    assert plain(collect("chat.create_stream", text="hi")) == [{"delta": "x"}]
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert body == b'{"text":"hi","stream":true}'
    assert b"accept: text/event-stream" in head.lower()


def test_json_beside_streaming(package: Any, server: Streamer) -> None:
    """The plain method says that it doesn't want a stream, for servers that do it by themselves."""
    server.plays(b'{"text":"x"}', kind="application/json")
    with package.StreamsCase(base_url=server.url) as client:
        assert client.chat.create(text="hi").text == "x"
    assert server.requests[0].endswith(b'{"text":"hi","stream":false}')


FAILURES: list[tuple[list[bytes], str, int, bool, str, str]] = [
    ([b"{}"], "application/json", 404, True, "NotFoundError", "404"),
    (
        [b'{"a":1}'],
        "application/json",
        200,
        True,
        "APIResponseValidationError",
        "isn't a stream (application/json)",
    ),
    ([b"<p>"], "text/html", 200, True, "APIResponseValidationError", "isn't a stream (text/html)"),
    ([b"data: {\n\n"], EVENTS, 200, True, "APIResponseValidationError", "not JSON"),
    ([b'data: {"type":"beg'], EVENTS, 200, True, "IncompleteAnswerError", "ends within an event"),
    ([BEGIN], EVENTS, 200, False, "APITimeoutError", "in time"),
]


@pytest.mark.parametrize(("pieces", "kind", "status", "ends", "error", "says"), FAILURES)
def test_failures(
    collect: Collect,
    server: Streamer,
    package: Any,
    pieces: list[bytes],
    kind: str,
    status: int,
    ends: bool,
    error: str,
    says: str,
) -> None:
    """What fails before or within a stream is an exception of the package, and leaves nothing."""
    server.plays(*pieces, kind=kind, status=status, ends=ends)
    with pytest.raises(getattr(package, error), match=re.escape(says)):
        collect("events.listen", timeout=60 if ends else 0.5)
    assert ends or server.gone.wait(10)


def test_the_time_of_an_item(package: Any, server: Streamer) -> None:
    """The time of a call is that of the wait for each item, not of the whole stream."""
    server.plays(*[BEGIN] * 6)
    client = package.StreamsCase(base_url=server.url, timeout=0.4)
    with client, client.events.listen() as stream:
        for _ in stream:
            time.sleep(0.1)
        assert stream.response.status_code == 200
        assert stream.response.headers["x-request-id"] == "r1"
        assert next(stream, None) is None


def test_what_is_too_large(package: Any, server: Streamer) -> None:
    """An item is held up to the limit of answers, and no further."""
    server.plays(b"data: " + b"x" * 5000)
    limits = package.Limits(decoded=1000)
    client = package.StreamsCase(base_url=server.url, limits=limits)
    with client, pytest.raises(package.AnswerTooLargeError, match="longer than 1,000 bytes"):
        next(client.events.listen())


def test_cancelling(package: Any, server: Streamer) -> None:
    """Who is cancelled while waiting for an item leaves no connection behind."""
    server.plays(BEGIN, ends=False)

    async def cancelled() -> None:
        async with package.AsyncStreamsCase(base_url=server.url) as client:
            stream = await client.events.listen()
            assert (await anext(stream)).type == "begin"
            waiting = asyncio.ensure_future(anext(stream))
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            assert await asyncio.to_thread(server.gone.wait, 10)
            server.plays(END)
            assert [item.type async for item in await client.events.listen()] == ["end"]

    asyncio.run(cancelled())


def test_a_forgotten_stream(package: Any, server: Streamer) -> None:
    """A stream that nobody holds any more lets go of its connection."""
    server.plays(BEGIN, ends=False)
    with package.StreamsCase(base_url=server.url) as client:
        next(client.events.listen())
        assert server.gone.wait(10)


def test_the_command_line(package: Any, server: Streamer) -> None:
    """The command prints an item as soon as it has come, as a line of JSON."""
    server.plays(BEGIN, ends=False)
    folder = Path(package.__file__).parents[1]
    command = [sys.executable, "-m", "streams_case", "events", "listen", "--base-url", server.url]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b'{"type":"begin"}\n'
        running.kill()


def test_the_command_line_into_a_file(package: Any, server: Streamer, tmp_path: Path) -> None:
    """A file gets the stream as it came, once it is whole."""
    server.plays(BEGIN, END)
    folder = Path(package.__file__).parents[1]
    command = [sys.executable, "-m", "streams_case", "events", "listen", "--base-url", server.url]
    output = tmp_path / "events"
    run = subprocess.run([*command, "--output", output], cwd=folder, capture_output=True)
    assert (run.returncode, run.stderr, output.read_bytes()) == (0, b"", BEGIN + END)


def test_a_transport_for_tests(package: Any) -> None:
    """Tests stream without a network."""
    testing = importlib.import_module("streams_case.testing")
    fake = testing.FakeTransport(testing.Reply(BEGIN + END))
    with package.StreamsCase(base_url="https://test", http_client=fake) as client:
        assert [item.type for item in client.events.listen()] == ["begin", "end"]
