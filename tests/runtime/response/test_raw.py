"""What surrounds an answer: raw access, ids, limits, hooks, and redirects that may be followed."""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
from typing import Any

import pytest
from _runtime.response.raw import RawResponse
from _runtime.setup.events import RequestEvent, ResponseEvent, RetryEvent
from _runtime.transport.protocol import Limits
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APIResponseValidationError,
    ArgumentError,
    ConfigurationError,
    RedirectError,
)
from _runtime.vocabulary.provider import ClientRequestId
from _runtime.vocabulary.ratelimits import RateLimit, RateLimitHeaders, duration, rate_limits
from hypothesis import given, strategies as some

from tests.support.scripted_network import answer, wired
from tests.support.small_api import GOOD, MAKE, PLAIN, Driver

BODY = b'{"id": "thing-1", "count": 2, "object": "thing", "new": 1}'
LIMITS = (
    RateLimitHeaders(name="calls", limit="X-Limit", remaining="x-left", reset="x-reset"),
    RateLimitHeaders(name="words", remaining="x-words"),
)
TOLD = {"x_limit": "60", "x_left": "59", "x_reset": "6m0s", "x_words": "-1"}
CALLS = {"calls": RateLimit(limit=60, remaining=59, reset=360.0)}


def provider(form: Any = "text", **changes: Any) -> Any:
    """Return the plain provider with an id for each request, and limits."""
    import dataclasses

    known = ClientRequestId(header="X-Call-Id", form=form)
    return dataclasses.replace(PLAIN, client_request_id=known, rate_limits=LIMITS, **changes)


def raw(driver: Driver, client: Any, **extras: Any) -> RawResponse[Any]:
    """Return the raw answer to the plainest call."""
    result = driver.result(client._session.call_raw(MAKE, {"model": "m"}, **extras))
    assert isinstance(result, RawResponse)
    return result


def test_raw_answers(driver: Driver) -> None:
    """Status, headers, bytes, ids and limits are there beside what a plain call returns."""
    steps = (answer(503), answer(200, BODY, x_request_id="req-1", **TOLD))
    client, _ = wired(driver, *steps, provider=provider())
    seen = raw(driver, client)
    assert (200, BODY, BODY.decode(), "req-1", 1, 2) == (
        seen.status_code, seen.content, seen.text, seen.request_id, seen.retries_taken,
        seen.attempts,
    )  # fmt: skip
    assert "6m0s" == seen.headers["X-Reset"] == seen.headers.get("x-RESET")
    assert "X-Limit" in seen.headers and seen.headers.get("x-none", "none") == "none"
    assert CALLS == seen.rate_limits
    assert {**GOOD, "new": 1} == seen.parse().to_dict() == seen.parse().to_dict()
    assert "req-1" == seen.parse().request_id
    assert "<RawResponse 200, 58 bytes, request id req-1>" == repr(seen)


def test_raw_answers_tell_of_their_request(driver: Driver) -> None:
    """Method and address are there, with a mask for what may be private, and never a credential."""
    defaults = {"default_query": {"token": "private"}}
    client, _ = wired(driver, answer(200, BODY, x_a="1"), provider=provider(), **defaults)
    seen = raw(driver, client, extra_headers={"X-Own": "private"})
    assert "POST" == seen.method == seen.http_request.method
    assert seen.url.endswith("/v1/things/make?token=***") and seen.url == seen.http_response.url
    shown = seen.http_request.headers
    assert ("***", "***") == (shown["authorization"], shown["x-own"])
    assert shown["X-Call-Id"] == seen.client_request_id
    assert json.loads(BODY) == seen.json() == seen.http_response.json()
    assert (200, "OK", True, BODY) == (
        seen.http_response.status_code, seen.http_response.reason_phrase,
        seen.http_response.is_success, seen.http_response.content,
    )  # fmt: skip
    assert seen.http_response == pickle.loads(pickle.dumps(seen.http_response))


def test_raw_answers_are_there_before_they_are_read(driver: Driver) -> None:
    """What a strict client refuses, or nobody can read, can still be kept."""
    client, _ = wired(driver, answer(200, b"<p>\xff"), provider=provider())
    seen = raw(driver, client)
    assert (b"<p>\xff", "<p>\ufffd") == (seen.content, seen.text)
    error = driver.fails(APIResponseValidationError, seen.parse)
    assert (1, seen.client_request_id) == (error.attempts, error.client_request_id)


def test_raw_access_raises_for_failures(driver: Driver) -> None:
    """A refusal is an exception, as it is without raw access."""
    client, _ = wired(driver, answer(400))
    with pytest.raises(Exception, match="^Error code: 400 - "):
        raw(driver, client)


@pytest.mark.case("S03")
def test_a_raw_answer_is_not_pickled(driver: Driver) -> None:
    """It holds on to its call; what may be kept is its content."""
    client, _ = wired(driver, answer(200, BODY))
    assert "can't be pickled" in str(driver.fails(TypeError, pickle.dumps, raw(driver, client)))


# --- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("12ms", 0.012), ("6m0s", 360.0), ("1s", 1.0), ("1h30m", 5400.0), ("1.5s", 1.5)),
        *(("59", 59.0), ("0", 0.0), ("0s", 0.0), ("2d", 172800.0), ("250\u00b5s", 0.00025)),
        *((bad, None) for bad in ("", "-1", "-1s", "1", "s", "1x", "nan", "inf", "1e3")[:3]),
        *((bad, None) for bad in ("s", "1x", "nan", "1e3", "1 s", "\u0661s", "1_0s", "1s ago")),
        ("9" * 40 + "s", None),
    ],
)
def test_durations(text: str, seconds: float | None) -> None:
    """Durations come in units, alone or one after the other; nonsense is no duration."""
    assert seconds == (None if (read := duration(text)) is None else pytest.approx(read))


@pytest.mark.parametrize("bad", ["-1", "", "many", "1.5", "1e3", "\u0661", "9" * 30, "+1", "0x1"])
def test_limits_without_sense_are_ignored(bad: str) -> None:
    """A negative or senseless number is as good as absent; so is a limit that says nothing."""
    assert {} == rate_limits(LIMITS, {"x-limit": bad, "x-left": bad})
    known = {"calls": RateLimit(remaining=0)}
    assert known == rate_limits(LIMITS, {"x-left": "0", "x-limit": bad, "x-reset": "-1s"})


@pytest.mark.case("P20")
@given(some.text())
def test_no_text_breaks_the_limits(text: str) -> None:
    """Whatever the headers hold, what is read is not negative."""
    for limit in rate_limits(
        LIMITS, dict.fromkeys(("x-limit", "x-left", "x-reset"), text)
    ).values():
        assert all(v is None or v >= 0 for v in (limit.limit, limit.remaining, limit.reset))


def test_refusals_tell_the_limits(driver: Driver) -> None:
    """An exception says what is left, as an answer does."""
    client, _ = wired(driver, answer(429, **TOLD), provider=provider(), max_retries=0)
    assert CALLS == driver.error(client).rate_limits


@pytest.mark.parametrize("value", [Limits(wire=-1), Limits(decoded=True), 5, "64 MiB"])
def test_bad_limits_of_answers(driver: Driver, value: Any) -> None:
    """Limits are whole numbers, given as `Limits`."""
    assert driver.refusal(PLAIN, api_key="k" * 9, limits=value).startswith("limits")


def test_limits_reach_the_network(driver: Driver) -> None:
    """The network is told how large an answer may be."""
    limits = Limits(wire=10, decoded=20)
    client, network = wired(driver, answer(200, BODY), limits=limits)
    driver.make(client)
    driver.make(client._changed({"limits": None}))
    assert [limits, Limits()] == network.limits


# --- ids -----------------------------------------------------------------------------------------

FIRST = "00000000-0000-4000-8000-000000000001"


@pytest.mark.case("N30")
@pytest.mark.parametrize(
    ("form", "sent"), [("text", [f"{FIRST}-1", f"{FIRST}-2"]), ("uuid", [FIRST, FIRST])]
)
def test_ids_of_tries(driver: Driver, form: str, sent: list[str]) -> None:
    """All tries share the call's id; where each request needs its own, a number is added."""
    client, network = wired(driver, answer(503), provider=provider(form), max_retries=1)
    error = driver.error(client)
    assert sent == network.headers("X-Call-Id")
    assert (
        sent[-1] == error.client_request_id == pickle.loads(pickle.dumps(error)).client_request_id
    )


@pytest.mark.case("N30")
def test_calls_have_different_ids(driver: Driver) -> None:
    """No two calls share an id."""
    client, network = wired(driver, answer(200, BODY), provider=provider())
    driver.make(client)
    assert f"{FIRST[:-1]}2-1" == raw(driver, client).client_request_id
    assert 2 == len({*network.headers("X-Call-Id")})


@pytest.mark.case("N30")
@pytest.mark.parametrize(("form", "own"), [("text", "my call: 1"), ("uuid", FIRST.upper())])
def test_the_callers_id_is_sent_as_it_is(driver: Driver, form: str, own: str) -> None:
    """A header of the caller's decides the id of all tries."""
    client, network = wired(driver, answer(503), provider=provider(form), max_retries=1)
    error = driver.error(client, extra_headers={"x-call-id": own})
    assert own == error.client_request_id
    assert [own, own] == network.headers("X-Call-Id")


@pytest.mark.parametrize(("form", "bad"), [("text", "x" * 513), ("text", "\u00e9"), ("uuid", "1")])
def test_ids_that_would_be_refused(driver: Driver, form: str, bad: str) -> None:
    """An id that the provider doesn't take is refused before anything is sent."""
    client, network = wired(driver, answer(200, BODY), provider=provider(form))
    error = driver.error(client, extra_headers={"X-Call-Id": bad})
    assert isinstance(error, ArgumentError) and bad not in str(error)
    assert [] == network.requests


def test_a_call_that_is_never_sent_has_no_id(driver: Driver) -> None:
    """Where the credential can't be had, no try was made and no id given away."""
    client, network = wired(driver, answer(200, BODY), provider=provider(), api_key=lambda: None)
    error = driver.error(client)
    assert isinstance(error, ConfigurationError)
    assert (0, None) == (error.attempts, error.client_request_id)
    assert [] == network.requests


def test_providers_without_ids_get_none(driver: Driver) -> None:
    """Where no header is documented, none is sent."""
    client, network = wired(driver, answer(200, BODY))
    assert raw(driver, client).client_request_id is None
    assert not any("id" in name.lower() for name, _ in network.requests[0].headers)


# --- hooks ---------------------------------------------------------------------------------------


def test_hooks_follow_a_call(driver: Driver) -> None:
    """Each request, answer and wait is told, in order and without content."""
    seen: list[Any] = []
    hooks = {f"on_{name}": seen.append for name in ("request", "response", "retry")}
    steps = (
        answer(429, b'{"error": {"code": "slow"}}', **TOLD),
        answer(200, BODY, x_request_id="r-2"),
    )
    client, _ = wired(driver, *steps, provider=provider("uuid"), takes=0.5, **hooks)
    driver.make(client)
    call = {
        "operation": "make",
        "method": "POST",
        "path": "/things/make",
        "client_request_id": FIRST,
    }
    assert [
        RequestEvent(attempt=1, **call),
        ResponseEvent(attempt=1, status_code=429, elapsed=0.5, rate_limits=CALLS, **call),
        RetryEvent(
            attempt=1, wait=1.0, error="RateLimitError", status_code=429, code="slow", **call
        ),
        RequestEvent(attempt=2, **call),
        ResponseEvent(attempt=2, status_code=200, elapsed=0.5, request_id="r-2", **call),
    ] == seen


def test_hooks_hear_of_lost_connections(driver: Driver) -> None:
    """A failure without an answer has no status."""
    seen: list[RetryEvent] = []
    lost = APIConnectionError("gone", sent=False)
    client, _ = wired(driver, lost, answer(200, BODY), on_retry=seen.append)
    driver.make(client)
    assert [("APIConnectionError", None, 1)] == [(e.error, e.status_code, e.attempt) for e in seen]


def test_hooks_of_async_clients_may_be_awaited() -> None:
    """An async client waits for what a hook returns."""
    driver, seen = Driver("async"), []

    async def hook(event: Any) -> None:
        await asyncio.sleep(0)
        seen.append(event.attempt)

    client, _ = wired(driver, answer(200, BODY), on_request=hook, on_response=hook)
    driver.make(client)
    driver.finish()
    assert [1, 1] == seen


@pytest.mark.parametrize("name", ["on_request", "on_response", "on_retry"])
def test_no_hook_costs_an_answer(
    driver: Driver, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What a hook raises is logged, and the call goes on: its answer may have been paid for."""

    def hook(event: Any) -> None:
        raise ValueError("the hook's own")

    client, _ = wired(driver, answer(503), answer(200, BODY), **{name: hook})
    assert "thing-1" == driver.make(client).id
    assert f"make: {name} raised; the call goes on" in caplog.messages
    assert "the hook's own" in caplog.text


def test_awaitables_are_not_for_sync_clients(caplog: pytest.LogCaptureFixture) -> None:
    """A coroutine that a sync client is given by a hook is closed, and that is logged."""
    driver = Driver("sync")

    async def hook(event: Any) -> None:
        raise AssertionError("never begun")

    client, _ = wired(driver, answer(200, BODY), on_request=hook)
    with caplog.at_level(logging.ERROR):
        driver.make(client)
    driver.finish()
    assert "on_request returns an awaitable, which a sync client can't wait for" in caplog.text


@pytest.mark.parametrize("name", ["on_request", "on_response", "on_retry"])
def test_hooks_are_functions(driver: Driver, name: str) -> None:
    """Anything else is refused at construction."""
    assert driver.refusal(PLAIN, api_key="k" * 9, **{name: 5}) == f"{name} has to be a function"


@pytest.mark.parametrize("name", ["retry_unsafe", "follow_redirects", "allow_insecure_http"])
def test_switches_are_true_or_false(driver: Driver, name: str) -> None:
    """A switch takes nothing that only looks like one."""
    for bad in (None, 1, "no"):
        assert driver.refusal(PLAIN, api_key="k" * 9, **{name: bad}).startswith(f"{name} has to")


# --- redirects -----------------------------------------------------------------------------------

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
