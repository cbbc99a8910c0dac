"""What surrounds an answer: raw access, ids, limits, hooks, and redirects that may be followed."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from _runtime.transport.protocol import Limits
from _runtime.vocabulary.errors import (
    APIResponseValidationError,
    ArgumentError,
    ConfigurationError,
)
from _runtime.vocabulary.ratelimits import RateLimit, duration, rate_limits
from hypothesis import given, strategies as some

from tests.support.raw_calls import BODY, CALLS, FIRST, LIMITS, TOLD, provider, raw
from tests.support.scripted_network import answer, wired
from tests.support.small_api import GOOD, PLAIN, Driver


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
