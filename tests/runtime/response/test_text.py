"""What the bytes of an answer may be: which text is read as JSON, and what is said of any other."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from _runtime.model.model import Nullable, ResponseModel
from _runtime.response.nesting import DEEPEST
from _runtime.vocabulary.errors import APIResponseValidationError, ArgumentError, BadRequestError
from _runtime.vocabulary.operation import Operation

from tests.support.small_api import GOOD, KEY, MAKE, PLAIN, Driver
from tests.support.stub import Reply, Stub, reply

TRANSPORTS = 2

TEXT = json.dumps({**GOOD, "word": "größe"}, ensure_ascii=False)
JSON = {"Content-Type": "application/json"}


class Node(ResponseModel):
    """An object that may hold another one of its kind."""

    value: int
    next: Nullable[Node] = None


FIND: Operation[Node] = Operation(
    name="find", method="GET", path="/nodes", response=lambda: Node, error=lambda: Node
)


@pytest.fixture
def plain(driver: Driver, stub: Stub) -> Any:
    """A client of the plain provider, pointed at the stub."""
    return driver.client(PLAIN, api_key=KEY, base_url=stub.url, max_retries=0)


# --- media types and charsets --------------------------------------------------------------------


@pytest.mark.case("N43")
@pytest.mark.parametrize(
    "named",
    [None, "", "text/html", "text/plain; charset=x", "application/json; charset=latin-1",
     "application/json; charset=utf-16", "application/json; charset=\"no such thing", "json",
     "application/problem+json", "application/octet-stream", "multipart/form-data; boundary=x"],
)  # fmt: skip
def test_whatever_the_media_type_says(
    driver: Driver, stub: Stub, plain: Any, named: str | None
) -> None:
    """JSON in UTF-8 is read as that, in successes and failures, whatever type or charset it has."""
    headers = {} if named is None else {"Content-Type": named}
    failure = json.dumps({"error": {"message": "größer", "code": "c"}}, ensure_ascii=False)
    stub.plays(Reply(200, TEXT.encode(), headers), Reply(400, failure.encode(), headers))
    assert json.loads(TEXT) == driver.make(plain).to_dict()
    assert "größer" == driver.error(plain).message


@pytest.mark.case("N43")
def test_a_byte_order_mark_of_utf_8(driver: Driver, stub: Stub, plain: Any) -> None:
    """A byte order mark before the JSON is passed over, in successes and failures."""
    mark = b"\xef\xbb\xbf"
    stub.plays(Reply(200, mark + TEXT.encode(), JSON), Reply(400, mark + b'{"error": "m"}', JSON))
    assert json.loads(TEXT) == driver.make(plain).to_dict()
    assert "m" == driver.error(plain).message


OTHER_TEXT = {
    **{f"{name} as {said}": (TEXT.encode(name), f"application/json; charset={said}")
       for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1")
       for said in (name, "utf-8")},
    "a mark alone": (b"\xef\xbb\xbf", "application/json"),
    "two marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + TEXT.encode(), "application/json"),
    "a mark within": (TEXT.encode().replace(b"{", b"{\xef\xbb\xbf", 1), "application/json"),
    "a javascript prefix": (b")]}'\n" + TEXT.encode(), "application/json"),
}  # fmt: skip


@pytest.mark.case("N43")
@pytest.mark.parametrize("kind", OTHER_TEXT)
def test_text_that_is_no_utf_8(driver: Driver, stub: Stub, plain: Any, kind: str) -> None:
    """Any other encoding is an error of ours that keeps the bytes, even where it is announced."""
    raw, named = OTHER_TEXT[kind]
    stub.plays(Reply(200, raw, {"Content-Type": named}), Reply(503, raw, {"Content-Type": named}))
    error = driver.error(plain)
    assert APIResponseValidationError is type(error)
    assert "is not JSON" in str(error) and named in str(error)
    failure = driver.error(plain)
    assert "InternalServerError" == type(failure).__name__
    text = raw.decode(errors="replace")
    assert [(raw, None), (raw, text)] == [(e.raw, e.body) for e in (error, failure)]
    failure.message.encode(), str(failure).encode()  # both can be printed


# --- bytes and escapes that are no text ----------------------------------------------------------


BROKEN = {
    "a lone byte": b"\xff",
    "a continuation": b"\x80",
    "cut short": b"\xe2\x82",
    "overlong": b"\xc0\xaf",
    "half a pair": b"\xed\xa0\x80",
    "beyond all": b"\xf4\x90\x80\x80",
}


@pytest.mark.case("N44")
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("kind", BROKEN)
def test_bytes_that_are_no_utf_8(
    driver: Driver, stub: Stub, plain: Any, kind: str, strict: bool
) -> None:
    """Not even in a field that nobody knows; the error keeps every byte."""
    raw = json.dumps({**GOOD, "word": "HERE"}).encode().replace(b"HERE", BROKEN[kind])
    stub.plays(Reply(200, raw, JSON), Reply(400, raw, JSON))
    client = plain._changed({"strict": strict})
    error = driver.error(client)
    assert APIResponseValidationError is type(error) and "is not JSON" in str(error)
    failure = driver.error(client)
    assert BadRequestError is type(failure) and "\ufffd" in failure.message
    text = raw.decode(errors="replace")
    assert [(raw, None), (raw, text)] == [(e.raw, e.body) for e in (error, failure)]


HALVES = [r"\ud800", r"a\udfffb", r"\ude00\ud83d", r"\ud83d"]


@pytest.mark.case("N44")
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("half", HALVES)
def test_half_a_surrogate_pair_is_kept(
    driver: Driver, stub: Stub, plain: Any, half: str, strict: bool
) -> None:
    """An escape that stands for no character is legal JSON: kept in known and unknown fields and
    names, no defect, and sent back as it came.
    """
    raw = f'{{"id":"{half}","count":2,"object":"thing","x{half}":["{half}"]}}'
    stub.plays(Reply(200, raw.encode(), JSON))
    thing = driver.make(plain._changed({"strict": strict}))
    text = json.loads(f'"{half}"')
    assert (text, ()) == (thing.id, thing.defects)
    assert {"id": text, "count": 2, "object": "thing", f"x{text}": [text]} == thing.to_dict()
    assert raw == thing.to_json()
    driver.call(plain, MAKE, {"model": "m", "input": [thing]})
    assert f'{{"model":"m","input":[{raw}]}}'.encode() == stub.last.body


@pytest.mark.case("N44")
@pytest.mark.parametrize("half", HALVES)
def test_half_a_surrogate_pair_in_a_failure(
    driver: Driver, stub: Stub, plain: Any, half: str
) -> None:
    """The parts of an error are kept as they came; the exception can be pickled and logged."""
    stub.plays(Reply(400, f'{{"error":{{"message":"{half}","code":"{half}"}}}}'.encode(), JSON))
    error = driver.error(plain)
    text = json.loads(f'"{half}"')
    assert (text, text, {"message": text, "code": text}) == (
        error.message, error.code, error.body
    )  # fmt: skip
    assert str(error) == str(pickle.loads(pickle.dumps(error)))
    repr(error).encode()


@pytest.mark.case("N44")
def test_a_whole_pair_is_a_character(driver: Driver, stub: Stub, plain: Any) -> None:
    """Two escapes that belong together are one character."""
    stub.plays(Reply(200, rb'{"id":"\ud83d\ude00","count":2,"object":"thing"}', JSON))
    assert "\N{GRINNING FACE}" == driver.make(plain).id


# --- words of a server in words of ours ----------------------------------------------------------


@pytest.mark.case("N42")
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("stop\x1b[2J\x1b]0;mine\x07", "stop\ufffd[2J\ufffd]0;mine\ufffd"),
        ("one\r\n2026-01-01 ERROR forged\n\n", "one 2026-01-01 ERROR forged"),
        ("\u202egnorw\u2066\x9b31m\x00", "\ufffdgnorw\ufffd\ufffd31m\ufffd"),
        ("größer, 長い, \N{GRINNING FACE}", "größer, 長い, \N{GRINNING FACE}"),
        ("w" * 5000, "w" * 2000 + "…"),
    ],
)
def test_what_a_server_says_upsets_no_terminal(
    driver: Driver, stub: Stub, plain: Any, words: str, shown: str
) -> None:
    """The text of an exception is one line of printable characters, of bounded length; the parts
    of the error are as the server sent them.
    """
    stub.plays(reply({"error": {"message": words, "code": "a\nb"}}, 400))
    error = driver.error(plain)
    assert f"Error code: 400 - a b: {shown}" == str(error)
    assert (words, "a\nb") == (error.message, error.code)
    assert str(error).isprintable()


# --- numbers without measure ---------------------------------------------------------------------


@pytest.mark.case("N46")
@pytest.mark.parametrize("digits", [20, 309, 4_300])
def test_a_long_number_is_exact(driver: Driver, stub: Stub, plain: Any, digits: int) -> None:
    """An integer is kept to the last digit, far beyond what any other number can hold."""
    raw = b'{"id":"a","count":%s,"object":"thing","more":-%s}' % ((b"7" * digits,) * 2)
    stub.plays(Reply(200, raw, JSON))
    thing = driver.make(plain)
    assert (int, ()) == (type(thing.count), thing.defects)
    assert raw == thing.to_json().encode()
    driver.call(plain, MAKE, {"model": "m", "input": [thing]})
    assert raw in stub.last.body


@pytest.mark.case("N46")
@pytest.mark.parametrize("digits", [5_000, 1_000_000])
def test_a_number_beyond_all_reason(driver: Driver, stub: Stub, plain: Any, digits: int) -> None:
    """Python refuses to read it, since that takes time by the square: our error, and no wait."""
    raw = b'{"id":"a","count":1,"object":"thing","more":%s}' % (b"7" * digits)
    stub.plays(Reply(200, raw, JSON))
    error = driver.error(plain)
    assert APIResponseValidationError is type(error) and raw == error.raw


@pytest.mark.case("N46")
def test_a_number_that_is_too_long_is_not_sent(driver: Driver, stub: Stub, plain: Any) -> None:
    """What Python doesn't write as text is refused by an error of ours."""
    error = driver.fails(ArgumentError, driver.call, plain, MAKE, {"model": 10**5_000})
    assert "the body can't be written as JSON" in str(error)
    assert [] == stub.received


# --- nesting -------------------------------------------------------------------------------------


def nested(depth: int, form: str) -> bytes:
    """Return the promised object as JSON of so many levels."""
    opening, closing = {"lists": (b"[", b"]"), "objects": (b'{"a":', b"}")}[form]
    inner = opening * (depth - 1) + b"7" + closing * (depth - 1)
    return b'{"id":"a","count":1,"object":"thing","in":' + inner + b"}"


@pytest.mark.case("N49")
@pytest.mark.parametrize("form", ["lists", "objects"])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 200, 500, 900, 1000, 100_000])
def test_nesting_beyond_all_reason(
    driver: Driver, stub: Stub, plain: Any, depth: int, form: str
) -> None:
    """It is an error of ours that keeps every byte, whatever Python's own limits are."""
    raw = nested(depth, form)
    stub.plays(Reply(200, raw, JSON), Reply(400, raw, JSON))
    error = driver.error(plain)
    assert APIResponseValidationError is type(error)
    assert f"is nested too deeply, in more than {DEEPEST} levels" in str(error)
    failure = driver.error(plain)
    assert BadRequestError is type(failure)
    text = raw.decode(errors="replace")
    assert [(raw, None), (raw, text)] == [(e.raw, e.body) for e in (error, failure)]


@pytest.mark.case("N49")
def test_the_limit_is_documented() -> None:
    """The package's README names the limit that the runtime has."""
    readme = Path(__file__).parents[3] / "templates" / "python" / "README.md.jinja"
    assert f"at most {DEEPEST} levels deep" in readme.read_text(encoding="utf-8")


@pytest.mark.case("N49")
@pytest.mark.parametrize("form", ["lists", "objects"])
@pytest.mark.parametrize("depth", [2, 60, DEEPEST])
def test_what_is_read_can_be_used(
    driver: Driver, stub: Stub, plain: Any, depth: int, form: str
) -> None:
    """Whatever is read can be dumped, shown, compared, copied, pickled and sent back."""
    raw = nested(depth, form)
    stub.plays(Reply(200, raw, JSON))
    thing = driver.make(plain)
    assert json.loads(raw) == thing.to_dict() == thing.model_dump()
    assert raw == thing.to_json().encode()
    assert thing == copy.deepcopy(thing) == pickle.loads(pickle.dumps(thing))
    assert "thing" in repr(thing)
    driver.call(plain, MAKE, {"model": "m", "input": thing})
    assert raw in stub.last.body


@pytest.mark.case("N49")
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("bottom", [1, "no number"])
@pytest.mark.parametrize("depth", [20, DEEPEST, DEEPEST + 1, 300, 900])
def test_a_type_that_contains_itself(
    driver: Driver, stub: Stub, plain: Any, depth: int, bottom: Any, strict: bool
) -> None:
    """However deep it goes and whatever is at its end, a call ends in a value or our error."""
    value: Any = {"value": bottom}
    for _ in range(depth - 1):
        value = {"value": 1, "next": value}
    raw = reply(value).body
    stub.plays(Reply(200, raw, JSON), Reply(400, raw, JSON))
    client = plain._changed({"strict": strict})
    try:
        node = driver.call(client, FIND, {})
        assert depth <= DEEPEST and value == node.to_dict()
        assert (1 == bottom) is (() == node.defects)
    except APIResponseValidationError as error:
        assert raw == error.raw and (depth > 20 or strict and 1 != bottom)
    assert raw == driver.fails(BadRequestError, driver.call, client, FIND, {}).raw


@pytest.mark.case("N49")
def test_a_request_beyond_all_reason(driver: Driver, stub: Stub, plain: Any) -> None:
    """A value that is too deep for Python to write is refused by an error of ours, and not sent."""
    value: Any = []
    for _ in range(100_000):
        value = [value]
    error = driver.fails(ArgumentError, driver.call, plain, MAKE, {"model": "m", "input": value})
    assert "the body can't be written as JSON: it is nested too deeply" == str(error)
    assert [] == stub.received
