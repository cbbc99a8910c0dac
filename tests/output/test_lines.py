"""Bodies of JSON texts one after the other, through a generated client to a server on loopback.

The oracles are RFC 7464 for sequences, and for lines that each is a JSON text and ends in a LF.
"""

from __future__ import annotations

import asyncio
import io
import json
import typing
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.stub import Received, Reply, Stub

CASE = "lower_lines"
PACKAGE = "lines_case"
CLICK = {"kind": "click", "x": 1}
KEY = {"kind": "key", "code": "line\nfeed"}


@pytest.fixture
def stub() -> Iterator[Stub]:
    """The server."""
    with Stub() as running:
        running.plays(Reply(status=204, body=b"", headers={}))
        yield running


def sent(package: Any, stub: Stub, method: str, body: Any) -> Received:
    """Return what arrives of a call of the sync client."""
    with package.LinesCase(base_url=stub.url) as client:
        getattr(client, method)(body=body)
    return stub.last


def items(received: Received) -> list[Any]:
    """Return the JSON texts of lines."""
    assert received.body.endswith(b"\n")
    return [json.loads(line) for line in received.body[:-1].split(b"\n")]


def test_lines_of_objects(package: Any, stub: Stub) -> None:
    """Models and plain dictionaries go out as they are, each in a line of its own."""
    click = package.models.Click(kind="click", x=1)
    received = sent(package, stub, "send_events", [click, KEY])
    assert (received.headers["content-type"], items(received)) == (
        "application/jsonl",
        [CLICK, KEY],
    )
    assert received.headers["content-length"] == str(len(received.body))


def test_items_are_asked_for_while_they_are_sent(package: Any, stub: Stub) -> None:
    """What yields items is read once, and the body ends with it."""
    received = sent(package, stub, "send_events", (CLICK for _ in range(3)))
    assert (items(received), received.headers.get("transfer-encoding")) == ([CLICK] * 3, "chunked")


def test_by_async_for(package: Any, stub: Stub) -> None:
    """An async client takes what is read by `async for`, too."""

    async def events() -> AsyncIterator[Any]:
        yield CLICK
        yield KEY

    async def call() -> None:
        async with package.AsyncLinesCase(base_url=stub.url) as client:
            await client.send_events(body=events())

    asyncio.run(call())
    assert items(stub.last) == [CLICK, KEY]


def test_a_sequence(package: Any, stub: Stub) -> None:
    """Each text of a sequence stands between RS and LF (RFC 7464, section 2.2)."""
    received = sent(package, stub, "replace_events", [{"at": "1"}, {"at": "2"}])
    assert received.body == b'\x1e{"at":"1"}\n\x1e{"at":"2"}\n'


def test_items_that_are_lists(package: Any, stub: Stub) -> None:
    """An item may be a list; without `itemSchema` a list is that of the items."""
    assert items(sent(package, stub, "send_rows", [[1, 2], []])) == [[1, 2], []]
    assert items(sent(package, stub, "replace_rows", [CLICK])) == [CLICK]


def test_nothing(package: Any, stub: Stub) -> None:
    """No items are an empty body, and a body that is left out is none."""
    assert sent(package, stub, "send_events", []).body == b""
    with package.LinesCase(base_url=stub.url) as client:
        client.replace_events()
    assert "content-type" not in stub.last.headers


@pytest.mark.parametrize("form", ["bytes", "file", "path"])
def test_what_is_written_already(package: Any, stub: Stub, tmp_path: Path, form: str) -> None:
    """Bytes, an open file and a path go out as they are."""
    raw = b'{"kind": "later"}\n'
    path = tmp_path / "lines"
    path.write_bytes(raw)
    bodies = {"bytes": raw, "file": io.BytesIO(raw), "path": path}
    assert sent(package, stub, "send_events", bodies[form]).body == raw


@pytest.mark.parametrize("body", ["text", {"kind": "click"}, 7, [object()]])
def test_what_has_no_items(package: Any, stub: Stub, body: Any) -> None:
    """What has no items, or one that is no JSON, is refused before anything is sent."""
    with pytest.raises(package.ArgumentTypeError, match="body"):
        sent(package, stub, "send_events", body)
    assert stub.received == []


def test_an_item_that_cant_be_written(package: Any, stub: Stub) -> None:
    """An item that is no JSON ends a call that has begun, with an exception of ours."""
    with pytest.raises(package.ArgumentError, match="body can't be written as JSON"):
        sent(package, stub, "send_events", iter([CLICK, object()]))


def test_bytes_where_nothing_is_said_of_items(package: Any, stub: Stub) -> None:
    """Texts and event streams are sent as bytes."""
    assert sent(package, stub, "patch_rows", b"{}\n").body == b"{}\n"
    assert sent(package, stub, "send_messages", b"data: 1\n\n").body == b"data: 1\n\n"


def test_annotations_can_be_read(package: Any) -> None:
    """The annotation of such a body is one that `typing` reads."""
    hints = typing.get_type_hints(package.LinesCase.send_events)
    assert "AsyncIterable" in str(hints["body"])
