"""The transport for tests: what it answers, what it records, and what it doesn't let pass."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from _runtime.testing.fake_clock import FakeClock
from _runtime.testing.fake_transport import (
    BadRequestBodyError,
    FakeTransport,
    Reply,
    SentRequest,
    UnexpectedRequestError,
)
from _runtime.transport.protocol import Limits
from _runtime.transport.sources import Sources
from _runtime.vocabulary.errors import (
    AnswerTooLargeError,
    APIConnectionError,
    APIError,
    APITimeoutError,
    ClientClosedError,
    RateLimitError,
)
from _runtime.vocabulary.operation import Operation, Whole

from tests.support.fake_calls import client
from tests.support.small_api import FOLDER, GOOD, KEY, PLAIN, TENANT, Driver, Part, Thing

pytest_plugins = ["pytester"]


SEND: Operation[Thing] = Operation(
    name="parts.send",
    method="POST",
    path="/parts",
    body=Whole(argument="part", required=True),
    request=lambda: Part,
    response=lambda: Thing,
)


def send(driver: Driver, fake: FakeTransport, part: Any) -> Any:
    """Send a body that has a model."""
    return driver.call(client(driver, fake), SEND, {"part": part})


@pytest.mark.parametrize(
    "answer",
    [GOOD, Thing.from_dict(GOOD), Reply(GOOD), lambda sent: GOOD],
    ids=["dict", "model", "reply", "function"],
)
def test_an_answer_in_any_form(driver: Driver, answer: Any) -> None:
    """A dictionary, a model, a reply and a function all give the promised object."""
    thing = driver.make(client(driver, FakeTransport(answer)))
    assert GOOD == thing.to_dict() and () == thing.defects


@pytest.mark.parametrize(
    ("provider", "more"),
    [
        (PLAIN, {"api_key": KEY, "organization": "o"}),
        (TENANT, {"token": KEY, "tenant_endpoint": "https://t.example"}),
        (FOLDER, {"api_key": KEY}),
    ],
)
def test_the_record_has_no_credential(driver: Driver, provider: Any, more: Any) -> None:
    """A record holds what was sent, to whichever provider, but never the credential."""
    fake = FakeTransport(GOOD)
    made = driver.client(provider, http_client=fake, **more)
    driver.make(made, extra_headers={"X-Note": f"so {KEY} it is", "X-Secret": "s"})
    sent = fake.last
    assert ("make", "POST", {"model": "m"}) == (sent.operation, sent.method, sent.json)
    assert sent.url.endswith("/things/make") and b'{"model":"m"}' == sent.content
    assert "so *** it is" == sent.headers["x-note"] and "X-Secret" not in sent.headers
    assert {"authorization", "api-key"}.isdisjoint(sent.headers)
    assert KEY not in repr(sent) + repr(vars(fake))


def test_short_credentials_are_left_out_too(driver: Driver) -> None:
    """The header of the credential isn't recorded, however short the credential is."""
    fake = FakeTransport(GOOD)
    driver.make(driver.client(FOLDER, api_key="k", http_client=fake))
    assert "authorization" not in fake.last.headers


def test_answers_are_given_in_order_and_a_function_for_ever(driver: Driver) -> None:
    """Failures lead to further tries, as over a network; a function isn't used up."""
    fake = FakeTransport(
        Reply({"error": {"message": "slow"}}, 429), APIConnectionError("gone", sent=False)
    )
    fake.add(lambda sent: {**GOOD, "count": len(sent.json)})
    made = client(driver, fake)
    assert [1, 1] == [driver.make(made).count, driver.make(made).count]
    assert 4 == len(fake.requests)
    fake.verify()


def test_a_failure_is_raised_by_its_status(driver: Driver) -> None:
    """A reply with a status is the exception that the provider's answer would be."""
    reply = Reply({"error": {"code": "quota_used_up"}}, 429, {"X-Request-Id": "r-1"})
    error = driver.error(client(driver, FakeTransport(reply)))
    assert isinstance(error, RateLimitError)
    assert ("quota_used_up", "r-1", 1) == (error.code, error.request_id, error.attempts)


def test_an_exception_is_raised_anew(driver: Driver) -> None:
    """The exception that a test gave stays as it is; its copy tells of the call."""
    given = APIConnectionError("gone")
    error = driver.error(client(driver, FakeTransport(given)))
    assert error is not given and str(given) == str(error)
    assert (None, 1) == (given.attempts, error.attempts)


def test_a_good_body_is_recorded_as_its_model(driver: Driver) -> None:
    """The record holds the request as an object of its class; unknown fields are no defect."""
    fake = FakeTransport(GOOD)
    send(driver, fake, {"text": "t", "more": 1})
    assert Part(text="t", more=1) == fake.last.body and () == fake.last.defects  # type: ignore[call-arg]


def test_a_bad_body_fails_with_its_place(driver: Driver) -> None:
    """A body that breaks its schema raises, again at the end should the code have caught it."""
    fake = FakeTransport(GOOD)
    error = driver.fails(BadRequestBodyError, send, driver, fake, {"text": 7})
    assert "parts.send: POST" in str(error) and "/text should be a valid string" in str(error)
    assert error is driver.fails(AssertionError, fake.verify)
    assert ["/text"] == [defect.pointer for defect in fake.last.defects]


def test_a_bad_body_may_be_meant(driver: Driver) -> None:
    """Who tests what a provider does with a bad body can send it; its defects are recorded."""
    fake = FakeTransport(GOOD, validate=False)
    assert "thing-1" == send(driver, fake, {"text": 7}).id
    assert 1 == len(fake.last.defects)
    fake.verify()


def test_a_request_without_an_answer_fails(driver: Driver) -> None:
    """Nothing is made up when the answers are used up, and what is left over is told."""
    fake = FakeTransport(GOOD)
    assert "1 answer(s)" in str(driver.fails(AssertionError, fake.verify))
    made = client(driver, fake)
    driver.make(made)
    assert "make: POST" in str(driver.fails(UnexpectedRequestError, driver.make, made))


def test_what_a_function_raises_reaches_the_test(driver: Driver) -> None:
    """An assertion inside the function fails the test, and isn't taken for a failed call."""

    def judge(sent: SentRequest) -> Any:
        raise AssertionError("not this one")

    driver.fails(AssertionError, driver.make, client(driver, FakeTransport(judge)))


@pytest.mark.parametrize(
    ("given", "mistake"),
    [
        (object(), TypeError),
        (Reply({"a": float("nan")}), ValueError),
        (Reply(GOOD, headers={"x-a": "\u0416"}), ValueError),
    ],
    ids=["no JSON", "no number", "no header"],
)
def test_an_answer_that_cannot_be_given_is_the_tests_mistake(
    driver: Driver, given: Any, mistake: type[Exception]
) -> None:
    """It reaches the test as what it is, and isn't taken for a connection that failed."""
    error = driver.fails(mistake, driver.make, client(driver, FakeTransport(given)))
    assert not isinstance(error, APIError)


def test_time_that_passes_in_a_function_is_the_servers(driver: Driver) -> None:
    """A call whose time is up by then was sent; one that comes too late isn't recorded."""
    clock = FakeClock()

    def slow(sent: SentRequest) -> Any:
        clock.sleep(60)
        return GOOD

    fake = FakeTransport(slow, sources=Sources(clock=clock))
    error = driver.error(client(driver, fake, timeout=50, sources=None))
    assert isinstance(error, APITimeoutError)
    assert (True, 1, 60) == (error.sent, len(fake.requests), error.elapsed)
    hook = {"on_request": lambda event: clock.sleep(60)}
    error = driver.error(client(driver, fake, timeout=50, sources=None, **hook))
    assert isinstance(error, APITimeoutError)
    assert (False, 1) == (error.sent, len(fake.requests))


def test_limits_and_closing_are_as_over_a_network(driver: Driver) -> None:
    """The client's limits hold; a closed client says so, and its transport serves others."""
    fake = FakeTransport(lambda sent: GOOD)
    small = client(driver, fake, limits=Limits(decoded=5))
    assert isinstance(driver.error(small), AnswerTooLargeError)
    driver.result(small.close())
    driver.fails(ClientClosedError, driver.make, small)
    assert "thing-1" == driver.make(client(driver, fake)).id


def test_a_coroutine_function_answers_async_clients() -> None:
    """It is awaited by an async client; a sync one says that it can't."""

    async def answer(sent: SentRequest) -> Any:
        await asyncio.sleep(0)
        return GOOD

    for kind in ("sync", "async"):
        driver = Driver(kind)  # type: ignore[arg-type]
        made = client(driver, FakeTransport(answer))
        if kind == "sync":
            assert "coroutine" in str(driver.fails(TypeError, driver.make, made))
        else:
            assert "thing-1" == driver.make(made).id
        driver.finish()
