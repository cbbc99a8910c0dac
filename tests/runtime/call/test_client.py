"""The life of a client: its settings, its copies, its end, and what the network does to it."""

from __future__ import annotations

import subprocess
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import httpx2
import pytest
from _runtime.call import availability
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APITimeoutError,
    ClientClosedError,
    IncompleteAnswerError,
    UnsupportedOperationWarning,
)

from tests.support.small_api import FOLDER, GOOD, KEY, PLAIN, TOKEN, Driver
from tests.support.stub import Reply, Stub, reply
from tests.support.transports import own_http_client


def test_defaults(driver: Driver) -> None:
    """A client that is told nothing waits 600 seconds, tries twice again, and isn't strict."""
    client = driver.client(PLAIN, api_key=KEY)
    assert (600, 2, False) == (client.timeout, client.max_retries, client.strict)
    assert ({}, {}) == (client.default_headers, client.default_query)


@pytest.mark.parametrize(
    ("option", "value"),
    [("timeout", v) for v in (0, -1, float("nan"), float("inf"), 10**400, True, "5", (1, 2))]
    + [("timeout", httpx2.Timeout(v)) for v in (-1, float("nan"), float("inf"))]
    + [("max_retries", v) for v in (-1, None, 1.5, True, "2")]
    + [("strict", v) for v in (None, 1, "yes")]
    + [("default_query", {"a": {"b": 1}}), ("default_headers", {"Host": "x"})]
    + [(option, v) for option in ("default_query", "default_headers") for v in ("a", [("a", "b")])],
)
def test_bad_options_are_refused_at_construction(driver: Driver, option: str, value: Any) -> None:
    """An option that can't work keeps the client from being made; the message names it."""
    assert option in driver.refusal(PLAIN, api_key=KEY, **{option: value})


@pytest.mark.parametrize("value", [0, -1, "5"])
def test_bad_timeout_of_a_call(driver: Driver, stub: Stub, plain: Any, value: Any) -> None:
    """A timeout that can't work is refused for a single call as well; nothing is sent."""
    assert "timeout" in str(driver.error(plain, timeout=value))
    assert [] == stub.received


@pytest.mark.case("N17")
@pytest.mark.parametrize("bad", ["a\nb", " a", "a\u2013b", 7])
def test_client_parameters_are_checked(driver: Driver, bad: Any) -> None:
    """A parameter of the client that can't be sent is refused by its argument's name."""
    assert driver.refusal(PLAIN, api_key=KEY, organization=bad).startswith("organization ")


@pytest.mark.case("N65")
@pytest.mark.parametrize("used", [False, True])
def test_use_after_close_says_so(driver: Driver, stub: Stub, plain: Any, used: bool) -> None:
    """A call after close is our own clear error, however often the client is closed."""
    if used:
        driver.make(plain)
    driver.result(plain.close())
    driver.result(plain.close())
    error = driver.error(plain)
    assert "the client is closed; make a new one for further calls" == str(error)
    assert isinstance(error, ClientClosedError) and isinstance(error, RuntimeError)
    assert int(used) == len(stub.received)


def test_context_managers_close(driver: Driver, stub: Stub, plain: Any) -> None:
    """Leaving the `with` block closes the client."""
    if driver.kind == "sync":
        with plain as client:
            driver.make(client)
    else:

        async def block() -> None:
            async with plain as client:
                await client.make(model="m")

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UnsupportedOperationWarning)
            driver.result(block())
    assert 1 == len(stub.received)
    assert isinstance(driver.error(plain), ClientClosedError)


def test_aclose_is_close(driver: Driver, plain: Any) -> None:
    """The async client's close is also called aclose."""
    if driver.kind == "async":
        driver.result(plain.aclose())
        assert isinstance(driver.error(plain), ClientClosedError)


def test_connections_are_kept(driver: Driver, stub: Stub, plain: Any) -> None:
    """Calls one after the other, of a copy too, go over the same connection, without cookies."""
    stub.plays(reply(GOOD, 200, Set_Cookie="session=1"))
    driver.make(plain)
    driver.make(plain._changed({"api_key": TOKEN}))
    assert 1 == len({received.port for received in stub.received})
    assert [False, False] == ["cookie" in received.headers for received in stub.received]


def test_the_callers_http_client_is_used(driver: Driver, stub: Stub) -> None:
    """A caller's httpx2 client carries the calls with its headers; address and key stay ours."""
    stub.plays(reply(GOOD))
    settings = {"headers": {"X-Own": "1", "Authorization": "Bearer own"}, "auth": ("user", "word")}
    own = own_http_client(driver, base_url="https://elsewhere.example/x", **settings)
    client = driver.client(PLAIN, api_key=KEY, base_url=f"{stub.url}/v1", http_client=own)
    driver.make(client)
    assert "/v1/things/make" == stub.last.target
    assert f"Bearer {KEY}" == stub.last.headers["authorization"]
    assert "1" == stub.last.headers["x-own"]
    driver.result(client.close())
    assert not own.is_closed
    driver.result(own.close() if driver.kind == "sync" else own.aclose())


def test_the_callers_http_client_follows_no_redirects(driver: Driver, stub: Stub) -> None:
    """A caller's client that follows redirects doesn't for our calls."""
    stub.plays(Reply(307, b"", {"Location": "/elsewhere"}))
    own = own_http_client(driver, follow_redirects=True)
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, http_client=own)
    assert 307 == driver.error(client).status_code
    assert 1 == len(stub.received)


@pytest.mark.case("N65")
def test_a_closed_http_client_says_so(driver: Driver, stub: Stub) -> None:
    """A call through a caller's client that was closed is our own clear error."""
    own = own_http_client(driver)
    driver.result(own.close() if driver.kind == "sync" else own.aclose())
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, http_client=own)
    assert isinstance(driver.error(client), ClientClosedError)


def test_http_client_of_the_other_kind_is_refused(driver: Driver) -> None:
    """A sync client takes an httpx2.Client, an async one an httpx2.AsyncClient, nothing else."""
    expected, wrong = (
        ("httpx2.Client", httpx2.AsyncClient())
        if driver.kind == "sync"
        else ("httpx2.AsyncClient", httpx2.Client())
    )
    for http_client in (wrong, "client"):
        refusal = driver.refusal(PLAIN, api_key=KEY, http_client=http_client)
        assert f"http_client has to be an {expected}" == refusal


@pytest.mark.parametrize("timeout", [1.0, httpx2.Timeout(60, read=0.1)])
@pytest.mark.parametrize("place", ["client", "call"])
def test_timeouts(driver: Driver, stub: Stub, timeout: Any, place: str) -> None:
    """An answer that takes too long is an APITimeoutError, by the client's or call's timeout."""
    stub.plays(Reply(delay=60))
    on_client, on_call = (
        ({"timeout": timeout}, {}) if place == "client" else ({}, {"timeout": timeout})
    )
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, **on_client)
    error = driver.error(client, **on_call)
    assert APITimeoutError is type(error)
    assert "ReadTimeout" in error.reason


def test_timeout_none_waits(driver: Driver, stub: Stub, plain: Any) -> None:
    """`None` means no limit."""
    stub.plays(Reply(200, reply(GOOD).body, delay=0.2))
    assert "thing-1" == driver.make(plain._changed({"timeout": 0.05}), timeout=None).id


@pytest.mark.parametrize(
    "answer",
    [Reply(drop=True), Reply(200, b"{}", {"Content-Encoding": "gzip"})],
    ids=["drop", "gzip"],
)  # fmt: skip
def test_a_broken_answer_is_a_connection_error(
    driver: Driver, stub: Stub, plain: Any, answer: Reply
) -> None:
    """A connection that ends early, and a body that can't be unpacked, are APIConnectionErrors."""
    stub.plays(answer)
    error = driver.error(plain)
    assert (APIConnectionError if answer.drop else IncompleteAnswerError) is type(error)
    assert f"127.0.0.1:{stub.port}" in str(error)
    assert error.__cause__ is None and error.__context__ is None


def test_headers_of_a_broken_answer_are_found_in_any_case(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """An answer that broke off keeps its headers as a whole one does."""
    stub.plays(Reply(200, b"{}", {"Content-Encoding": "gzip", "X-Other": "o"}))
    error = driver.error(plain)
    assert "o" == error.headers["X-Other"] == error.headers["x-other"]


def test_the_text_of_a_broken_answer_has_its_request_id(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """What a log holds of it is enough for the provider's support; of no answer, there is none."""
    stub.plays(Reply(200, b"{}", {"Content-Encoding": "gzip", "X-Request-Id": "r-1"}))
    assert str(driver.error(plain)).endswith(" [request id r-1]")
    stub.plays(Reply(drop=True))
    assert "request id" not in str(driver.error(plain))


def test_nobody_listens(driver: Driver) -> None:
    """A refused connection says who was called and why it failed."""
    error = driver.error(driver.client(PLAIN, api_key=KEY, base_url="http://127.0.0.1:1"))
    assert APIConnectionError is type(error)
    assert error.reason.startswith("ConnectError")
    assert "127.0.0.1:1" in str(error)


def test_unsupported_operations_warn_once(
    driver: Driver, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One warning for each provider and operation, at the caller's line; the call is made."""
    monkeypatch.setattr(availability, "_announced", set())
    stub.plays(reply(GOOD))
    client = driver.client(FOLDER, api_key=KEY, base_url=stub.url)
    other = driver.client(PLAIN, api_key=KEY, base_url=stub.url)

    def calls() -> None:
        for each in (client, client, other):
            driver.result(each.make(model="m"))

    async def async_calls() -> None:
        for each in (client, client, other):
            await each.make(model="m")

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        calls() if driver.kind == "sync" else driver.result(async_calls())
    assert [UnsupportedOperationWarning] * 2 == [warning.category for warning in seen]
    assert {__file__} == {warning.filename for warning in seen}
    assert "The provider doesn't serve this yet." == str(seen[0].message)
    assert 3 == len(stub.received)


def test_supported_operations_do_not_warn(driver: Driver, stub: Stub, plain: Any) -> None:
    """An operation about which the provider says nothing is called without a word."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        driver.make(plain)


@pytest.mark.case("N63")
def test_threads_share_a_client(stub: Stub) -> None:
    """A sync client can be used by many threads at once."""
    stub.plays(reply(GOOD))
    driver = Driver("sync")
    failures: list[Exception] = []
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url)

    def calls() -> None:
        try:
            for _ in range(5):
                driver.make(client)
        except Exception as error:  # noqa: BLE001  # a thread's failure has to reach the test
            failures.append(error)

    threads = [threading.Thread(target=calls) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    driver.finish()
    assert [] == failures
    assert 40 == len(stub.received)


def test_constructing_a_client_imports_nothing_heavy() -> None:
    """Neither pydantic nor httpx2 is imported before the first call."""
    program = (
        "import sys; from _runtime.call.clients import SyncClient;"
        "from _runtime.call.clients import AsyncClient;"
        "from _runtime.vocabulary.provider import Provider, Server;"
        "SyncClient(Provider(name='p', client='P', server=Server(url='https://h')), {});"
        "print([m for m in ('pydantic', 'httpx2', 'asyncio') if m in sys.modules])"
    )
    runtime = Path(availability.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=runtime, capture_output=True, text=True, check=False
    )
    assert "[]" == done.stdout.strip(), done.stderr
