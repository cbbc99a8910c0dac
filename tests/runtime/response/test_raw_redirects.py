"""Raw answers that were redirected: which request and which answer they tell of."""

from __future__ import annotations

import pytest
from _runtime.vocabulary.errors import (
    ConfigurationError,
    RedirectError,
)

from tests.support.raw_calls import BODY, raw
from tests.support.scripted_network import answer, wired
from tests.support.small_api import PLAIN, Driver

BASE = "https://plain.example/v1"


@pytest.mark.case("N01")
@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/v2/make", "https://plain.example/v2/make"),
        ("https://PLAIN.example:443/v2/make?x=1#part", "https://PLAIN.example:443/v2/make?x=1"),
        ("make2", "https://plain.example/v1/things/make2"),
        ("//plain.example/x", "https://plain.example/x"),
    ],
)
def test_redirects_inside_the_origin_can_be_followed(
    driver: Driver, status: int, location: str, target: str
) -> None:
    """On request, the same request goes to another address of the same origin, and is no retry."""
    client, network = wired(
        driver, answer(status, location=location), answer(200, BODY), follow_redirects=True
    )
    assert 0 == raw(driver, client).retries_taken
    first, second = network.requests
    assert (f"{BASE}/things/make", target) == (first.url, second.url)
    assert (first.headers, first.body, "POST") == (second.headers, second.body, second.method)


@pytest.mark.case("N01", "N03", "N04", "N08")
@pytest.mark.parametrize(
    ("status", "location"),
    [(s, "/v2/make") for s in (300, 301, 302, 303, 304, 305)]
    + [(307, bad) for bad in (
        *("https://elsewhere.example/v1", "//elsewhere.example", "http://plain.example/v1"),
        *("https://plain.example:8443/", "https://plain.example@elsewhere.example/", "file:/x"),
        *("https://user@plain.example/", "https://plain.example.elsewhere.example/", ""),
        *("\\\\elsewhere.example", "/\\elsewhere.example", "/a\tb", "https://", "https://h:x/"),
        *("https://plain.example:0/", "ht tps://plain.example", "https://[::1", "javascript:1"),
    )],
)  # fmt: skip
def test_other_redirects_are_refused(driver: Driver, status: int, location: str) -> None:
    """Neither credential nor conversation leaves the origin, and no POST becomes a GET."""
    client, network = wired(driver, answer(status, location=location), follow_redirects=True)
    error = driver.error(client)
    assert isinstance(error, RedirectError) and 1 == error.attempts == len(network.requests)


@pytest.mark.case("N02", "N04")
def test_redirects_end(driver: Driver) -> None:
    """A chain that leaves the origin ends there, and a circle after five steps."""
    away = (answer(307, location="/a"), answer(307, location="https://elsewhere.example/b"))
    client, network = wired(driver, *away, follow_redirects=True)
    assert isinstance(driver.error(client), RedirectError) and 2 == len(network.requests)
    client, network = wired(driver, answer(308, location="/v1/things/make"), follow_redirects=True)
    assert isinstance(driver.error(client), RedirectError) and 6 == len(network.requests)


def test_a_try_after_a_redirect_begins_anew(driver: Driver) -> None:
    """A failure behind a redirect is tried again from the operation's own address."""
    steps = (answer(307, location="/b"), answer(503), answer(200, BODY))
    client, network = wired(driver, *steps, follow_redirects=True)
    assert 1 == raw(driver, client).retries_taken
    assert ["/v1/things/make", "/b", "/v1/things/make"] == [
        request.url.removeprefix("https://plain.example") for request in network.requests
    ]


@pytest.mark.case("N11")
def test_plain_http_needs_to_be_allowed(driver: Driver) -> None:
    """A host that isn't this machine is reached in the clear on request only, copies included."""
    url = "http://inside.example/v1"
    assert "allow_insecure_http" in driver.refusal(PLAIN, api_key="k" * 9, base_url=url)
    client = driver.client(PLAIN, api_key="k" * 9, base_url=url, allow_insecure_http=True)
    assert url == client.base_url == client._changed({"timeout": 1.0}).base_url
    driver.fails(ConfigurationError, client._changed, {"allow_insecure_http": False})
