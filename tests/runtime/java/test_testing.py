"""The transport for tests: answers in order, what was sent without the credential, complaints."""

from __future__ import annotations

import json
import uuid

import pytest

from tests.runtime.java.conftest import Probe
from tests.support.small_api import KEY

GOOD = {"id": "a", "count": 1}


def test_what_was_sent_is_recorded(probe: Probe) -> None:
    """Operation, address, headers and body are there, and the credential isn't."""
    told = probe.ask("rehearse", name="records")
    assert ("aa", 2, "make", GOOD) == tuple(told[n] for n in ("ids", "count", "operation", "body"))
    assert "https://tenant.example/open/v1/things/make?api-version=v1" == told["url"]
    assert "application/json" == told["headers"]["Accept"]
    assert "api-key" not in told["headers"] and KEY not in json.dumps(told)


def test_each_call_has_an_id_of_its_own(probe: Probe) -> None:
    """The ids of calls are random UUIDs (RFC 9562, version 4), none of them twice."""
    ids = probe.ask("ids", count=20_000)["ids"]
    assert len({*ids}) == 20_000
    read = [uuid.UUID(each.removesuffix("-1")) for each in ids]
    assert {(each.version, each.variant) for each in read} == {(4, uuid.RFC_4122)}
    for half in (slice(0, 8), slice(24, 36)):
        assert len({each.hex[half] for each in read}) > 19_900  # no part of them stands still


def test_the_log_tells_tries_and_nothing_of_what_travels(probe: Probe) -> None:
    """A try that failed is a line, a hook that threw another; no key, header or body is in them."""
    first, second = probe.ask("rehearse", name="logs")["lines"]
    assert "INFO make: try 1 failed (InternalServerException), another one follows" == first
    assert second.startswith("SEVERE make: onRetry threw; the call goes on")
    assert KEY not in first + second and "of the body" not in first + second


def test_a_form_that_was_sent_is_no_json(probe: Probe) -> None:
    """It is there as the bytes that it travelled in."""
    assert {"json": False, "content": "grant=a"} == probe.ask("rehearse", name="form")


def test_waits_take_no_time_by_a_clock_of_the_test(probe: Probe) -> None:
    """The clock shows what clients waited: half of what they may, and hints with half a spread."""
    told = probe.ask("rehearse", name="waits")
    assert 0.5 + 7.35 == pytest.approx(told["seconds"])
    assert [
        *("POST /things/make 1", "status 503", "again after PT0.5S for InternalServerException"),
        *("POST /things/make 2", "status 429", "again after PT7.35S for RateLimitException"),
        *("POST /things/make 3", "status 200"),
    ] == told["events"]


def test_a_function_answers_what_no_other_answer_is_left_for(probe: Probe) -> None:
    """What a hook throws is logged, and the call goes on."""
    told = probe.ask("rehearse", name="hooks")
    tries = ["POST /things/make 1", "again after PT0.5S for ApiConnectionException"]
    assert [*tries, "POST /things/make 2", "status 200"] == told["events"]


def test_failures_of_the_network_can_be_played(probe: Probe) -> None:
    """They end calls as real ones do."""
    told = probe.ask("rehearse", name="failures")
    assert "ApiTimeoutException" == told["class"]
    assert told["message"].endswith("; the request may have been carried out")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("bad body", "/id should be a string\n  /count is required and missing"),
        ("bad answer", "/count is required and missing"),
        ("no answer", "no answer is left for make: POST https://tenant.example"),
    ],
)
def test_mistakes_fail_the_test(probe: Probe, name: str, place: str) -> None:
    """A body that breaks its schema, or a request too many, is told with the place, and again."""
    told = probe.ask("rehearse", name=name)
    assert place in told["message"] and told["message"] == told["verified"]


def test_answers_that_nobody_came_for(probe: Probe) -> None:
    """They are a mistake as well, which only the end of the test shows."""
    told = probe.ask("rehearse", name="left over")
    assert {"message": "", "verified": "1 answer(s) are left that no request came for"} == told
