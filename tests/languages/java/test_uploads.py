"""Forms of several parts as Java sends them: the parts that Python sends, over both transports."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languages.java.test_package import ran
from tests.output.test_forms import NOTHING, parts
from tests.support.stub import Received, Reply, Stub

BINARY = "application/octet-stream"
JSON = "application/json"
LARGE = b"\x89PNG\r\n--\r\n" * 20_000


@pytest.fixture
def stub() -> Iterator[Stub]:
    """The server."""
    with Stub() as running:
        running.plays(NOTHING)
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is larger than any buffer."""
    path = tmp_path / "sea.jpg"
    path.write_bytes(LARGE)
    return path


class Program:
    """The program that sends forms, over one of the transports."""

    def __init__(self, classes: Path, stub: Stub, transport: str, path: Path) -> None:
        self._classes = classes
        self._stub = stub
        self._transport = transport
        self._path = path

    def told(self, *calls: str) -> list[str]:
        """What the program says of calls, each a name, or one with a text."""
        return ran(
            self._classes, "Uploads", self._stub.url, self._transport, str(self._path), *calls
        )

    def sent(self, *calls: str) -> list[Received]:
        """What arrives of calls."""
        assert self.told(*calls) == ["sent"] * len(calls)
        return self._stub.received[-len(calls) :]


@pytest.fixture(params=["sockets", "jdk"])
def program(classes: Path, stub: Stub, path: Path, request: pytest.FixtureRequest) -> Program:
    """The program."""
    return Program(classes, stub, request.param, path)


def test_files(program: Program, stub: Stub) -> None:
    """A file is a part with a name and a media type, wherever its content is read from.

    Its length is told before where it is known, and otherwise it comes in chunks.
    """
    expected = {
        "path": ("sea.jpg", LARGE, True),
        "bytes": ("file", b"content", True),
        "source": ("file", LARGE, False),
        "told": ("file", LARGE, True),
        "once": ("file", LARGE, False),
    }
    calls = [f"{name}={way}" for name in expected for way in ("wait", "await")]
    for call, received in zip(calls, program.sent(*calls), strict=True):
        filename, content, is_told = expected[call.partition("=")[0]]
        assert parts(received) == [("file", filename, "image/png", content)]
        assert ("content-length" in received.headers) == is_told
        assert ("transfer-encoding" in received.headers) != is_told


def test_parts(program: Program) -> None:
    """Each member is a part, each item of a list one of its own; objects are JSON.

    `contentMediaType` says what a part is; `application/octet-stream` says nothing of it.
    """
    schema, *all_parts = program.sent("schema", "parts", "copied")
    assert parts(schema)[1:] == [
        ("scan", "sea.jpg", "application/pdf", LARGE),
        ("scans", "sea.jpg", "image/tiff", LARGE),
        ("scans", "scans", "image/tiff", b"content"),
        ("upload", "sea.jpg", "image/jpeg", LARGE),
    ]
    expected = [
        ("file", "file", "image/png", b"F"),
        ("more[]", "sea.jpg", "image/jpeg", LARGE),
        ("more[]", "b.png", "image/png", b"B"),
        ("one", "one", BINARY, b"1"),
        ("title", None, None, "By the sea, ü".encode()),
        ("tags", None, None, b"x"),
        ("tags", None, None, b"y"),
        ("point", None, JSON, b'{"x":1,"y":2}'),
        ("points", None, JSON, b'{"x":1,"y":2}'),
        ("points", None, JSON, b"{}"),
        ("deep[a]", None, None, b"b"),
        ("quoted", None, JSON, b'"q"'),
        ("encoded", None, None, b"aGk="),
    ]
    assert [*map(parts, all_parts)] == [expected, expected]


def test_parts_without_a_type(program: Program) -> None:
    """What may be anything is a value or a file, as its caller has it."""
    files, values = program.sent("untyped", "values")
    assert parts(files) == [
        ("any", "any", BINARY, b"content"),
        ("image", "image", "image/png", b"content"),
        ("images", "images", "image/gif", b"content"),
        ("images", "b.png", "image/gif", b"content"),
        ("named", "named", "image/png", b"content"),
        ("text", None, "application/xml", b"<a/>"),
        ("texts", None, "text/csv", b"a,b"),
        ("texts", None, "text/csv", b"7"),
        ("point", None, JSON, b'{"x":1,"y":2}'),
    ]
    assert parts(values) == [
        ("any", None, None, b"text"),
        ("image", None, JSON, b'{"at":1}'),
    ]


def test_members_that_nothing_is_known_of(program: Program) -> None:
    """A form holds what a call adds to it, and nothing is sent where nothing has to be."""
    whole, more, empty, beside = program.sent("whole", "more", "empty", "beside")
    assert parts(whole) == [
        ("d", None, None, b"3"),
        ("a", "a", BINARY, b"content"),
        ("b", "b.png", "image/png", b"content"),
    ]
    assert parts(more)[1:] == [
        ("new", None, None, b"1"),
        ("new", None, JSON, b"{}"),
        ("new_file", "new_file", BINARY, b"content"),
    ]
    assert (empty.body, empty.headers.get("content-type")) == (b"", None)
    assert [part[0] for part in parts(beside)] == ["prompt", "image"]


def head(received: Received, number: int) -> list[bytes]:
    """The lines before the content of a part."""
    boundary = received.headers["content-type"].partition("boundary=")[2].encode()
    section = received.body.split(b"--" + boundary)[number]
    return section.partition(b"\r\n\r\n")[0].strip().split(b"\r\n")


def test_headers_of_parts(program: Program) -> None:
    """A part has the headers that the description settles, and those that its caller gives."""
    own, settled = program.sent("header=7", "heading")
    assert head(own, 1) == [
        b'Content-Disposition: form-data; name="file"; filename="file"',
        b"Content-Type: image/png",
        b"X-Sum: 7",
    ]
    assert head(settled, 2) == [
        b'Content-Disposition: form-data; name="title"',
        b"X-Kind: heading",
    ]


def test_names_of_files_begin_nothing(program: Program) -> None:
    """A file's name can't end its own header: one part arrives, with no header but its own."""
    names = ('a"; x="y', "a\r\nX: y", "a\r\n\r\nbody")
    for received in program.sent(*(f"named={name}" for name in names)):
        assert [line.partition(b":")[0] for line in head(received, 1)] == [
            b"Content-Disposition",
            b"Content-Type",
        ]
        assert [part[2:] for part in parts(received)] == [("image/png", LARGE)]


def test_media_types_and_headers_of_files_begin_nothing(program: Program, stub: Stub) -> None:
    """What is no media type, and no header of a part, is refused; an empty type is none."""
    kinds = [f"typed={kind}" for kind in ("a/b\r\nX: y", "text", "/b", "a/")]
    refusal = "ArgumentException: the media type of file isn't one"
    assert program.told(*kinds) == [refusal] * 4
    headers = ("header=a\r\nY: b", "header=ä", "header_name=X\r\nY", "header_name=Content-Type")
    told = program.told(*headers, "header_name=")
    assert all(each.startswith("ArgumentException: file: ") for each in told)
    assert stub.received == []
    (typed,) = program.sent("typed=")
    assert parts(typed)[0][1:3] == ("a.bin", "image/png")


def test_a_form_is_sent_again(program: Program, stub: Stub) -> None:
    """A refused form is sent anew where its files can be read again, and else not."""
    refusal = Reply(status=503, body=b"", headers={"Retry-After": "0"})
    stub.plays(*(refusal, NOTHING) * 3, refusal, NOTHING)
    *again, once = program.told("path", "bytes", "source", "once")
    assert (again, once.partition(":")[0]) == (["sent"] * 3, "InternalServerException")
    received = [*map(parts, stub.received)]
    assert len(received) == 7
    assert received[0:6:2] == received[1:6:2]


UNREADABLE = {
    "missing": "NoSuchFileException: ",
    "broken": "IOException: the disk is gone",
    "shorter": "IOException: it is shorter than it was",
    "longer": "IOException: it is longer than it was",
}


def test_what_cannot_be_read(program: Program, stub: Stub) -> None:
    """A file that can't be read, or isn't as long as was told, ends the call: no half is taken."""
    lead = "ArgumentException: what is sent can't be read ("
    for told, reason in zip(program.told(*UNREADABLE), UNREADABLE.values(), strict=True):
        assert told.startswith(f"{lead}{reason}")
    assert len(stub.received) <= len(UNREADABLE)
    for received in stub.received:
        boundary = received.headers["content-type"].partition("boundary=")[2].encode()
        assert not received.body.endswith(b"--" + boundary + b"--\r\n")
        assert len(received.body) != int(received.headers.get("content-length", -1))


def test_what_is_not_built(program: Program, stub: Stub) -> None:
    """A form says which file is missing, and which member is set to a file and a value."""
    assert program.told("nothing", "both", "rehearsed") == [
        "IllegalStateException: FilesUploadParams: required and missing: file",
        "IllegalStateException: any is set to a file and to a value",
        "sent",
    ]
    assert stub.received == []


@pytest.fixture
def refusing() -> Iterator[str]:
    """A server that refuses an upload before it is over, and reads no further."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def refuse() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(
                    b"HTTP/1.1 413 Too large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
                connection.shutdown(socket.SHUT_WR)
                count = 0
                while count < 1_000_000 and (piece := connection.recv(65_536)):
                    count += len(piece)

        threading.Thread(target=refuse, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_refusal_before_the_end(classes: Path, refusing: str, tmp_path: Path) -> None:
    """Who reads no further says why, and that is what callers are told."""
    path = tmp_path / "large"
    with path.open("wb") as large:
        large.truncate(500_000_000)
    (told,) = ran(classes, "Uploads", refusing, "sockets", str(path), "path")
    assert told.startswith("ApiStatusException: ")
    assert "413" in told


def test_a_file_is_never_held_whole(classes: Path, stub: Stub, tmp_path: Path) -> None:
    """A file that no heap could hold is sent, over either transport."""
    path = tmp_path / "large"
    with path.open("wb") as large:
        large.truncate(150_000_000)
    for transport in ("sockets", "jdk"):
        arguments = (stub.url, transport, str(path), "path")
        command = ["java", "-Xmx48m", "-cp", str(classes), "check.Uploads", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert (done.stdout, done.stderr) == ("sent\n", "")
        assert len(stub.received.pop().body) > 150_000_000
