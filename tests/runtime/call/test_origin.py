"""Nothing of a call goes anywhere but to the client's own address, whoever names another one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
from _runtime.vocabulary.errors import ArgumentError, ConfigurationError, RedirectError

from tests.support.small_api import GOOD, KEY, MAKE, PLAIN, READ, TENANT, Driver
from tests.support.stub import Reply, Stub, reply
from tests.support.transports import own_http_client

ELSEWHERE = ("https://elsewhere.example/x", "//elsewhere.example/x", "http:elsewhere.example",
             "\\\\elsewhere.example\\x", "https:/\t/elsewhere.example",
             "elsewhere.example:443")  # fmt: skip


@pytest.fixture
def other() -> Iterator[Stub]:
    """A second server, which nobody is meant to call."""
    with Stub() as server:
        yield server


@pytest.mark.case("N07")
@pytest.mark.parametrize("lent", [False, True])
@pytest.mark.parametrize("follow", [False, True])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_server_reaches_nobody(
    driver: Driver, stub: Stub, other: Stub, status: int, follow: bool, lent: bool
) -> None:
    """An answer that names another server is an error, even where both kinds of client follow."""
    stub.plays(Reply(status, b"", {"Location": f"{other.url}/things/make"}))
    settings = {"http_client": own_http_client(driver, follow_redirects=True)} if lent else {}
    client = driver.client(
        PLAIN, api_key=KEY, base_url=stub.url, follow_redirects=follow, **settings
    )
    assert isinstance(driver.error(client), RedirectError)
    assert (1, 0) == (len(stub.received), len(other.received))


@pytest.mark.case("N07")
def test_an_address_in_an_answer_is_only_a_value(driver: Driver, stub: Stub, other: Stub) -> None:
    """What a server says about where to go next, in headers or body, is kept and never called."""
    link = f"{other.url}/next"
    body = {**GOOD, "next": link, "$ref": link}
    stub.plays(reply(body, 200, Link=f'<{link}>; rel="next"', Content_Location=link, Refresh=link))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, follow_redirects=True)
    assert body == driver.make(client).to_dict()
    assert (1, 0) == (len(stub.received), len(other.received))


@pytest.mark.case("N07")
@pytest.mark.parametrize("status", [400, 429, 503])
def test_an_address_in_a_failure_is_only_a_value(
    driver: Driver, stub: Stub, other: Stub, status: int
) -> None:
    """Only a redirect leads anywhere; a `Location` beside another status is a header like any."""
    headers = {"Location": f"{other.url}/x", "Content-Location": f"{other.url}/y"}
    stub.plays(Reply(status, b"{}", headers))
    driver.error(driver.client(PLAIN, api_key=KEY, base_url=stub.url, follow_redirects=True))
    assert {"/things/make"} == {received.target for received in stub.received}
    assert [] == other.received


@pytest.mark.case("N07")
@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_as_an_argument_stays_an_argument(
    driver: Driver, stub: Stub, address: str
) -> None:
    """An absolute URL in the path, the query or the body is text, sent to the client's address."""
    stub.plays(reply(GOOD))
    client = driver.client(PLAIN, api_key=KEY, base_url=f"{stub.url}/v1")
    driver.call(client, READ, {"group": address, "name": "n", "tags": [address]})
    path, _, query = stub.last.target.partition("?")
    assert path.startswith("/v1/groups/") and path.endswith("/things/n") and 5 == path.count("/")
    assert query.startswith("tag=") and "/" not in query
    driver.call(client, MAKE, {"model": address})
    assert ("/v1/things/make", {"model": address}) == (stub.last.target, stub.last.json)


@pytest.mark.case("N07")
def test_a_path_that_is_an_address_is_a_path(driver: Driver, stub: Stub) -> None:
    """Even an operation whose path looks like a URL is called below the client's address."""
    stub.plays(reply(GOOD))
    client = driver.client(PLAIN, api_key=KEY, base_url=f"{stub.url}/v1")
    for path in ("https://elsewhere.example/x", "//elsewhere.example/x"):
        driver.call(client, dataclasses.replace(MAKE, path=path), {"model": "m"})
        assert stub.last.target.startswith("/v1/")


@pytest.mark.case("N07")
@pytest.mark.parametrize("address", [*ELSEWHERE[1:], "/v2", "v2", "", "https://user@h", "ftp://h"])
def test_another_address_is_held_to_the_same_rules(driver: Driver, address: str) -> None:
    """A copy takes a whole https address or none; a part of one never changes where calls go."""
    client = driver.client(PLAIN, api_key=KEY)
    assert isinstance(
        driver.fails(ConfigurationError, client._changed, {"base_url": address}), ArgumentError
    )
    assert "https://plain.example/v1" == client.base_url


@pytest.mark.case("N07")
def test_a_copy_with_another_address_leaves_the_original(
    driver: Driver, stub: Stub, other: Stub
) -> None:
    """Each client calls its own address, whichever of them was made or used last."""
    stub.plays(reply(GOOD))
    other.plays(reply(GOOD))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url)
    copy = client._changed({"base_url": other.url, "api_key": "another-key"})
    for each in (client, copy, client):
        driver.make(each)
    sent = [[r.headers["authorization"] for r in server.received] for server in (stub, other)]
    assert [[f"Bearer {KEY}"] * 2, ["Bearer another-key"]] == sent


@pytest.mark.case("N07")
def test_the_address_of_a_client_cannot_be_edited(driver: Driver) -> None:
    """An address is set by the constructor or on a copy, where it is checked, and nowhere else."""
    client = driver.client(PLAIN, api_key=KEY)
    with pytest.raises(AttributeError):
        client.base_url = "https://elsewhere.example"
    with pytest.raises(dataclasses.FrozenInstanceError):
        client._session._configuration.base_url = "https://elsewhere.example"


@pytest.mark.case("N07")
@pytest.mark.parametrize("provider", [PLAIN, TENANT], ids=lambda provider: provider.name)
def test_the_address_of_a_callers_http_client_is_not_used(
    driver: Driver, stub: Stub, other: Stub, provider: Any
) -> None:
    """A lent client that has a base address of its own carries calls to ours."""
    stub.plays(reply(GOOD))
    own = own_http_client(driver, base_url=f"{other.url}/theirs/", follow_redirects=True)
    client = driver.client(provider, api_key=KEY, base_url=f"{stub.url}/v1", http_client=own)
    driver.make(client)
    driver.make(client._changed({"timeout": 5.0}))
    assert (["/v1/things/make"] * 2, []) == ([r.target for r in stub.received], other.received)
    assert {"model": "m"} == json.loads(stub.last.body)
