"""Copies of clients with other options: what they keep and replace, and what closing one ends."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from _runtime.vocabulary.errors import (
    ClientClosedError,
    ConfigurationError,
)
from _runtime.vocabulary.omit import omit

from tests.support.small_api import GOOD, KEY, PLAIN, TENANT, TOKEN, Driver
from tests.support.stub import Stub, reply
from tests.support.transports import own_http_client


def test_with_options_keeps_what_it_does_not_replace(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """A changed copy differs in what it was given; the original stays as it was."""
    copy = plain._changed({"project": "p-2", "timeout": 5.0, "max_retries": 0})
    driver.make(copy)
    assert f"Bearer {KEY}" == stub.last.headers["authorization"]
    assert ("org", "p-2") == tuple(
        stub.last.headers[f"plain-{n}"] for n in ("organization", "project")
    )
    assert (5.0, 0, stub.url) == (copy.timeout, copy.max_retries, copy.base_url)
    driver.make(plain)
    assert "plain-project" not in stub.last.headers
    assert (600, 2) == (plain.timeout, plain.max_retries)
    assert type(plain) is type(copy)


def test_with_options_replaces_the_kind_of_credential(driver: Driver, stub: Stub) -> None:
    """A copy may use another kind of credential, and then uses it alone."""
    stub.plays(reply(GOOD))
    client = driver.client(TENANT, api_key=KEY, base_url=stub.url)
    driver.make(client._changed({"token": TOKEN}))
    assert f"Bearer {TOKEN}" == stub.last.headers["authorization"]
    assert "api-key" not in stub.last.headers


def test_with_options_replaces_the_address(driver: Driver, stub: Stub) -> None:
    """A copy may have another address, given in either form."""
    client = driver.client(TENANT, api_key=KEY, tenant_endpoint="https://r.example")
    assert stub.url == client._changed({"base_url": stub.url}).base_url
    endpoint = client._changed({"base_url": stub.url})._changed(
        {"tenant_endpoint": "https://s.example"}
    )
    assert "https://s.example/open/v1" == endpoint.base_url


def test_with_options_does_not_read_the_environment_again(
    driver: Driver, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a copy doesn't replace stays, even when the environment has changed since."""
    monkeypatch.setenv("PLAIN_API_KEY", KEY)
    client = driver.client(PLAIN, base_url=stub.url)
    monkeypatch.setenv("PLAIN_API_KEY", "another-key-of-the-environment")
    stub.plays(reply(GOOD))
    driver.make(client._changed({"timeout": 3.0}))
    assert f"Bearer {KEY}" == stub.last.headers["authorization"]


def test_with_options_refuses_what_the_constructor_refuses(driver: Driver, plain: Any) -> None:
    """A copy is held to the same rules."""
    for changes in ({"timeout": 0}, {"base_url": "http://h"}, {"api_key": "a\n"}, {"strict": 1}):
        driver.fails(ConfigurationError, partial(plain._changed, changes))


@pytest.mark.case("N66")
def test_closing_a_copy_leaves_the_original_open(driver: Driver, stub: Stub, plain: Any) -> None:
    """A copy shares the connections; closing it closes only itself."""
    copy = plain._changed({"timeout": 5.0})
    driver.make(copy)
    driver.result(copy.close())
    assert isinstance(driver.error(copy), ClientClosedError)
    driver.make(plain)
    assert 2 == len(stub.received)


@pytest.mark.case("N66")
def test_closing_the_original_closes_its_copies(driver: Driver, stub: Stub, plain: Any) -> None:
    """The connections are the original's, so its end is that of the copies."""
    copy = plain._changed({"timeout": 5.0})
    driver.make(plain)
    driver.result(plain.close())
    assert isinstance(driver.error(copy), ClientClosedError)
    assert 1 == len(stub.received)


def test_with_options_can_replace_the_http_client(driver: Driver, stub: Stub, plain: Any) -> None:
    """A copy with a client of the caller's uses that, and the original its own."""
    copy = plain._changed({"http_client": own_http_client(driver, headers={"X-Own": "1"})})
    driver.make(copy)
    assert "1" == stub.last.headers["x-own"]
    driver.make(plain)
    assert "x-own" not in stub.last.headers


def test_with_options_adds_default_headers_and_queries(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """A copy has the original's headers and query parameters and its own, names in any case."""
    first = plain._changed({"default_headers": {"X-A": "1", "X-B": "1"}, "default_query": {"a": 1}})
    copy = first._changed({"default_headers": {"x-b": "2", "X-C": "3"}, "default_query": {"b": 2}})
    driver.make(copy)
    sent = tuple(stub.last.headers.get(f"x-{name}") for name in "abc")
    assert (("1", "2", "3"), "/things/make?a=1&b=2") == (sent, stub.last.target)
    assert {"X-A": "1", "x-b": "2", "X-C": "3"} == copy.default_headers
    assert {"X-A": "1", "X-B": "1"} == first.default_headers
    unchanged = first._changed({"default_headers": None, "default_query": None})
    assert (first.default_headers, {"a": 1}) == (unchanged.default_headers, unchanged.default_query)


def test_set_default_headers_replaces_them(driver: Driver, plain: Any) -> None:
    """`set_default_headers` and `set_default_query` replace all; both ways at once are refused."""
    first = plain._changed({"default_headers": {"X-A": "1"}, "default_query": {"a": 1}})
    copy = first._changed({"set_default_headers": {"X-B": "2"}, "set_default_query": {}})
    assert ({"X-B": "2"}, {}) == (copy.default_headers, copy.default_query)
    assert {} == first._changed({"set_default_headers": {}}).default_headers
    for name in ("default_headers", "default_query"):
        both = {name: {"X-A": "1"}, f"set_{name}": {"X-B": "2"}}
        error = driver.fails(ConfigurationError, first._changed, both)
        assert f"{name} and set_{name} exclude each other: give one" == str(error)


@pytest.mark.parametrize("gone", [None, omit], ids=["None", "omit"])
def test_a_header_can_be_left_out(driver: Driver, stub: Stub, plain: Any, gone: Any) -> None:
    """`None` or `omit` for a header sends none of that name: the client's, a default or the key."""
    client = plain._changed({"default_headers": {"X-A": "1", "X-B": "1"}})
    driver.make(client, extra_headers={"x-a": gone, "plain-organization": gone})
    assert {"x-b"} == {"x-a", "x-b", "plain-organization"} & {*stub.last.headers}
    driver.make(client, extra_headers={"AUTHORIZATION": gone, "User-Agent": gone})
    assert {"x-a"} == {"x-a", "authorization", "user-agent"} & {*stub.last.headers}
    copy = client._changed({"default_headers": {"X-a": gone, "authorization": gone}})
    driver.make(copy)
    assert {"x-b"} == {"x-a", "x-b", "authorization"} & {*stub.last.headers}
    assert {"X-B": "1"} == copy.default_headers
    driver.make(copy, extra_headers={"X-A": "2"})
    assert "2" == stub.last.headers["x-a"]


def test_a_query_parameter_can_be_left_out(driver: Driver, stub: Stub, plain: Any) -> None:
    """`None` for a query parameter of a copy or a call takes away the client's."""
    client = plain._changed({"default_query": {"a": 1, "b": 2}})
    driver.make(client, extra_query={"a": None})
    assert "/things/make?b=2" == stub.last.target
    driver.make(client._changed({"default_query": {"b": None}}))
    assert "/things/make?a=1" == stub.last.target
