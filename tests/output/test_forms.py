"""Forms, in one line and in parts, as a generated client sends them to a server on loopback."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from tests.support.packages import method_of
from tests.support.stub import Received, Reply, Stub

CASE = "lower_forms"
PACKAGE = "forms_case"
NOTHING = Reply(status=204, body=b"", headers={})
FORM = "application/x-www-form-urlencoded"

Call = Callable[..., Received]


@pytest.fixture
def stub() -> Iterator[Stub]:
    """The server."""
    with Stub() as running:
        running.plays(NOTHING)
        yield running


@pytest.fixture(params=["sync", "async"])
def call(package: Any, stub: Stub, request: pytest.FixtureRequest) -> Call:
    """Call a method by its name, and return what arrives."""

    def calling(name: str, **arguments: Any) -> Received:
        if request.param == "sync":
            with package.FormsCase(base_url=stub.url) as client:
                method_of(client, name)(**arguments)
        else:
            asyncio.run(awaited(name, arguments))
        return stub.last

    async def awaited(name: str, arguments: dict[str, Any]) -> None:
        async with package.AsyncFormsCase(base_url=stub.url) as client:
            await method_of(client, name)(**arguments)

    return calling


WORDS = ["a b", "c,d"]
POINT = {"x": 1, "y": 2}
MEMBERS: list[tuple[str, Any, str]] = [
    ("many", WORDS, "many=a%20b&many=c%2Cd"),
    ("many", [], ""),
    ("deep", {"at": POINT, "words": WORDS},
     "deep%5Bat%5D%5Bx%5D=1&deep%5Bat%5D%5By%5D=2&deep%5Bwords%5D%5B0%5D=a%20b&deep%5Bwords%5D%5B1%5D=c%2Cd"),
    ("row", WORDS, "row=a%20b,c%2Cd"),
    ("piped", WORDS, "piped=a%20b%7Cc%2Cd"),
    ("raw", "a/b?c&d", "raw=a/b?c%26d"),
    ("point", POINT, "point=%7B%22x%22%3A1%2C%22y%22%3A2%7D"),
    ("points", [POINT], "points=%7B%22x%22%3A1%2C%22y%22%3A2%7D"),
    ("json", "ü", "json=%22%C3%BC%22"),
    ("flag", True, "flag=true"),
    ("flag", None, ""),
    ("raw", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "piece"), MEMBERS)
def test_members(call: Call, name: str, value: Any, piece: str) -> None:
    """A member of a form arrives in its style, and as JSON where an object has none."""
    received = call("tokens.create", grant="a&b=c", **{name: value})
    assert received.body.decode() == "&".join(["grant=a%26b%3Dc", *([piece] if piece else [])])
    assert received.headers["content-type"] == FORM


def test_members_are_given_as_models_too(call: Call, package: Any) -> None:
    """An object of the models travels as a dictionary does."""
    assert call("tokens.create", grant="a", deep={"at": package.models.Point(x=1)}).body == (
        b"grant=a&deep%5Bat%5D%5Bx%5D=1"
    )


def test_a_form_as_a_whole(call: Call) -> None:
    """A form of no known members is one argument."""
    assert call("tokens.replace", body={"a b": "c d", "e": "f"}).body == b"a%20b=c%20d&e=f"


def test_more_members(call: Call) -> None:
    """What a call adds to its body is written as members are, and wins."""
    received = call("tokens.create", grant="a", raw="b", extra_body={"raw": "c", "new": [1, 2]})
    assert received.body == b"grant=a&raw=c&new=1&new=2"


def test_a_form_that_nothing_can_be_in(call: Call) -> None:
    """Nothing is sent where a form is closed and lists no members."""
    received = call("tokens.find")
    assert (received.body, received.headers.get("content-type")) == (b"", None)


def test_a_required_member(call: Call, stub: Stub, package: Any) -> None:
    """Nothing is sent without what a form has to hold."""
    with pytest.raises(package.ArgumentError, match="file may not be None"):
        call("files.upload", file=None)
    assert stub.received == []


def parts(received: Received) -> list[tuple[str, str | None, str | None, bytes]]:
    """Name, name of the file, media type and content of each part, as Python's email reads it."""
    head = f"Content-Type: {received.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + received.body)
    result = []
    for part in message.get_payload():
        named = dict(part.get_params(header="content-disposition"))
        kind = part.get("Content-Type")
        result.append((named["name"], named.get("filename"), kind, part.get_payload(decode=True)))
    return result


@pytest.mark.parametrize("form", ["bytes", "path", "file", "named", "typed"])
def test_files(call: Call, tmp_path: Path, form: str) -> None:
    """A file is a part with a name and a media type, wherever its content is read from."""
    content = b"\x89PNG\r\n--\r\n" * 20_000
    path = tmp_path / "sea.jpg"
    path.write_bytes(content)
    given: dict[str, tuple[Any, str, str]] = {
        "bytes": (content, "file", "image/png"),
        "path": (path, "sea.jpg", "image/png"),
        "file": (io.BytesIO(content), "file", "image/png"),
        "named": (("a.bin", content), "a.bin", "image/png"),
        "typed": (("a.bin", path, "image/webp"), "a.bin", "image/webp"),
    }
    value, filename, kind = given[form]
    received = call("files.upload", file=value)
    assert parts(received) == [("file", filename, kind, content)]
    assert int(received.headers["content-length"]) == len(received.body)


def test_a_media_type_of_the_schema(call: Call, tmp_path: Path) -> None:
    """`contentMediaType` says what a part is; `application/octet-stream` says nothing of it."""
    path = tmp_path / "sea.jpg"
    path.write_bytes(b"x")
    received = call("files.upload", file=b"", scan=path, scans=[path, b"y"], upload=path)
    assert parts(received)[1:] == [
        ("scan", "sea.jpg", "application/pdf", b"x"),
        ("scans", "sea.jpg", "image/tiff", b"x"),
        ("scans", "scans", "image/tiff", b"y"),
        ("upload", "sea.jpg", "image/jpeg", b"x"),
    ]


def test_parts(call: Call, tmp_path: Path) -> None:
    """Each member is a part, each item of a list one of its own; objects are JSON."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"A")
    received = call(
        "files.upload",
        file=b"F",
        image=None,
        more=[path, ("b.png", b"B")],
        one=b"1",
        title="By the sea, ü",
        tags=["x", "y"],
        point=POINT,
        points=[POINT, {}],
        deep={"a": "b"},
        quoted="q",
        encoded="aGk=",
    )
    binary, json = "application/octet-stream", "application/json"
    assert parts(received) == [
        ("file", "file", "image/png", b"F"),
        ("more[]", "a.txt", "text/plain", b"A"),
        ("more[]", "b.png", "image/png", b"B"),
        ("one", "one", binary, b"1"),
        ("title", None, None, "By the sea, ü".encode()),
        ("tags", None, None, b"x"),
        ("tags", None, None, b"y"),
        ("point", None, json, b'{"x":1,"y":2}'),
        ("points", None, json, b'{"x":1,"y":2}'),
        ("points", None, json, b"{}"),
        ("deep[a]", None, None, b"b"),
        ("quoted", None, json, b'"q"'),
        ("encoded", None, None, b"aGk="),
    ]


def test_parts_without_a_type(call: Call) -> None:
    """What may be anything, or a text, is of the media type that its encoding names.

    An object is none of an image or of XML, so it stays JSON.
    """
    received = call(
        "untyped.upload",
        any=b"1",
        image=b"2",
        images=[b"3", ("b.png", b"4"), ("c", b"5", "image/webp")],
        named=b"6",
        text="<a/>",
        texts=["a,b", 7],
        point=POINT,
    )
    assert parts(received) == [
        ("any", "any", "application/octet-stream", b"1"),
        ("image", "image", "image/png", b"2"),
        ("images", "images", "image/gif", b"3"),
        ("images", "b.png", "image/gif", b"4"),
        ("images", "c", "image/webp", b"5"),
        ("named", "named", "image/png", b"6"),
        ("text", None, "application/xml", b"<a/>"),
        ("texts", None, "text/csv", b"a,b"),
        ("texts", None, "text/csv", b"7"),
        ("point", None, "application/json", b'{"x":1,"y":2}'),
    ]
    described = call("untyped.upload", image={"at": 1}, any="text")
    assert parts(described) == [
        ("any", None, None, b"text"),
        ("image", None, "application/json", b'{"at":1}'),
    ]


def test_files_of_a_form_as_a_whole(call: Call) -> None:
    """A form of no known members holds files where they are given."""
    received = call("files.replace", body={"a": b"1", "b": [("c.gif", b"2")], "d": 3})
    assert parts(received) == [
        ("a", "a", "application/octet-stream", b"1"),
        ("b", "c.gif", "image/gif", b"2"),
        ("d", None, None, b"3"),
    ]


def test_headers_of_parts(call: Call) -> None:
    """A part has the headers that the description settles, and those that its caller gives."""
    received = call("files.upload", file=("a", b"F", None, {"X-Sum": "7"}), title="t", point=POINT)
    sections = received.body.split(b"--" + received.body[2:34])
    heads = [each.partition(b"\r\n\r\n")[0].strip().split(b"\r\n") for each in sections[1:4]]
    assert heads == [
        [
            b'Content-Disposition: form-data; name="file"; filename="a"',
            b"Content-Type: image/png",
            b"X-Sum: 7",
        ],
        [b'Content-Disposition: form-data; name="title"', b"X-Kind: heading"],
        [b'Content-Disposition: form-data; name="point"', b"Content-Type: application/json"],
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"X": "a\r\nY: b"},
        {"X\r\nY": "a"},
        {"Content-Type": "a/b"},
        {"X": None},
        {"X": "ä"},
        {"": "a"},
    ],
)
def test_headers_of_parts_begin_nothing(call: Call, package: Any, headers: Any) -> None:
    """A header that could hold another one, or says what the form says, is refused."""
    with pytest.raises(package.ArgumentError, match="file"):
        call("files.upload", file=("a", b"F", None, headers))


@pytest.mark.parametrize("name", ['a"; x="y', "a\r\nX: y", "a\r\n\r\nbody"])
def test_names_of_files_begin_nothing(call: Call, name: str) -> None:
    """A file's name can't end its own header: one part arrives, with no header but its own."""
    received = call("files.upload", file=(name, b"F"))
    head = received.body.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert [line.partition(b":")[0] for line in head[1:]] == [
        b"Content-Disposition",
        b"Content-Type",
    ]
    assert [part[2:] for part in parts(received)] == [("image/png", b"F")]


@pytest.mark.parametrize("kind", ["a/b\r\nX: y", "text", ""])
def test_media_types_of_files_begin_nothing(call: Call, package: Any, kind: str) -> None:
    """What is no media type is refused, and an empty one is as good as none."""
    if not kind:
        assert parts(call("files.upload", file=("a", b"F", kind)))[0][2] == "image/png"
        return
    with pytest.raises(package.ArgumentError, match="media type of file isn't one"):
        call("files.upload", file=("a", b"F", kind))


@pytest.mark.parametrize("value", ["/tmp/a.png", 7, {"a": 1}, io.StringIO("a"), [b"a"][:0]])
def test_what_is_no_file(call: Call, stub: Stub, package: Any, value: Any) -> None:
    """A text in the place of a file, be it a path, is refused: nobody knows which is meant."""
    if value == []:
        assert parts(call("files.upload", file=b"F", more=value)) == [
            ("file", "file", "image/png", b"F")
        ]
        return
    with pytest.raises(package.ArgumentError, match="file has to be"):
        call("files.upload", file=value)
    assert stub.received == []


def test_files_beside_json(call: Call, package: Any) -> None:
    """Where a form takes files and JSON doesn't, each has a method, with what it requires."""
    received = call("images.make", prompt="a", url="b")
    assert (received.json, received.headers["content-type"]) == (
        {"prompt": "a", "url": "b"},
        "application/json",
    )
    assert [part[0] for part in parts(call("images.make_upload", prompt="a", image=b"F"))] == [
        "prompt",
        "image",
    ]
    assert not hasattr(package.FormsCase(base_url="https://test").images, "replace_upload")


def test_a_form_is_sent_again(call: Call, stub: Stub, tmp_path: Path) -> None:
    """A refused form is sent anew with its files from their beginning."""
    path = tmp_path / "a"
    path.write_bytes(b"content")
    stub.plays(Reply(status=503, body=b"", headers={}), NOTHING)
    call("files.upload", file=path)
    assert [parts(received)[0][3] for received in stub.received] == [b"content", b"content"]
