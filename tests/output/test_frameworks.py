"""What frameworks write into descriptions beside the standard, through a generated client.

The oracles are the standard (names of headers in any case), Swagger 2.0 (`formData`, `body`), and
what the frameworks' servers read and answer.
"""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.packages import foreign_api, write_meaning
from tests.support.stub import Reply, Stub, reply
from tests.support.trees import importable

CASE = "foreign_of_frameworks"
PACKAGE = "frameworks"
NOTHING = Reply(status=204, body=b"", headers={})

Call = Callable[..., Any]


@pytest.fixture
def stub() -> Iterator[Stub]:
    """The server."""
    with Stub() as running:
        running.plays(NOTHING)
        yield running


@pytest.fixture(params=["sync", "async"])
def call(package: Any, stub: Stub, request: pytest.FixtureRequest) -> Call:
    """Call a method by its way, of a client with these credentials, and return its answer."""

    def calling(way: str, credentials: dict[str, str], **arguments: Any) -> Any:
        if request.param == "sync":
            with package.Frameworks(base_url=stub.url, max_retries=0, **credentials) as client:
                return method(client, way)(**arguments)
        return asyncio.run(awaited(way, credentials, arguments))

    async def awaited(way: str, credentials: dict[str, str], arguments: dict[str, Any]) -> Any:
        client = package.AsyncFrameworks(base_url=stub.url, max_retries=0, **credentials)
        async with client:
            return await method(client, way)(**arguments)

    def method(client: Any, way: str) -> Any:
        for name in way.split("."):
            client = getattr(client, name)
        return client

    return calling


def test_a_header_in_another_case(call: Call, stub: Stub) -> None:
    """A header that is declared again in other letters is one argument and one header."""
    call("things.list", {}, x_tenant="t")
    assert stub.last.headers["x-tenant"] == "t"
    assert stub.last.target == "/things"


def test_successes_that_nobody_describes(call: Call, stub: Stub) -> None:
    """Of an operation that has errors alone, or nothing, the answer's bytes are given back."""
    stub.plays(reply([1]))
    assert call("things.list", {}, x_tenant="t") == b"[1]"
    stub.plays(reply({"a": 1}, 201))
    assert call("things.create", {"authorization": "Raw x"}) == b'{"a": 1}'
    stub.plays(NOTHING)
    assert call("things.list", {}, x_tenant="t") is None


ANYTHING: list[tuple[str, bytes, str, Any]] = [
    ("list", b"\x00\xff", "image/png", b"\x00\xff"),
    ("count", b"7", "application/json", 7),
    ("read", "h\u00e9".encode(), "text/plain;charset=UTF-8", "h\u00e9"),
    ("delete", b'"2020-02-29"', "application/json", "2020-02-29"),
]


@pytest.mark.parametrize(("name", "body", "media_type", "value"), ANYTHING)
def test_any_media_type(
    call: Call, stub: Stub, name: str, body: bytes, media_type: str, value: Any
) -> None:
    """In `*/*` what can be no text is JSON, a text comes as it is, and bytes are bytes."""
    stub.plays(Reply(200, body, {"Content-Type": media_type}))
    assert call(f"things.bytes_.{name}", {}, id=1) == value
    assert (stub.last.headers["accept"] == "*/*") is (name in ("list", "read"))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"message": ["a", "b"], "error": "Bad Request"}, "a"),
        ({"non_field_errors": ["a"]}, "a"),
        ([{"loc": ["q"], "msg": "a"}], "a"),
        ({"msg": "a"}, "a"),
    ],
)
def test_messages_in_lists(call: Call, stub: Stub, package: Any, body: Any, message: str) -> None:
    """The first message of several is the exception's; its body has all."""
    stub.plays(reply(body, 400))
    with pytest.raises(package.BadRequestError) as caught:
        call("things.list", {}, x_tenant="t")
    assert (caught.value.message, caught.value.body) == (message, body)


AUTHORIZED: list[tuple[str, dict[str, str], str | None]] = [
    ("things.create", {"authorization": "Raw x"}, "Raw x"),
    ("things.create", {"api_key": "secret"}, "Bearer secret"),
    ("things.create", {"authorization": "Raw x", "api_key": "secret"}, "Raw x"),
    ("things.note.update", {"authorization": "Raw x"}, "Raw x"),
    ("things.note.update", {}, None),
    ("things.note.update", {"api_key": "secret"}, None),
    ("things.owner.get", {"authorization": "Raw x", "api_key": "secret"}, "Bearer secret"),
]


@pytest.mark.parametrize(("way", "credentials", "sent"), AUTHORIZED)
def test_authorization(
    call: Call, stub: Stub, way: str, credentials: dict[str, str], sent: str | None
) -> None:
    """A parameter that nothing protects is a credential; a scheme of that header does as well.

    It doesn't where the description says that no scheme protects the operation.
    """
    call(way, credentials, **({"text": "t"} if "note" in way else {}))
    assert stub.last.headers.get("authorization") == sent


def test_authorization_that_is_required(call: Call, package: Any) -> None:
    """Without any credential for the header the call is refused before it is made."""
    with pytest.raises(package.ConfigurationError):
        call("things.create", {})


def test_parts_that_are_parameters(call: Call, stub: Stub) -> None:
    """Parts in `formData` travel in the form that the description has beside them, files too."""
    call("things.files.send", {}, file=("a.txt", b"1"), others=[b"2", b"3"], text="t", limit=4)
    assert stub.last.target == "/things/files?limit=4"
    assert stub.last.headers["content-type"].startswith("multipart/form-data")
    names = [line for line in stub.last.body.split(b"\r\n") if b"name=" in line]
    assert [name.split(b'"')[1] for name in names].count(b"others") == 2
    assert {name.split(b'"')[1] for name in names} == {b"file", b"others", b"text"}


def test_fields_that_are_parameters(call: Call, stub: Stub) -> None:
    """Without a file they are a form in one line, a list in it a pair for each item."""
    call("things.form.send", {}, name="a b", sizes=[1, 2])
    assert stub.last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert stub.last.body == b"name=a%20b&sizes=1&sizes=2"


def test_a_body_that_is_a_parameter(call: Call, stub: Stub) -> None:
    """A parameter in `body` is the body, in JSON."""
    call("things.note.update", {}, text="t")
    assert stub.last.json == {"text": "t"}


def test_numbers_that_are_called_text(stub: Stub, tmp_path: Path) -> None:
    """An enumeration of numbers in JSON is one of numbers, whatever type stands beside it."""
    level = {"type": "string", "enum": [1, 10]}
    schema = {"type": "object", "required": ["level"], "properties": {"level": level}}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    put = {"operationId": "put", "requestBody": body, "responses": {"204": {"description": "."}}}
    head = {"openapi": "3.1.0", "info": {"title": "Levels", "version": "1"}}
    path = tmp_path / "levels.json"
    path.write_text(json.dumps({**head, "paths": {"/level": {"put": put}}}))
    write_meaning(foreign_api(path, "levels"), "levels", tmp_path)
    with importable(tmp_path):
        package: Any = importlib.import_module("levels")
    with package.Levels(base_url=stub.url) as client:
        client.put(level=10)
        assert stub.last.json == {"level": 10}
        with pytest.raises(package.ArgumentTypeError):
            client.put(level="10")


def help_of(package: Any, capfd: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what the command says, in single spaces."""
    main = importlib.import_module(f"{package.__name__}.__main__").main
    assert main([*words, "--help"]) == 0
    return " ".join(capfd.readouterr().out.split())


def test_help_of_operations_that_nobody_described(
    package: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    """An operation without a text is told by its request, in words without Python's underscore."""
    assert " things bytes list GET /things/{id}/bytes " in help_of(package, capfd)
    for words in (("things", "bytes", "list"), ("things", "bytes-", "list")):
        told = help_of(package, capfd, *words)
        assert told.startswith("usage: frameworks things bytes list [options] GET /things/{id}/")
        assert ' --id NUMBER (required) --order TEXT One of up, "". ' in told
    told = help_of(package, capfd, "things", "note", "update")
    assert " --text TEXT (required) --size NUMBER the client: " in told
