"""What a signal handler raises passes out of a call unchanged, wherever the call is."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx2
import pytest
from _runtime.testing.fake_transport import FakeTransport, Reply
from _runtime.vocabulary.errors import ConfigurationError
from _runtime.vocabulary.signals import interrupts

from tests.support.scripted_network import sources
from tests.support.small_api import GOOD, KEY, PLAIN, Driver

BUSY = Reply({"error": {"message": "slow"}}, 429)


class TimeLimit(Exception):
    """What task queues raise when a job's time is up."""


class Undone(BaseException):
    """What no `except Exception` catches."""


RAISED: list[type[BaseException]] = [TimeLimit, TimeoutError, KeyboardInterrupt, ValueError, Undone]


class Queue:
    """A task queue, whose handlers have every form that a handler may have."""

    def __init__(self, kind: type[BaseException]) -> None:
        self.kind = kind

    def method(self, signum: int, frame: object) -> None:
        """Raise in the handler itself."""
        raise self.kind

    def indirect(self, note: str, signum: int, frame: object) -> None:
        """Raise in what the handler calls."""
        self.method(signum, frame)

    __call__ = method


FORMS: dict[str, Callable[[Queue], Any]] = {
    "method": lambda queue: queue.method,
    "function": lambda queue: lambda signum, frame: queue.method(signum, frame),
    "partial": lambda queue: partial(queue.indirect, "note"),
    "callable": lambda queue: queue,
}


def strike(*event: object) -> Any:
    """Get the signal, as anything may at any time."""
    signal.raise_signal(signal.SIGUSR1)
    raise AssertionError("the handler didn't raise")


async def strike_later(*event: object) -> Any:
    """Get the signal in a coroutine."""
    strike()


@pytest.fixture(params=RAISED, ids=lambda kind: kind.__name__)
def queue(request: pytest.FixtureRequest) -> Iterator[Queue]:
    """A task queue whose handler is set for the time of the test."""
    made = Queue(request.param)
    before = signal.signal(signal.SIGUSR1, made.method)
    yield made
    signal.signal(signal.SIGUSR1, before)


class Striking:
    """A clock that gets the signal while it waits."""

    def now(self) -> float:
        """Return no time."""
        return 0.0

    sleep = staticmethod(strike)
    sleep_async = staticmethod(strike_later)


PLACES = ["credential", "on_request", "on_response", "on_retry", "reply", "wait", "body"]


def made(driver: Driver, place: str, act: Callable[..., Any]) -> Any:
    """Return a client whose calls do that at that place."""
    answers: list[Any] = [act] if place == "reply" else [BUSY, GOOD]
    own: dict[str, Any] = {place: act} if place.startswith("on_") else {}
    key = act if place == "credential" else KEY
    watch: Any = Striking() if place == "wait" else None
    fake = FakeTransport(*answers)
    return driver.client(PLAIN, api_key=key, http_client=fake, sources=sources(watch), **own)


@pytest.mark.parametrize("later", [False, True], ids=["function", "coroutine function"])
@pytest.mark.parametrize("place", PLACES)
def test_a_signal_handlers_exception_passes(
    driver: Driver, queue: Queue, place: str, later: bool
) -> None:
    """In functions of the caller's, in waits and while a body is written: neither renamed, nor
    logged, nor followed by another try.
    """
    if later and (driver.kind == "sync" or place in ("wait", "body")):
        pytest.skip("a sync client has no use for coroutine functions")
    client = made(driver, place, strike_later if later else strike)
    extra = {"body": {"a": (strike() for _ in range(1))}} if place == "body" else {}
    if place == "body" and driver.kind == "async":
        pytest.skip("bodies of first calls are written in a thread, where no handler runs")
    with pytest.raises(queue.kind) as caught:
        driver.make(client, **{f"extra_{name}": value for name, value in extra.items()})
    assert queue.kind is caught.type


@pytest.mark.parametrize("form", FORMS)
def test_a_handler_of_any_form_is_known(driver: Driver, form: str) -> None:
    """A function, a bound method, a partial of one, and an object that can be called."""
    before = signal.signal(signal.SIGUSR1, FORMS[form](Queue(TimeLimit)))
    try:
        with pytest.raises(TimeLimit):
            driver.make(made(driver, "credential", strike))
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_what_a_function_raises_itself_is_its_failure(driver: Driver, queue: Queue) -> None:
    """The same class without a signal is wrapped, and costs no answer in a hook."""

    def fail(*event: object) -> Any:
        raise TimeLimit

    assert isinstance(driver.error(made(driver, "credential", fail)), ConfigurationError)
    assert "thing-1" == driver.make(made(driver, "on_request", fail)).id


def test_over_a_clients_own_http_client(driver: Driver, queue: Queue) -> None:
    """What its hooks and transports raise is the client's failure; a signal isn't theirs."""
    if driver.kind == "async":
        inner: Any = httpx2.AsyncClient(event_hooks={"request": [strike_later]})
    else:
        inner = httpx2.Client(event_hooks={"request": [strike]})
    client = driver.client(PLAIN, api_key=KEY, http_client=inner)
    driver.keep(inner)
    with pytest.raises(queue.kind) as caught:
        driver.make(client)
    assert queue.kind is caught.type


def test_what_was_never_raised_is_nobodys() -> None:
    """An exception without a traceback comes from no handler."""
    assert not interrupts(TimeLimit())
