"""What an answer is read as in Java, where it may be one thing or another: as Python reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.languages.java.test_package import ran
from tests.output.test_contents import ACCEPTED, ANSWERS, JSON, REPRESENTATION, came
from tests.support.stub import Reply, Stub


def outcomes(classes: Path, stub: Stub, calls: list[tuple[str, Reply]]) -> list[str]:
    """What each call comes to, awaited as well as waited for."""
    stub.plays(*(reply for _, reply in calls for _ in range(2)))
    return ran(classes, "Contents", stub.url, *(name for name, _ in calls))


def shown(value: Any) -> str:
    """A value as the program prints it."""
    match value:
        case None:
            return "nothing"
        case bytes():
            return f"bytes {value.hex()}"
        case str():
            return "text " + "".join(c if c < "\x7f" else f"&{ord(c)};" for c in value)
        case _:
            return json.dumps(value)


def test_answers_are_those_of_python(classes: Path, stub: Stub) -> None:
    """What a call returns is chosen by status, then by media type, as the other language does."""
    told = outcomes(classes, stub, [(name, reply) for name, reply, _ in ANSWERS])
    rows = zip(ANSWERS, told, strict=True)
    assert [] == [(row[0], row[1], line) for row, line in rows if line != shown(row[2])]


def test_objects_by_status(classes: Path, stub: Stub) -> None:
    """The object of each status is read as its own class."""
    calls = [
        ("get_several", came(b'{"a":"x"}', JSON)),
        ("get_several", came(b'{"a":"y"}', "", 201)),
        ("get_any", came(b'{"a":"z"}', "application/x-special", 201)),
        ("get_maybe", came(b'{"a":"w"}', JSON)),
    ]
    assert [
        'GetSeveralResponse200 {"a":"x"}',
        'GetSeveralResponse200 {"a":"y"}',
        'GetAnyResponse {"a":"z"}',
        'GetMaybeResponse {"a":"w"}',
    ] == outcomes(classes, stub, calls)


def test_what_is_not_asked_for(classes: Path, stub: Stub) -> None:
    """An object is asked for as JSON alone; by a header of one's own another form of it comes."""
    name, reply, value = REPRESENTATION
    told = outcomes(classes, stub, [(name, reply), (f"{name}_raw", reply)])
    assert "ApiResponseValidationException: the answer with status 200 is not JSON" in told[0]
    assert shown(value) == told[1]
    asked = [received.headers["accept"] for received in stub.received]
    assert asked == ["application/json", "application/pdf", "application/pdf"]


OWN = {"get_several": "application/json"}
"""What is asked for where the description has an object in several forms."""


@pytest.mark.parametrize(("name", "accept"), ACCEPTED)
def test_accept(classes: Path, stub: Stub, name: str, accept: str) -> None:
    """A server is asked for what can be read, JSON before all others."""
    outcomes(classes, stub, [(name, came(b"", "", 404))])
    assert stub.last.headers["accept"] == OWN.get(name, accept)


SENT = (
    ("put_text", '"\u00fc"'.encode(), "text/markdown; charset=utf-8"),
    ("put_file", b"\x00\xffa", "application/octet-stream"),
)
"""Methods, the body that the program gives, and what it is called when it travels."""


@pytest.mark.parametrize(("name", "body", "media"), SENT)
def test_texts_and_bytes_are_sent_as_they_are(
    classes: Path, stub: Stub, name: str, body: bytes, media: str
) -> None:
    """What a call takes as its body arrives, and says what it is; later changes don't matter."""
    assert ["nothing"] == outcomes(classes, stub, [(name, came(b"", "", 204))])
    assert (body, media) == (stub.last.body, stub.last.headers["content-type"])


def test_bodies_that_cannot_be_sent(classes: Path, stub: Stub) -> None:
    """What no text in UTF-8 holds, a body that is missing, and a member of none are refused."""
    names = ("put_half", "put_nothing", "put_member")
    assert [
        "text body holds half a surrogate pair, which UTF-8 doesn't have",
        "text required and missing: body",
        "text a body that is sent as it is takes no members",
    ] == outcomes(classes, stub, [(name, came(b"")) for name in names])
    assert stub.received == []
