"""Calls that are tried again, by clients whose clock is ours."""

from __future__ import annotations

import asyncio
import pickle
import threading
import time
from typing import Any

import pytest
from _runtime.transport.protocol import Response
from _runtime.transport.sources import Sources
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    CertificateError,
    ClientClosedError,
)
from hypothesis import given, settings, strategies as some

from tests.support.scripted_network import OK, ToldClock, Watch, answer, wired
from tests.support.small_api import GOOD, MAKE, Driver


def lost(sent: bool) -> APIConnectionError:
    """Return a connection failure before or after sending."""
    return APIConnectionError("gone", sent=sent)


@pytest.mark.case("N26")
def test_endless_failures_end(driver: Driver) -> None:
    """A call is tried once and then as often as `max_retries` says, with growing waits."""
    watch = Watch()
    client, network = wired(driver, answer(429, b'{"error": {"message": "no"}}'), watch=watch)
    error = driver.error(client)
    assert (3, 3, 429) == (len(network.requests), error.attempts, error.status_code)
    assert [pytest.approx(3.0)] * 2 == [watch.asleep, error.elapsed]


@pytest.mark.case("N33")
@pytest.mark.parametrize("retries", [0, 1, 5])
def test_max_retries_is_all_there_is(driver: Driver, retries: int) -> None:
    """0 switches trying again off, so that callers can do it themselves."""
    client, network = wired(driver, answer(500), timeout=None, max_retries=retries)
    assert 1 + retries == driver.error(client).attempts == len(network.requests)


def test_a_success_after_failures_is_the_answer(driver: Driver) -> None:
    """What passes is not noticed."""
    client, network = wired(driver, answer(503), lost(sent=False), OK)
    assert GOOD == driver.make(client).to_dict()
    assert 3 == len(network.requests)


@pytest.mark.case("N28", "N29")
@pytest.mark.parametrize("kind", [APIConnectionError, APITimeoutError])
@pytest.mark.parametrize(
    ("sent", "unsafe", "tries"), [(False, False, 3), (True, False, 1), (True, True, 3)]
)
def test_connection_failures(
    driver: Driver, kind: type[APIConnectionError], sent: bool, unsafe: bool, tries: int
) -> None:
    """Failures before sending are tried again, later ones on request; the exception says which."""
    client, network = wired(driver, kind("gone", sent=sent), retry_unsafe=unsafe)
    error = driver.error(client)
    assert (kind, sent, tries) == (type(error), error.sent, error.attempts)
    assert tries == len(network.requests)
    told = "the request may have been carried out" if sent else "nothing was sent"
    assert str(error).endswith(told)


@pytest.mark.case("N29", "N70")
def test_certificate_errors_are_final(driver: Driver) -> None:
    """A server that can't prove who it is gets no second try."""
    client, network = wired(driver, CertificateError("expired", sent=False), retry_unsafe=True)
    assert 1 == driver.error(client).attempts == len(network.requests)


@pytest.mark.parametrize(
    ("status", "body", "tries"),
    [
        (429, b'{"error": {"code": "quota_used_up"}}', 1),
        (429, b'{"error": {"type": "quota_used_up", "code": null}}', 1),
        (500, b'{"error": {"code": "content_filter"}}', 1),
        (429, b'{"error": {"code": "rate"}}', 3),
        (503, b"<html>", 3),
        (501, b"", 1),
    ],
)
def test_codes_that_say_no(driver: Driver, status: int, body: bytes, tries: int) -> None:
    """An error whose code says that trying again can't help isn't tried again."""
    client, network = wired(driver, answer(status, body))
    driver.error(client)
    assert tries == len(network.requests)


@pytest.mark.case("N25")
@pytest.mark.parametrize(
    ("header", "value", "tries", "asleep"),
    [
        ("retry_after", "7", 2, 7.7),
        ("retry_after_ms", "1500", 2, 1.65),
        ("retry_after", "121", 1, 0.0),
        ("retry_after", "nan", 2, 1.0),
        ("retry_after", "1_0", 2, 1.0),
    ],
)
def test_hints_in_calls(driver: Driver, header: str, value: str, tries: int, asleep: float) -> None:
    """A call waits as long as it is asked to; too long a wait raises the server's own error."""
    watch = Watch()
    client, network = wired(driver, answer(429, **{header: value}), max_retries=1, watch=watch)
    assert 429 == driver.error(client).status_code
    assert (tries, pytest.approx(asleep)) == (len(network.requests), watch.asleep)


@pytest.mark.case("N26")
def test_no_sleep_goes_past_the_deadline(driver: Driver) -> None:
    """A wait that would end after the deadline is not begun: the failure itself is raised."""
    watch = Watch()
    client, network = wired(
        driver, answer(429, retry_after="30"), watch=watch, takes=2.0, timeout=32.0
    )
    error = driver.error(client)
    assert (1, 429, 2.0) == (error.attempts, error.status_code, error.elapsed)
    assert [] == watch.slept
    assert [32.0] == network.lefts


@pytest.mark.case("N36")
def test_the_deadline_is_one_for_all_tries(driver: Driver) -> None:
    """Each try gets what the tries and waits before it have left."""
    watch = Watch()
    client, network = wired(driver, answer(503), watch=watch, takes=1.0, timeout=60.0)
    driver.error(client)
    assert pytest.approx([60.0, 58.0, 55.0]) == network.lefts


SCRIPT = some.lists(
    some.one_of(
        some.builds(lost, some.booleans()),
        some.builds(
            answer,
            some.sampled_from([200, 408, 409, 429, 500, 501, 503, 504, 400]),
            some.just(OK.body),
            retry_after=some.sampled_from(["", "1", "30", "200", "0", "x"]),
        ),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.case("P16")
@pytest.mark.parametrize("kind", ["sync", "async"])
@settings(max_examples=80)
@given(SCRIPT, some.integers(0, 6), some.floats(0.5, 90), some.floats(0, 1), some.booleans())
def test_work_is_bounded(
    kind: Any, script: list[Response | APIError], retries: int, timeout: float, chance: float,
    unsafe: bool,
) -> None:  # fmt: skip
    """Whatever the server does, tries and time stay within what the caller allows."""
    driver, watch = Driver(kind), Watch()
    client, network = wired(
        driver, *script, watch=watch, chance=chance, max_retries=retries, timeout=timeout,
        retry_unsafe=unsafe,
    )  # fmt: skip
    try:
        driver.make(client)
    except APIError as error:
        assert len(network.requests) == error.attempts
        assert pytest.approx(watch.asleep) == error.elapsed
    finally:
        driver.finish()
    assert len(network.requests) <= 1 + retries
    assert watch.asleep < timeout + 1e-6


@pytest.mark.case("N34")
def test_closing_ends_a_wait(driver: Driver) -> None:
    """A client that is closed while a call waits for its next try ends that call at once."""
    client, network = wired(driver, answer(503), max_retries=1)
    clock = client._session._sources.clock
    slept = clock.sleep

    def sleep(seconds: float) -> None:
        slept(seconds)
        client._session._closed = True

    clock.sleep = sleep
    error = driver.error(client)
    assert isinstance(error, ClientClosedError)
    assert 1 == len(network.requests) == error.attempts
    assert clock.asleep <= 0.05


@pytest.mark.case("N34")
def test_an_interrupt_ends_a_wait(driver: Driver) -> None:
    """What interrupts the sleep goes through, and nothing is sent after it."""
    client, network = wired(driver, answer(503))

    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    client._session._sources.clock.sleep = interrupt
    with pytest.raises(KeyboardInterrupt):
        driver.make(client)
    assert 1 == len(network.requests)


@pytest.mark.case("N34", "N62")
def test_cancelling_ends_a_real_wait() -> None:
    """A task that is cancelled between two tries ends at once, and its client goes on working."""
    driver = Driver("async")
    clock = ToldClock()
    answers = answer(503, retry_after="30"), OK
    client, network = wired(driver, *answers, sources=Sources(clock=clock))

    async def cancel() -> float:
        task = asyncio.ensure_future(client._session.call(MAKE, {"model": "m"}))
        await clock.until_it_waits()
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - began

    assert driver.result(cancel()) < 20  # the wait is 30 s
    assert 1 == len(network.requests)
    assert "thing-1" == driver.make(client).id
    driver.finish()


@pytest.mark.case("N34")
def test_closing_from_another_thread_ends_a_real_wait() -> None:
    """A blocked call notices within moments that its client was closed."""
    driver, clock = Driver("sync"), ToldClock()
    answers = answer(503, retry_after="30")
    client, network = wired(driver, answers, sources=Sources(clock=clock))

    def close() -> None:
        clock.waits.wait(30)
        client.close()

    threading.Thread(target=close).start()
    began = time.monotonic()
    assert isinstance(driver.error(client), ClientClosedError)
    assert time.monotonic() - began < 20 and 1 == len(network.requests)
    driver.finish()


def test_credentials_are_asked_for_each_try(driver: Driver) -> None:
    """A function is called anew for every try, so that an expired token is replaced."""
    keys = iter(["first-key-01", "second-key-02", "third-key-03"])
    client, network = wired(driver, answer(503), api_key=lambda: next(keys))
    driver.error(client)
    expected = ["Bearer first-key-01", "Bearer second-key-02", "Bearer third-key-03"]
    assert expected == network.headers("Authorization")


@pytest.mark.case("N23")
def test_a_renewed_credential_gets_one_more_try(driver: Driver) -> None:
    """A refused credential is asked for again once; when it is a new one, so is the try."""
    keys = iter(["stale-key-01", "fresh-key-02"])
    client, network = wired(driver, answer(401), OK, api_key=lambda: next(keys))
    assert "thing-1" == driver.make(client).id
    assert ["Bearer stale-key-01", "Bearer fresh-key-02"] == network.headers("Authorization")


@pytest.mark.case("N23")
@pytest.mark.parametrize("key", ["steady-key-01", lambda: "steady-key-01"])
def test_the_same_credential_is_not_tried_twice(driver: Driver, key: Any) -> None:
    """A credential that is still the same raises the server's refusal."""
    client, network = wired(driver, answer(401), api_key=key)
    error = driver.error(client)
    assert (401, 1, 1) == (error.status_code, error.attempts, len(network.requests))


@pytest.mark.case("N23")
def test_a_renewed_credential_is_refused_once_more(driver: Driver) -> None:
    """One renewal is all there is, and none where callers try again themselves."""
    numbers = iter(range(100))
    for retries, tries in ((5, 2), (0, 1)):
        client, network = wired(
            driver, answer(401), api_key=lambda: f"key-{next(numbers)}-key", max_retries=retries
        )
        assert tries == driver.error(client).attempts == len(network.requests)


def test_errors_tell_tries_and_time_after_pickling(driver: Driver) -> None:
    """Attempts, elapsed time and ids travel with the exception."""
    client, _ = wired(driver, answer(503), takes=0.5, watch=Watch())
    error = driver.error(client)
    again = pickle.loads(pickle.dumps(error))
    assert (3, pytest.approx(4.5)) == (again.attempts, again.elapsed)
    assert isinstance(again, APIStatusError)


def test_answers_that_misfit_tell_tries_too(driver: Driver) -> None:
    """A success that can't be read isn't tried again, and is kept: it may have been paid for."""
    client, network = wired(driver, answer(503), answer(200, b"<p>paid</p>"))
    error = driver.error(client)
    assert (2, b"<p>paid</p>", 200) == (error.attempts, error.raw, error.status_code)
    assert 2 == len(network.requests)


def test_chance_is_drawn_evenly() -> None:
    """The computer's sources give numbers from 0 to 1, and ids that differ."""
    real = Sources()
    drawn = [real.chance() for _ in range(100)]
    assert all(0 <= number < 1 for number in drawn) and len(set(drawn)) > 90
    assert real.unique() != real.unique()
