"""When a call is tried again: the rules by tables and properties, the clients by our clock."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
from _runtime.call.budget import CAPACITY, Budget
from _runtime.call.retry import Failure, Policy, Stop, Wait, decide
from _runtime.call.retry_after import hinted
from hypothesis import given, strategies as some

from tests.support.scripted_network import OK, answer, wired
from tests.support.small_api import Driver

NOW = 1_800_000_000.0  # Fri, 15 Jan 2027 08:00:00 GMT


TWO = Policy(max_retries=2)


# --- hints ---------------------------------------------------------------------------------------


@pytest.mark.case("N25")
@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("1", 1.0), ("120", 120.0), ("121", 121.0), ("99999999999", 99999999999.0), (" 5 ", 5.0)),
        ("Fri, 15 Jan 2027 08:00:30 GMT", 30.0),
        ("9" * 5000, float("inf")),
        *((bad, None) for bad in ("0", "-1", "nan", "inf", "1e309", "1_0", "\u0661\u0662", "0x10")),
        *((bad, None) for bad in ("5, 6", "", " ", "+5", "1.5", "5s", "\u00b2", "5\x00", "soon")),
        ("Fri, 15 Jan 2027 07:59:59 GMT", None),
        ("Fri, 15 Jan 2027 08:00:30", None),
        ("Fri, 15 Jan 2027 08:00:30 +0000", None),
        ("Fri, 15 Jan 100000 08:00:30 GMT", None),
        ("Mon, 15 Jan 2027 08:00:30 GMT", None),
        ("Fri, 32 Jan 2027 08:00:30 GMT", None),
        ("Fri, 15 Jan 0000 08:00:30 GMT", None),
        ("Friday, 15-Jan-27 08:00:30 GMT", None),
        ("fri, 15 jan 2027 08:00:30 gmt", None),
        ("Fri, \u0661\u0665 Jan 2027 08:00:30 GMT", None),
    ],
)
def test_retry_after_by_its_grammar(text: str, seconds: float | None) -> None:
    """Only ASCII digits and full dates in GMT that lie ahead are hints; all else is none."""
    assert seconds == hinted({"retry-after": text}, NOW)


@pytest.mark.case("N25")
def test_milliseconds_come_first() -> None:
    """The finer header wins where it makes sense, and else the other one speaks."""
    assert 1.5 == hinted({"retry-after-ms": "1500", "retry-after": "9"}, NOW)
    for bad in ("0", "-1", "nan", "1_0", "x", ""):
        assert 9.0 == hinted({"retry-after-ms": bad, "retry-after": "9"}, NOW)


@pytest.mark.case("N25")
def test_dates_are_read_by_the_servers_clock() -> None:
    """A server that tells its own time is believed, so that our clock may be wrong."""
    headers = {
        "retry-after": "Thu, 01 Jan 2026 00:00:07 GMT",
        "date": "Thu, 01 Jan 2026 00:00:00 GMT",
    }
    assert 7.0 == hinted(headers, NOW)


@pytest.mark.case("N25")
@given(some.text(), some.text())
def test_no_text_breaks_the_reading(first: str, second: str) -> None:
    """Whatever the headers hold, there is a positive hint or none."""
    hint = hinted({"retry-after": first, "retry-after-ms": second, "date": first}, NOW)
    assert hint is None or hint > 0


# --- the decision --------------------------------------------------------------------------------


def decided(failure: Failure, attempt: int = 1, policy: Policy = TWO, **given: Any) -> Wait | Stop:
    """Return the decision with nothing in its way but what is given."""
    return decide(
        policy, failure, attempt, **{"tokens": 500, "seconds_left": None, "chance": 1.0, **given}
    )


@pytest.mark.case("N31")
@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504])
def test_statuses_that_may_pass(status: int) -> None:
    """These statuses are worth another try, unless the code says otherwise."""
    assert isinstance(decided(Failure(status=status)), Wait)
    assert isinstance(decided(Failure(status=status, final=True)), Stop)


@pytest.mark.case("N31")
@pytest.mark.parametrize("status", [300, 307, 400, 401, 403, 404, 410, 422, 501, 505, 529, 599])
def test_statuses_that_stay(status: int) -> None:
    """All others are not, 501 among them."""
    assert isinstance(decided(Failure(status=status)), Stop)


@pytest.mark.case("N28")
@pytest.mark.parametrize(
    ("sent", "unsafe", "expected"),
    [(False, False, Wait), (False, True, Wait), (True, False, Stop), (True, True, Wait)],
)
def test_what_may_have_been_done_is_not_repeated(sent: bool, unsafe: bool, expected: type) -> None:
    """Without an answer, only what was not sent is sent again, unless the caller says otherwise."""
    policy = Policy(max_retries=2, unsafe=unsafe)
    assert expected is type(decided(Failure(sent=sent), policy=policy))


@pytest.mark.parametrize(
    ("attempt", "chance", "seconds"),
    [
        (1, 1.0, 1.0),
        (2, 1.0, 2.0),
        (3, 1.0, 4.0),
        (6, 1.0, 20.0),
        (5000, 1.0, 20.0),
        (2, 0.25, 0.5),
        (9, 0.0, 0.0),
    ],
)  # fmt: skip
def test_waits_double_up_to_a_limit(attempt: int, chance: float, seconds: float) -> None:
    """A wait is drawn from nothing to a bound that doubles, at most 20 seconds."""
    policy = Policy(max_retries=10_000)
    wait = decided(Failure(status=503), attempt, policy, chance=chance)
    assert isinstance(wait, Wait) and seconds == wait.seconds


@pytest.mark.case("N25")
@pytest.mark.parametrize(
    ("hint", "left", "expected"),
    [
        *((5.0, None, Wait), (120.0, None, Wait), (120.1, None, Stop), (float("inf"), None, Stop)),
        *((5.0, 5.6, Wait), (5.0, 5.0, Stop), (5.0, 0.0, Stop), (0.001, 10.0, Wait)),
    ],
)
def test_hints_are_kept_to_or_end_the_call(hint: float, left: float | None, expected: type) -> None:
    """A hint is waited for in full; one above 120 seconds or beyond the deadline ends the call."""
    decision = decided(Failure(status=429, hint=hint), seconds_left=left)
    assert expected is type(decision)
    if isinstance(decision, Wait):
        assert hint <= decision.seconds <= hint + min(1.0, hint / 10) + 1e-9


def test_costs() -> None:
    """A throttled try costs 5 tokens, any other 14; without them there is no other."""
    assert Wait(1.0, 5) == decided(Failure(status=429), tokens=5)
    assert Wait(1.0, 14) == decided(Failure(status=503), tokens=14)
    assert isinstance(decided(Failure(status=429), tokens=4), Stop)
    assert isinstance(decided(Failure(), tokens=13), Stop)


FAILURES = some.builds(
    Failure,
    status=some.none() | some.integers(100, 599),
    sent=some.booleans(),
    final=some.booleans(),
    hint=some.none() | some.floats(min_value=0.001, allow_nan=False),
)


@pytest.mark.case("P16")
@given(
    FAILURES,
    some.integers(1, 10**6),
    some.integers(0, 50),
    some.integers(0, 500),
    some.none() | some.floats(0, 10**6),
    some.floats(0, 1),
)
def test_a_wait_fits_into_what_is_left(
    failure: Failure, attempt: int, tries: int, tokens: int, left: float | None, chance: float
) -> None:
    """No decision exceeds the tries, the deadline, the budget or the longest wait."""
    decision = decide(
        Policy(max_retries=tries), failure, attempt, tokens=tokens, seconds_left=left, chance=chance
    )
    if isinstance(decision, Wait):
        assert attempt <= tries and decision.cost <= tokens and not failure.final
        assert 0 <= decision.seconds <= 121
        assert left is None or decision.seconds < left


# --- the budget ----------------------------------------------------------------------------------


def test_budget_is_bounded_on_both_sides() -> None:
    """Tokens run out, come back, and never exceed what there was."""
    budget = Budget()
    assert not budget.take(CAPACITY + 1)
    assert budget.take(CAPACITY) and not budget.take(1)
    budget.give(3)
    assert budget.take(3) and not budget.take(1)
    budget.give(10 * CAPACITY)
    assert CAPACITY == budget.tokens


@pytest.mark.case("N27")
def test_threads_share_a_budget() -> None:
    """Many threads together take exactly what there is."""
    budget, taken = Budget(), []

    def take() -> None:
        taken.extend(budget.take(1) for _ in range(200))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert CAPACITY == sum(taken)


@pytest.mark.case("N64")
def test_a_forked_child_has_a_budget_that_nobody_holds() -> None:
    """A child that is forked while another thread holds the budget can still use it."""
    budget = Budget()
    with budget._lock:
        child = os.fork()
        if not child:
            os._exit(0 if budget.take(1) else 1)
    assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.case("N27")
def test_a_failing_provider_uses_the_budget_up(driver: Driver) -> None:
    """Calls of a client and its copies soon fail at once, and successes bring tokens back."""
    client, network = wired(driver, answer(503))
    copy = client._changed({"timeout": None})
    for each in (client, copy) * 20:
        driver.error(each)
    assert 40 + CAPACITY // 14 == len(network.requests)
    network.script = [OK]
    for _ in range(14):
        driver.make(copy)
    network.script, network.requests = [answer(503)], []
    driver.error(client)
    assert 2 == len(network.requests)
