"""What isn't JSON, on its way out and in: a generated client and a server on loopback."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.stub import Reply, Stub

CASE = "lower_contents"
PACKAGE = "contents"
NOTHING = Reply(status=204, body=b"", headers={})

Call = Callable[..., Any]


@pytest.fixture(params=["sync", "async"])
def call(package: Any, stub: Stub, request: pytest.FixtureRequest) -> Call:
    """Call a method by its name, and return what it returns."""

    def calling(name: str, **arguments: Any) -> Any:
        if request.param == "sync":
            with package.Contents(base_url=stub.url) as client:
                return getattr(client, name)(**arguments)
        return asyncio.run(awaited(name, arguments))

    async def awaited(name: str, arguments: dict[str, Any]) -> Any:
        async with package.AsyncContents(base_url=stub.url) as client:
            return await getattr(client, name)(**arguments)

    return calling


def came(body: bytes, content_type: str = "", status: int = 200) -> Reply:
    """An answer of a media type, or of none."""
    return Reply(status, body, {"Content-Type": content_type} if content_type else {})


JSON = "application/json"
ANSWERS: list[tuple[str, Reply, Any]] = [
    ("get_file", came(b"\x00\xff", "application/octet-stream"), b"\x00\xff"),
    ("get_file", came(b"{}", JSON), b"{}"),
    ("get_file", came(b""), b""),
    ("get_text", came("ü".encode(), "text/plain; charset=utf-8"), "ü"),
    ("get_text", came("ü".encode("latin-1"), 'text/plain; charset="ISO-8859-1"'), "ü"),
    ("get_text", came(b"a\xff", "text/plain; charset=none-such"), "a�"),
    ("get_text", came(b"<a/>", "application/xml"), "<a/>"),
    ("get_any", came(b"anything", "text/plain"), b"anything"),
    ("get_several", came(b"7", JSON, 206), 7),
    ("get_several", came(b"", "", 204), None),
    ("get_several", came(b"", JSON, 200), None),
    ("post_later", came(b'"done"', "text/plain", 201), "done"),
    ("head_later", came(b"", JSON), None),
    ("get_maybe", came(b"", "", 204), None),
    ("get_maybe", came(b"", JSON, 200), None),
    ("get_maybe", came(b"null", JSON, 201), None),
    ("get_maybe", came(b"7", "", 201), 7),
    ("put_maybe", came(b"[1, 2]", JSON), [1, 2]),
    ("put_maybe", came(b"[3]", "", 206), [3]),
    ("put_maybe", came(b"", "", 204), None),
    ("get_name", came(b"Ann", "text/plain"), "Ann"),
    ("get_name", came(b'"Ann"', JSON), "Ann"),
    ("get_name", came(b'"Ann"', ""), "Ann"),
    ("get_bare", came(b"\x89PNG", "image/png"), b"\x89PNG"),
    ("get_bare", came(b'{"a":1}', JSON), b'{"a":1}'),
    ("get_bare", came(b"", JSON), None),
    ("get_bare", came(b"", "", 204), None),
    ("get_words", came(b'"a"', "text/plain", 200), '"a"'),
    ("get_words", came(b'"a"', JSON, 201), "a"),
    ("get_words", came(b'"a"', "", 201), "a"),
    ("get_words", came(b'"a"', JSON, 203), "a"),
    ("get_words", came(b'"a"', "text/html", 203), '"a"'),
    ("put_words", came(b'"a"', JSON), "a"),
    ("put_words", came(b'"a"', "image/png"), b'"a"'),
    ("put_words", came(b"x", "image/png", 201), b"x"),
]
"""Methods, what came, and what they return, whatever the language of the client."""
REPRESENTATION = ("get_several", came(b"%PDF", "application/pdf"), b"%PDF")
"""What a client gives that asks for more than JSON where an object may come."""


@pytest.mark.parametrize(("name", "reply", "value"), [*ANSWERS, REPRESENTATION])
def test_answers(call: Call, stub: Stub, name: str, reply: Reply, value: Any) -> None:
    """What an answer holds is given back by its status, then by the media type that came."""
    stub.plays(reply)
    assert call(name) == value


def test_objects_by_status(call: Call, stub: Stub, package: Any) -> None:
    """The object of each status is read as its own class."""
    stub.plays(came(b'{"a":"x"}', JSON), came(b'{"a":"y"}', "", 201))
    answers = [call("get_several"), call("get_several")]
    assert [(type(answer).__name__, answer.a) for answer in answers] == [
        ("GetSeveralResponse200", "x"),
        ("GetSeveralResponse200", "y"),
    ]
    stub.plays(came(b'{"a":"z"}', "application/x-special", 201))
    assert isinstance(call("get_any"), package.models.GetAnyResponse)


ACCEPTED = [
    ("get_file", "application/octet-stream"),
    ("get_text", "text/plain; version=2, application/xml"),
    ("get_any", "application/json, */*;q=0.9"),
    ("get_several", "application/json, application/pdf;q=0.9"),
    ("post_later", "application/json"),
    ("get_bare", "*/*"),
    ("get_name", "application/json, text/plain;q=0.9, text/csv;q=0.9"),
]


@pytest.mark.parametrize(("name", "accept"), ACCEPTED)
def test_accept(call: Call, stub: Stub, package: Any, name: str, accept: str) -> None:
    """A server is asked for what can be read, JSON before all others."""
    stub.plays(came(b"", "", 404))
    with pytest.raises(package.NotFoundError):
        call(name)
    assert stub.last.headers["accept"] == accept


def test_a_file_comes_piece_by_piece(package: Any, stub: Stub, tmp_path: Path) -> None:
    """Bytes that are larger than any answer may be are there as they come."""
    content, limits = b"12345678" * 500_000, package.Limits(wire=1000, decoded=1000)
    stub.plays(came(content, "application/octet-stream"))
    client = package.Contents(base_url=stub.url, limits=limits)
    with client, client.get_file_chunks() as chunks, (tmp_path / "file").open("wb") as file:
        sizes = [file.write(chunk) for chunk in chunks]
        assert chunks.response.headers["content-type"] == "application/octet-stream"
    assert ((tmp_path / "file").read_bytes() == content, len(sizes) > 10) == (True, True)

    async def awaited() -> bytes:
        async with package.AsyncContents(base_url=stub.url, limits=limits) as awaiting:
            return b"".join([chunk async for chunk in await awaiting.get_file_chunks()])

    assert asyncio.run(awaited()) == content


def test_a_text_is_sent_as_it_is(call: Call, stub: Stub) -> None:
    """A text goes out in UTF-8, and says so."""
    stub.plays(NOTHING)
    call("put_text", body='"ü"')
    assert stub.last.body == '"ü"'.encode()
    assert stub.last.headers["content-type"] == "text/markdown; charset=utf-8"


@pytest.mark.parametrize("form", ["bytes", "path", "file", "list", "generator"])
def test_bytes_are_sent_as_they_are(call: Call, stub: Stub, tmp_path: Path, form: str) -> None:
    """Bytes arrive whole, wherever they are read from: a file from where it stands."""
    path = tmp_path / "file"
    path.write_bytes(b"12345678" * 20_000)
    opened = io.BytesIO(b"before" + path.read_bytes())
    opened.seek(6)
    chunks = (path.read_bytes()[at : at + 50_000] for at in range(0, 160_000, 50_000))
    given: dict[str, Any] = {
        "bytes": path.read_bytes(),
        "path": path,
        "file": opened,
        "list": [b"12345678"] * 20_000,
        "generator": chunks,
    }
    stub.plays(NOTHING)
    call("put_file", body=given[form])
    assert stub.last.body == path.read_bytes()
    assert stub.last.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("body", ["text", {"a": 1}, 7, io.StringIO("a")])
def test_what_holds_no_bytes_is_refused(call: Call, stub: Stub, package: Any, body: Any) -> None:
    """Nothing is sent of an argument that isn't bytes, a path, a file or an iterable."""
    with pytest.raises(package.ArgumentError, match="body has to be bytes, a path"):
        call("put_file", body=body)
    assert stub.received == []


def test_a_file_that_is_not_there(call: Call, package: Any, tmp_path: Path) -> None:
    """A file that can't be read ends the call with an exception of the package."""
    with pytest.raises(package.ArgumentError, match="can't be read"):
        call("put_file", body=tmp_path / "none")


def test_a_failed_body_is_sent_again(call: Call, stub: Stub, tmp_path: Path) -> None:
    """After a refusal that may be tried again a file is read anew, from its beginning."""
    path = tmp_path / "file"
    path.write_bytes(b"content")
    stub.plays(came(b"", "", 503), NOTHING)
    call("put_file", body=path)
    assert [received.body for received in stub.received] == [b"content", b"content"]


def test_what_can_be_read_once_is_sent_once(call: Call, stub: Stub, package: Any) -> None:
    """What a generator has yielded is gone: the refusal is final."""
    stub.plays(came(b"", "", 503))
    with pytest.raises(package.InternalServerError):
        call("put_file", body=(part for part in (b"a", b"b")))
    assert len(stub.received) == 1


@pytest.mark.parametrize("lent", [False, True])
def test_what_is_read_by_async_for(package: Any, stub: Stub, lent: bool) -> None:
    """A client that is awaited sends what an async generator yields, by any way to the network."""
    import httpx2

    async def chunks(*pieces: bytes) -> AsyncIterator[bytes]:
        for piece in pieces:
            await asyncio.sleep(0)
            yield piece

    async def failing() -> AsyncIterator[bytes]:
        yield b"a"
        raise OSError("gone")

    async def put(body: Any) -> None:
        http_client = httpx2.AsyncClient() if lent else None
        client = package.AsyncContents(base_url=stub.url, http_client=http_client)
        async with client:
            await client.put_file(body=body)

    stub.plays(NOTHING)
    asyncio.run(put(chunks(b"one", b"two")))
    assert (stub.last.body, stub.last.headers["transfer-encoding"]) == (b"onetwo", "chunked")
    with pytest.raises(package.ArgumentError, match="what is sent can't be read"):
        asyncio.run(put(failing()))


def test_a_client_that_blocks_reads_nothing_by_async_for(package: Any, stub: Stub) -> None:
    """It says which client does."""

    async def chunks() -> AsyncIterator[bytes]:
        yield b"a"

    client = package.Contents(base_url=stub.url)
    with client, pytest.raises(package.ArgumentError, match="use the async client"):
        client.put_file(body=chunks())
