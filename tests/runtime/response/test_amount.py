"""Answers of very many values: how many are read, and how long; the bytes are kept in any case."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from _runtime.model.model import Model, ResponseModel
from _runtime.response.amount import too_many
from _runtime.transport.protocol import Limits
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import APIResponseValidationError, APITimeoutError
from _runtime.vocabulary.operation import Operation
from hypothesis import given, strategies as st

from tests.support.scripted_network import Watch, answer, wired
from tests.support.small_api import Driver


class Part(Model):
    """A part of an answer."""

    name: str


class Parts(ResponseModel):
    """What a call answers with."""

    parts: list[Part]
    by_name: dict[str, list[str]] | None = None


LIST: Operation[Parts] = Operation(name="list", method="GET", path="/", response=lambda: Parts)

TRICKY = st.text(alphabet='a,[{"\\]}:', max_size=8)
VALUES = st.recursive(
    st.none() | st.integers() | st.floats(allow_nan=False) | TRICKY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TRICKY, inner, max_size=4),
    max_leaves=20,
)


def size(value: Any) -> int:
    """How many values there are, an empty array or object for two; the outermost isn't counted."""
    if not isinstance(value, list | dict):
        return 0
    inner = list(value.values() if isinstance(value, dict) else value)
    return max(1, len(inner)) + sum(map(size, inner))


@given(value=VALUES, indent=st.sampled_from([None, 0, 2]))
def test_values_are_counted_exactly(value: Any, indent: int | None) -> None:
    """Whatever is in strings and between values counts for nothing."""
    raw = json.dumps(value, indent=indent).encode()
    count = size(value) + 1
    assert not too_many(raw, count)
    assert too_many(raw, count - 1) or count == 1


def test_thousands_of_strings_are_counted_exactly() -> None:
    """However many they are, and whatever is in them."""
    raw = json.dumps(['a,"[{\\', "", ",", "]"] * 2500).encode()
    assert too_many(raw, 10_000 - 1) and not too_many(raw, 10_001)


@given(text=st.integers(0, 200), dense=st.integers(1, 100), late=st.booleans())
def test_values_are_counted_exactly_wherever_they_stand(text: int, dense: int, late: bool) -> None:
    """A long text before or behind many short values shows nothing of these."""
    values: list[Any] = [[] for _ in range(dense)]
    values.insert(0 if late else dense, "x" * text)
    raw = json.dumps(values, separators=(",", ":")).encode()
    count = size(values) + 1
    assert not too_many(raw, count) and too_many(raw, count - 1)


@pytest.mark.parametrize("raw", [b'","' * 99, b"[" * 99, b'{"a":' * 99, b"," * 99])
def test_what_is_no_json_has_an_end_too(raw: bytes) -> None:
    """Looking for strings stops where there are too many of them."""
    assert too_many(raw, 10)


def parts(*names: Any) -> bytes:
    """An answer with these parts."""
    return json.dumps({"parts": [{"name": name} for name in names]}).encode()


@pytest.mark.parametrize("strict", [False, True])
def test_more_values_than_the_limit_are_not_read(driver: Driver, strict: bool) -> None:
    """They are an exception that has the bytes; as many as the limit says are an answer."""
    raw = parts("a", "b")
    client, _ = wired(
        driver, answer(200, raw, x_request_id="r-1"), limits=Limits(values=4), strict=strict
    )
    error = driver.fails(APIResponseValidationError, driver.call, client, LIST, {})
    assert "holds more than 4 values" in str(error)
    assert (raw, None, 200, "r-1") == (error.raw, error.body, error.status_code, error.request_id)
    larger = client._changed({"limits": Limits(values=6)})
    assert json.loads(raw) == driver.call(larger, LIST, {}).to_dict()


def test_what_stands_in_texts_is_no_value(driver: Driver) -> None:
    """A long text full of commas and brackets is one value."""
    raw = parts('["{,' * 1000)
    client, _ = wired(driver, answer(200, raw), limits=Limits(values=5))
    assert json.loads(raw) == driver.call(client, LIST, {}).to_dict()


def test_a_million_values_are_too_many(driver: Driver) -> None:
    """The limit holds for those who set none."""
    client, _ = wired(driver, answer(200, b'{"parts":[%s]}' % b",".join([b"0"] * 10**6)))
    error = driver.fails(APIResponseValidationError, driver.call, client, LIST, {})
    assert "holds more than 500000 values" in str(error)


class Hasty(Watch):
    """A clock on which each look takes a millisecond."""

    def now(self) -> float:
        """Return the time of the test."""
        self.time += 0.001
        return self.time


def test_reading_has_the_time_of_the_call(driver: Driver) -> None:
    """Defects aren't looked for beyond it where they are looked for at once: a timeout, with all
    that came."""
    raw = parts(*[0] * 5000)
    reply = answer(200, raw, x_request_id="r-1")
    client, network = wired(driver, reply, watch=Hasty(), timeout=2, strict=True)
    error = driver.fails(APITimeoutError, driver.call, client, LIST, {})
    assert (raw, 200, "r-1") == (error.raw, error.status_code, error.request_id)
    assert "application/json" == error.headers["content-type"]
    assert (True, 1, 1) == (error.sent, error.attempts, len(network.requests))
    assert "the answer with status 200 wasn't read in time" in str(error)


def test_reading_an_answer_once_more_has_no_limit(driver: Driver) -> None:
    """What is held as it came can be read later, for as long as that takes."""
    raw = parts(*[0] * 5000)
    client, _ = wired(driver, answer(200, raw), watch=Hasty(), timeout=2)
    held = driver.result(client._session.call_raw(LIST, {}))
    assert json.loads(raw) == held.parse().to_dict()


def test_an_answer_at_the_last_moment_is_read(driver: Driver) -> None:
    """A call whose time is over as its answer comes still gives it."""
    watch = Watch()
    client, _ = wired(driver, answer(200, parts(0)), watch=watch, takes=3, timeout=2)
    assert ["/parts/0/name"] == [d.pointer for d in driver.call(client, LIST, {}).defects]


def test_a_deadline_can_be_put_off() -> None:
    """It is never moved back, and none at all stays none."""
    watch = Watch()
    assert 5.0 == Deadline.after(1, watch).at_least(5).left()
    assert 7.0 == Deadline.after(7, watch).at_least(5).left()
    assert Deadline(None, watch).at_least(5).left() is None


@pytest.fixture
def unlimited() -> Iterator[None]:
    """Python reads integers of any length, as some programs have it."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    yield
    sys.set_int_max_str_digits(before)


@pytest.mark.case("N47")
def test_integers_have_an_end_whatever_python_is_told(driver: Driver, unlimited: None) -> None:
    """4,300 digits are read, and not one more: reading takes time by the square of them."""
    for digits, wrong in ((4300, False), (4301, True)):
        raw = b'{"parts": [], "more": %s}' % (b"9" * digits)
        client, _ = wired(driver, answer(200, raw))
        if wrong:
            error = driver.fails(APIResponseValidationError, driver.call, client, LIST, {})
            assert "out of range" in str(error) and raw == error.raw
        else:
            assert 10**digits - 1 == driver.call(client, LIST, {}).more


def test_long_names_on_the_way_to_defects_are_told_a_few_times(driver: Driver) -> None:
    """A name of a megabyte is in the pointer of each defect below it: not all of them are told."""
    name, many = "n" * 2**20, 2000
    wrong, twice = ",".join(["1"] * many), ",".join(['{"a":1,"a":2}'] * many)
    raw = f'{{"parts":[],"by_name":{{"{name}":[{wrong}]}},"more":{{"{name}":[{twice}]}}}}'
    client, _ = wired(driver, answer(200, raw.encode()))
    defects = driver.call(client, LIST, {}).defects
    assert 2 == sum(not d.pointer for d in defects)  # each says that there are more
    assert sum(len(d.pointer) for d in defects) < 9 * 2**20
