"""Objects of answers in the body of a request, which go out as they came."""

from __future__ import annotations

import json
from typing import Any

import pytest
from _runtime.model.model import Model
from _runtime.model.wire import encode
from _runtime.vocabulary.json_text import loads


class Part(Model):
    """A part of an item."""

    text: str


class Item(Model):
    """An item of an answer."""

    parts: list[Part]
    weight: float | None = None


def item(weight: str = "1.5") -> tuple[Item, dict[str, Any]]:
    """An item one of whose parts was looked at, and what it came as."""
    raw = f'{{"parts":[{{"text":"a","more":null}},{{"text":"b"}}],"weight":{weight}}}'.encode()
    read = Item.from_dict(loads(raw))
    assert read.parts[0].text == "a"
    return read, json.loads(raw)


def test_lists_of_objects_are_written_as_their_members() -> None:
    """Whatever else stands among the objects or beside the list, and however deep they are."""
    read, came = item()
    body = {"input": [read, came, "text", read.parts[1], [read]], "n": 1, "none": [], "one": read}
    plain = {"input": [came, came, "text", {"text": "b"}, [came]], "n": 1, "none": [], "one": came}
    assert encode(body) == json.dumps(plain, separators=(",", ":")).encode()
    assert body["input"][0] is read  # type: ignore[index]


def test_numbers_keep_their_text_among_objects() -> None:
    """A number that Python would write in another way is written as it came."""
    read, _ = item("1.50")
    assert b'"weight":1.50' in encode({"input": [read]})


def test_a_body_that_contains_itself_is_refused() -> None:
    """An object inside of itself, in a list of objects, has no end."""
    read, _ = item()
    vars(read)["more"] = read
    with pytest.raises(ValueError, match="Circular"):
        encode({"input": [read]})


def test_what_has_no_form_is_named_by_its_place() -> None:
    """The place of a value that can't be sent is told, objects before it or not."""
    read, _ = item()
    with pytest.raises(TypeError, match=r"at /input/1/x"):
        encode({"input": [read, {"x": object()}]})
