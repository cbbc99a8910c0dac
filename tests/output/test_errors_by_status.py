"""Errors that a description types by status, through a generated client and a server on loopback.

The oracle is the text of OpenAPI: a status by itself goes before its range, that before `default`.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.stub import Reply, Stub, reply

CASE = "lower_errors_by_status"
PACKAGE = "errors_case"
PROBLEM = {"title": "no", "other": [1]}


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    """The server."""
    with Stub() as running:
        yield running


def failure(package: Any, server: Stub, answer: Reply, *, awaited: bool = False) -> Any:
    """Return the exception of a call that is answered so."""
    server.plays(answer)
    if awaited:
        return asyncio.run(_failure(package, server))
    client = package.ErrorsCase(base_url=server.url, max_retries=0)
    with client, pytest.raises(package.APIStatusError) as caught:
        client.send_parcel()
    return caught.value


async def _failure(package: Any, server: Stub) -> Any:
    async with package.AsyncErrorsCase(base_url=server.url, max_retries=0) as client:
        with pytest.raises(package.APIStatusError) as caught:
            await client.send_parcel()
    return caught.value


@pytest.mark.parametrize("awaited", [False, True])
@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, PROBLEM, "Problem"),
        (422, {"limit": 3}, "SendParcelError4XX"),
        (500, PROBLEM, "Problem"),
        (400, {"title": 5}, "Problem"),
        (404, PROBLEM, None),
        (418, PROBLEM, None),
        (400, [1], None),
        (400, "no", None),
    ],
)
def test_by_status(
    package: Any, server: Stub, awaited: bool, status: int, body: Any, kind: str | None
) -> None:
    """`error` is of the class of its status, holds what came, and is none where that can't be."""
    error = failure(package, server, reply(body, status), awaited=awaited)
    assert error.response.json() == body
    if kind is None:
        assert error.error is None
        return
    model = getattr(package.models, kind)
    assert type(error.error) is model
    assert error.typed(model) is error.error
    assert error.typed(package.models.Parcel) is None
    assert error.error.to_dict() == body


def test_a_list(package: Any, server: Stub) -> None:
    """An error may be a list of objects."""
    error = failure(package, server, reply([{"id": "a"}], 409))
    assert [type(each) for each in error.error] == [package.models.Parcel]
    assert error.error[0].id == "a"


def test_what_is_no_json(package: Any, server: Stub) -> None:
    """What isn't JSON stays as it came, whatever its status has."""
    error = failure(package, server, Reply(400, b"<p>no</p>", {"Content-Type": "text/html"}))
    assert (error.error, error.body) == (None, "<p>no</p>")


@pytest.mark.parametrize(
    ("headers", "its_id"),
    [
        ({"X-Request-Id": "a", "Request-Id": "b"}, "a"),
        ({"Request-Id": "b"}, "b"),
        ({"X-Correlation-Id": "c"}, "c"),
        ({}, None),
    ],
)
def test_ids_of_requests(
    package: Any, server: Stub, headers: dict[str, str], its_id: str | None
) -> None:
    """A description that names no header for the id of a request has one of the usual ones."""
    assert failure(package, server, Reply(500, b"", headers)).request_id == its_id


def test_docs(package: Any) -> None:
    """The docstring says what `error` is, and with which status."""
    doc = " ".join((inspect.getdoc(package.ErrorsCase.send_parcel) or "").split())
    assert "Its `error` is `Problem` with 400, default; `SendParcelError4XX` with 4XX." in doc
