"""The names that JSON is asked for by (RFC 9110, 12.5.1), through a client and a loopback server.

A server of JSON:API or of another media type in JSON may answer 406 to `application/json` alone.
"""

from __future__ import annotations

from typing import Any

from generator.languages.java.plan.asked import accepted
from tests.output.conftest import CASES
from tests.support.packages import documents_of
from tests.support.refusing import spelled
from tests.support.stub import Reply, Stub, reply

CASE = "lower_media_types"
PACKAGE = "media_case"
NAMED = (
    "application/vnd.example.full+json, application/vnd.example.short+json, application/json;q=0.9"
)
ANY = "application/json, */*;q=0.9"
PAGE = "application/json, application/pdf;q=0.9"


def test_names_of_the_description(package: Any, stub: Stub) -> None:
    """What only other names of JSON are described for is asked for by those before the usual."""
    stub.plays(Reply(200, b'"a"', {"Content-Type": "application/vnd.example.short+json"}))
    with package.MediaCase(base_url=stub.url) as client:
        assert client.read() == "a"
    assert stub.last.headers["accept"] == NAMED


def test_the_usual_name(package: Any, stub: Stub) -> None:
    """`application/json` alone is asked for where it is described, whatever stands beside it."""
    stub.plays(reply(1))
    with package.MediaCase(base_url=stub.url) as client:
        assert client.send(body=["a"]) == 1
    assert stub.last.headers["accept"] == "application/json"


def test_the_same_in_bytes(package: Any, stub: Stub) -> None:
    """Bytes that write what JSON holds aren't asked for beside it; those of another kind are."""
    stub.plays(reply({"name": "a"}))
    with package.MediaCase(base_url=stub.url) as client:
        answer = client.replace()
    assert answer.to_dict() == {"name": "a"}
    assert stub.last.headers["accept"] == PAGE


def test_a_range_of_media_types(package: Any, stub: Stub) -> None:
    """Where the description has no name, JSON is asked for, and anything behind it."""
    stub.plays(Reply(200, b'{"name": "a"}', {"Content-Type": "application/hal+json"}))
    with package.MediaCase(base_url=stub.url) as client:
        assert client.range().to_dict() == {"name": "a"}
    assert stub.last.headers["accept"] == ANY


def test_java_asks_for_the_same() -> None:
    """The table of a Java package has the same names."""
    api = spelled(documents_of(CASES / CASE / "openapi.yaml"), "media_case")
    asked = {each.attributes[-1]: accepted(api, each) for each in api.providers[0].operations}
    assert (asked["read"], asked["replace"]) == (NAMED, "application/json")
    assert (asked["replace_chunks"], asked["range"]) == ("application/pdf", ANY)
