"""Errors of descriptions that don't state where their parts are, through a generated client.

The oracles are RFC 6749 (section 5.2), RFC 9457 and the schemas of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.stub import Reply, Stub, reply

CASE = "lower_errors_inferred"
PACKAGE = "inferred_case"


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    """The server."""
    with Stub() as running:
        yield running


def failure(package: Any, server: Stub, answer: Reply) -> Any:
    """Return the exception of a call that is answered so."""
    server.plays(answer)
    client = package.InferredCase(base_url=server.url, max_retries=0)
    with client, pytest.raises(package.APIStatusError) as caught:
        client.send_parcel()
    return caught.value


PROBLEM = {"type": "/no", "title": "No", "status": 400, "detail": "No 7", "code": 3, "message": {}}
WRONG = {"errors": [{"field": "weight", "message": "too heavy"}, {"message": "and more"}]}
POINTED = {"errors": [{"source": {"pointer": "/weight"}, "message": "too heavy"}]}


@pytest.mark.parametrize(
    ("status", "body", "parts"),
    [
        (400, PROBLEM, ("3", "No 7", None, "/no")),
        (400, {"title": "No", "code": None}, (None, "No", None, None)),
        (401, {"error": "invalid_grant", "error_description": "d"}, ("invalid_grant", "d")),
        (401, {"error": "invalid_grant"}, ("invalid_grant", "invalid_grant")),
        (422, WRONG, (None, "too heavy", "weight", None)),
        (422, POINTED, (None, "too heavy", "/weight", None)),
        (500, {"error": {"message": "m", "code": "c", "type": "t"}}, ("c", "m", None, "t")),
    ],
)
def test_parts(
    package: Any, server: Stub, status: int, body: Any, parts: tuple[str | None, ...]
) -> None:
    """What schemas of errors have is found, and so are usual forms; the body stays whole."""
    error = failure(package, server, reply(body, status))
    assert (error.code, error.message, error.param, error.type)[: len(parts)] == parts
    assert error.body == error.response.json() == body


@pytest.mark.parametrize("body", [{"message": {"en": "m"}}, {"reason": "r"}, ["m"]])
def test_nothing_usual(package: Any, server: Stub, body: Any) -> None:
    """Of another body the message is its text, and it has no code."""
    error = failure(package, server, reply(body, 500))
    assert (error.code, error.message) == (None, error.raw.decode())


def test_a_success_with_a_message(package: Any, server: Stub) -> None:
    """A success is none of these, whatever members it has beside the described ones."""
    server.plays(reply({"message": "It is on its way."}))
    with package.InferredCase(base_url=server.url) as client:
        assert client.send_parcel().to_dict() == {"message": "It is on its way."}
