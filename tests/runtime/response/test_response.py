"""What successes become: the promised object, its defects, or an exception that keeps it all."""

from __future__ import annotations

import json
import pickle
import re
from typing import Any

import pytest
from _runtime.vocabulary.defects import Defect
from _runtime.vocabulary.errors import APIResponseValidationError, RedirectError

from tests.support.small_api import GOOD, KEY, LIST, MAKE, PLAIN, Driver, Thing
from tests.support.stub import Reply, Stub, reply

TRANSPORTS = 2

HOLLOW = {"id": "thing-1", "count": "two"}


def test_the_promised_object(driver: Driver, stub: Stub, plain: Any) -> None:
    """A success is an object of the promised class, with the request id and without defects."""
    stub.plays(reply({**GOOD, "extra": 1.0}, 200, X_Request_Id="r-1"))
    thing = driver.make(plain)
    assert isinstance(thing, Thing)
    assert ("thing-1", 2, "thing") == (thing.id, thing.count, thing.object_)
    assert {**GOOD, "extra": 1.0} == thing.to_dict()
    assert ("r-1", ()) == (thing.request_id, thing.defects)


@pytest.mark.parametrize("status", [200, 201, 202, 299])
def test_every_2xx_is_a_success(driver: Driver, stub: Stub, plain: Any, status: int) -> None:
    """Any status from 200 to 299 with the promised object is a success."""
    stub.plays(reply(GOOD, status))
    assert "thing-1" == driver.make(plain).id


ODD = {
    "html": (b"<!doctype html><title>Log in</title>", "is not JSON"),
    "text": (b"ok", "is not JSON"),
    "empty": (b"", "is empty"),
    "white space": (b" \r\n", "is empty"),
    "cut short": (b'{"id": "thi', "is not JSON"),
    "two values": (b"{}{}", "is not JSON"),
    "not a number": (b'{"count": NaN}', "is not JSON"),
    "not utf-8": (b'{"id": "\xff"}', "is not JSON"),
    "null": (b"null", "is null, not an object"),
    "list": (b'[{"id": "thing-1"}]', "is a list, not an object"),
    "string": (b'"thing-1"', "is a string, not an object"),
    "number": (b"7", "is a number, not an object"),
    "boolean": (b"true", "is a boolean, not an object"),
    "deep": (b"[" * 200_000, "is nested too deeply"),
    "error": (b'{"error": {"message": "m", "code": "c"}}', "holds an error instead"),
    "error text": (b'{"error": "m"}', "holds an error instead"),
    "status object": (b'{"code": 16, "message": "m"}', "holds an error instead"),
    "another object": (b'{"detail": "Not signed in"}', "has no member of the promised object"),
}


@pytest.mark.case("N42")
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("kind", ODD)
def test_a_success_that_is_not_what_was_promised(
    driver: Driver, stub: Stub, kind: str, strict: bool
) -> None:
    """It is an exception that says so and keeps status, headers, request id and every byte."""
    raw, problem = ODD[kind]
    headers = {"Content-Type": "text/x", "X-Request-Id": "r-1"}
    stub.plays(Reply(200, raw, headers))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, strict=strict)
    error = driver.error(client)
    assert APIResponseValidationError is type(error)
    assert f"the answer with status 200 {problem}" in str(error)
    assert (200, "r-1", raw) == (error.status_code, error.request_id, error.raw)
    assert "text/x" == error.headers["content-type"]
    assert () == error.defects


@pytest.mark.case("N42")
@pytest.mark.parametrize("strict", [False, True])
def test_an_error_in_a_success_is_told(driver: Driver, stub: Stub, strict: bool) -> None:
    """What the provider says of an error counts under status 200 too: text, code and the rest."""
    said = {"message": "Not that.", "code": "c-1", "param": "input", "type": "t"}
    stub.plays(reply({"error": said}))
    error = driver.error(driver.client(PLAIN, api_key=KEY, base_url=stub.url, strict=strict))
    assert APIResponseValidationError is type(error)
    assert said == {name: getattr(error, name) for name in said}
    words = "holds an error instead of the promised object: it says c-1: Not that."
    assert str(error).endswith(words)


@pytest.mark.case("N42")
def test_no_content_where_an_object_was_promised(driver: Driver, stub: Stub, plain: Any) -> None:
    """204 is a success without the promised object, so it is that exception too."""
    stub.plays(Reply(204, b"", {}))
    error = driver.error(plain)
    assert APIResponseValidationError is type(error)
    assert (204, b"") == (error.status_code, error.raw)


def test_defects_are_noted(driver: Driver, stub: Stub, plain: Any) -> None:
    """An answer that breaks the schema is returned, typed where it is right, with its defects."""
    stub.plays(reply(HOLLOW, 200, X_Request_Id="r-1"))
    thing = driver.make(plain)
    assert isinstance(thing, Thing)
    assert ["/count", "/object"] == [defect.pointer for defect in thing.defects]
    assert HOLLOW == thing.to_dict()
    assert "r-1" == thing.request_id


def test_an_empty_object_is_the_promised_one_with_defects(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """An object without anything in it, which says nothing else either, is no exception."""
    stub.plays(reply({}))
    assert ["/id", "/count", "/object"] == [d.pointer for d in driver.make(plain).defects]


def test_an_error_field_beside_the_promised_ones_is_growth(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """An object that has promised fields may also have one called error."""
    stub.plays(reply({**GOOD, "error": {"message": "m"}}))
    assert () == driver.make(plain).defects


def test_strict_refuses_defects(driver: Driver, stub: Stub) -> None:
    """A strict client raises instead, with the defects and the raw body on the exception."""
    stub.plays(reply(HOLLOW))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, strict=True)
    error = driver.error(client)
    assert APIResponseValidationError is type(error)
    assert ["/count", "/object"] == [defect.pointer for defect in error.defects]
    assert isinstance(error.defects[0], Defect)
    assert json.dumps(HOLLOW).encode() == error.raw
    assert HOLLOW == error.body
    assert "breaks the schema in 2 place(s), first: /count" in str(error)
    assert error.defects == pickle.loads(pickle.dumps(error)).defects


def test_strict_accepts_growth(driver: Driver, stub: Stub) -> None:
    """Fields that the schema doesn't know are growth, which a strict client accepts."""
    stub.plays(reply({**GOOD, "new": [1]}))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, strict=True)
    assert [1] == driver.make(client).to_dict()["new"]


def test_what_has_not_changed_is_no_redirect(driver: Driver, stub: Stub, plain: Any) -> None:
    """Status 304 answers a condition of the caller's: its text speaks of that."""
    stub.plays(Reply(304, b""))
    error = driver.error(plain, extra_headers={"If-None-Match": '"1"'})
    assert RedirectError is type(error)
    assert "304 - nothing has changed" in str(error) and "redirect" not in str(error)


@pytest.mark.case("N01")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    [
        "/elsewhere",
        "{url}/v2/things",
        "https://elsewhere.example/",
        "//elsewhere",
        "file:/x",
        "",
    ],
)  # fmt: skip
def test_redirects_are_refused(
    driver: Driver, stub: Stub, plain: Any, status: int, location: str
) -> None:
    """A redirect is an error that says so; nothing is sent a second time, wherever it points."""
    stub.plays(Reply(status, b"", {"Location": location.replace("{url}", stub.url)}))
    error = driver.error(plain)
    assert RedirectError is type(error)
    assert re.search(r"is a redirect( to [^/ ]+)?, which isn't followed", str(error))
    assert 1 == len(stub.received)


@pytest.mark.case("N01")
@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("https://login.example/sso?state=hidden", " to login.example,"),
        ("https://hidden@login.example:8443/#hidden", " to login.example:8443,"),
        ("//login.example", " to login.example,"),
        ("/hidden", " a redirect,"),
        ("https://[broken", " a redirect,"),
    ],
)
def test_the_error_tells_where_a_redirect_leads(
    driver: Driver, stub: Stub, plain: Any, location: str, told: str
) -> None:
    """The text names the host alone; the whole address is among the headers."""
    stub.plays(Reply(302, b"", {"Location": location}))
    error = driver.error(plain)
    assert told in str(error) and "hidden" not in str(error)
    assert location == error.headers["location"]


@pytest.mark.case("N42")
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("raw", [b"null", b'{"id": "thing-1"}', b'"a"', b'{"error": "m"}'])
def test_no_list_where_one_was_promised(
    driver: Driver, stub: Stub, plain: Any, raw: bytes, strict: bool
) -> None:
    """Where a list was promised, anything else is an exception too."""
    stub.plays(Reply(200, raw))
    client = plain._changed({"strict": strict})
    error = driver.fails(APIResponseValidationError, driver.call, client, LIST, {})
    assert (raw, [""]) == (error.raw, [defect.pointer for defect in error.defects])


def test_answers_are_read_the_same_way_twice(driver: Driver, stub: Stub, plain: Any) -> None:
    """What was read goes back as the next call's argument, byte for byte."""
    stub.plays(reply({**GOOD, "count": 2.0, "big": 2**70}))
    thing = driver.make(plain)
    driver.call(plain, MAKE, {"model": "m", "input": [thing]})
    assert [{**GOOD, "count": 2.0, "big": 2**70}] == stub.last.json["input"]
    assert b'"count":2.0' in stub.last.body


TWICE = {
    "a value": (b'{"id":"a","count":1,"id":"thing-1","object":"thing"}', ["/id"]),
    "the same value": (b'{"id":"thing-1","count":1,"object":"thing","count":1}', ["/count"]),
    "three times": (b'{"id":"","id":"","id":"thing-1","count":1,"object":"thing"}', ["/id"]),
    "in two spellings": (
        b'{"id":"thing-1","coun\\u0074":0,"count":1,"object":"thing"}',
        ["/count"],
    ),
    "deeper, with signs to escape": (
        b'{"id":"thing-1","count":1,"object":"thing","x":[0,{"a/~b":1,"a/~b":2},{"":1,"":2}]}',
        ["/x/1/a~1~0b", "/x/2/"],
    ),
    "inside what is overwritten": (
        b'{"id":"thing-1","count":1,"object":"thing","x":{"y":1,"y":2},"x":{"y":3}}',
        ["/x"],
    ),
}


@pytest.mark.case("N45")
@pytest.mark.parametrize("name", TWICE)
def test_a_member_that_comes_twice_is_a_defect(
    driver: Driver, stub: Stub, plain: Any, name: str
) -> None:
    """The last of several members of a name counts, as everywhere, and each place is told."""
    body, pointers = TWICE[name]
    stub.plays(Reply(200, body))
    thing = driver.make(plain)
    assert [Defect(p, "comes more than once; the last one counts") for p in pointers] == list(
        thing.defects
    )
    assert "thing-1" == thing.id
    assert json.loads(body) == thing.to_dict()


@pytest.mark.case("N45")
def test_other_defects_are_told_too(driver: Driver, stub: Stub, plain: Any) -> None:
    """What comes twice doesn't hide what is wrong besides."""
    stub.plays(Reply(200, b'{"id":"a","id":"thing-1","count":"two","object":"thing"}'))
    assert ["/id", "/count"] == [defect.pointer for defect in driver.make(plain).defects]


@pytest.mark.case("N45")
def test_strict_clients_refuse_it(driver: Driver, stub: Stub) -> None:
    """With `strict` such an answer is an exception that has it as it came."""
    body, _ = TWICE["a value"]
    stub.plays(Reply(200, body))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, strict=True)
    error = driver.fails(APIResponseValidationError, driver.make, client)
    assert body == error.raw
    assert ["/id"] == [defect.pointer for defect in error.defects]


@pytest.mark.case("N45")
def test_a_list_keeps_its_answer(driver: Driver, stub: Stub, plain: Any) -> None:
    """An answer that has no place for defects is returned all the same."""
    stub.plays(Reply(200, b'[{"id":"a","id":"b","count":1,"object":"thing"}]'))
    (thing,) = driver.call(plain, LIST, {})
    assert "b" == thing.id
