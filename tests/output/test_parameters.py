"""Parameters of a generated client, in every style, as a server on loopback receives them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.stub import Received, Reply, Stub

CASE = "lower_parameters_in_every_style"
PACKAGE = "every_style"
PLACES = {"ids": ["a/b", "ü"], "labels": ["c", "d"], "points": {"x": 1, "y": 2}}
PATH = "/things/a%2Fb,%C3%BC/.c.d;x=1;y=2"
"""RFC 6570: `{ids}`, `{.labels*}` and `{;points*}`."""

Call = Callable[..., Received]


@pytest.fixture(params=["sync", "async"])
def call(package: Any, request: pytest.FixtureRequest) -> Iterator[Call]:
    """Make the one call with these arguments besides those of the path; return what arrives."""
    with Stub() as stub:
        stub.script = [Reply(status=204, body=b"", headers={})]

        def calling(**arguments: Any) -> Received:
            if request.param == "sync":
                with package.EveryStyle(base_url=stub.url) as client:
                    client.find(**(PLACES | arguments))
            else:
                asyncio.run(awaited(arguments))
            return stub.received[-1]

        async def awaited(arguments: dict[str, Any]) -> None:
            async with package.AsyncEveryStyle(base_url=stub.url) as client:
                await client.find(**(PLACES | arguments))

        yield calling


WORDS = ["a b", "c,d"]
POINT = {"x": 1, "y": 2}
QUERIES: list[tuple[str, Any, str]] = [
    ("many", WORDS, "many=a%20b&many=c%2Cd"),
    ("list", WORDS, "list=a%20b,c%2Cd"),
    ("spaced", WORDS, "spaced=a%20b%20c%2Cd"),
    ("piped", WORDS, "piped=a%20b%7Cc%2Cd"),
    ("deep", {"at": POINT, "words": WORDS},
     "deep%5Bat%5D%5Bx%5D=1&deep%5Bat%5D%5By%5D=2&deep%5Bwords%5D%5B0%5D=a%20b&deep%5Bwords%5D%5B1%5D=c%2Cd"),
    ("flat", POINT, "x=1&y=2"),
    ("row", POINT, "row=x,1,y,2"),
    ("raw", "a/b?c:d e", "raw=a/b?c:d%20e"),
    ("either", "a", "either=a"),
    ("either", ["a", "b"], "either=a&either=b"),
    ("json", {"at": POINT}, "json=%7B%22at%22%3A%7B%22x%22%3A1%2C%22y%22%3A2%7D%7D"),
    ("many", [], ""),
    ("deep", {}, ""),
    ("flat", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "query"), QUERIES)
def test_queries(call: Call, name: str, value: Any, query: str) -> None:
    """A query parameter arrives as its style has it, and nothing where it holds nothing."""
    assert call(**{name: value}).target == PATH + ("?" + query if query else "")


def test_objects_are_given_as_models_too(call: Call, package: Any) -> None:
    """An object of the models travels as a dictionary does."""
    point = package.models.Point(x=1, y=2)
    assert call(deep={"at": point}).target == PATH + "?deep%5Bat%5D%5Bx%5D=1&deep%5Bat%5D%5By%5D=2"


def test_headers(call: Call) -> None:
    """A list is one header, an object its members in one."""
    headers = call(x_list=["a", "b"], x_point=POINT).headers
    assert (headers["x-list"], headers["x-point"]) == ("a,b", "x=1,y=2")


def test_cookies(call: Call) -> None:
    """Cookies are one header; what none can hold stands by its number."""
    assert (
        call(session="a;b c%", seen=["x", "y"]).headers["cookie"]
        == "session=a%3Bb%20c%25; seen=x%2Cy"
    )


@pytest.mark.parametrize("place", ["ids", "labels"])
def test_a_path_without_a_value_is_refused(call: Call, place: str) -> None:
    """An empty list leaves a hole in the address: nothing is sent."""
    with pytest.raises(ValueError, match="is empty"):
        call(**{place: []})
