"""Clients in several processes, threads and event loops: each has connections of its own."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import threading
import warnings
from typing import Any

import httpx2
import pytest
from _runtime.vocabulary.errors import (
    ClientClosedError,
    ClientMisuseError,
)

from tests.support.faults.server import THING, WELL, Connection, FaultServer
from tests.support.small_api import KEY, MAKE, PLAIN, AsyncPlainClient, Driver, PlainClient
from tests.support.transports import async_client, own


def echoing(server: FaultServer) -> None:
    """Let each answer hold what the request asked for, a little later."""

    def echo(connection: Connection) -> Any:
        body = json.loads(connection.requests[-1].partition(b"\r\n\r\n")[2])
        return ({"stall": 0.001}, {"answer": {"body": {**THING, "id": body["model"]}}}, "again")

    server.script = echo


def _child(call: Any, count: int, pipe: int) -> None:
    """Call in a forked child, and report what doesn't belong to it."""
    try:
        mine = f"child-{os.getpid()}"
        results = [call(f"{mine}-{turn}") for turn in range(count)]
        wrong = [got for turn, got in enumerate(results) if got != f"{mine}-{turn}"]
        os.write(pipe, json.dumps(wrong).encode())
    except BaseException as error:  # noqa: BLE001  # a child has no other way to report it
        os.write(pipe, json.dumps([repr(error)]).encode())
    finally:
        os._exit(0)


def _forked(call: Any, count: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(call, count, writing)
    os.close(writing)
    return child, reading


def _reported(child: int, reading: int) -> Any:
    with os.fdopen(reading, "rb") as pipe:
        report = json.loads(pipe.read())
    os.waitpid(child, 0)
    return report


@pytest.mark.case("N64")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_never_reads_the_parents_answer(server: FaultServer) -> None:
    """Of 1,000 calls in a parent and its four children none gets an answer of another process."""
    echoing(server)
    client = PlainClient(PLAIN, {"api_key": KEY, "base_url": server.url, "max_retries": 0})

    def call(name: str) -> str:
        return str(client._session.call(MAKE, {"model": name}).id)

    threads = [threading.Thread(target=call, args=(f"warm-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    children = [_forked(call, 200) for _ in range(4)]
    assert [f"parent-{n}" for n in range(200)] == [call(f"parent-{n}") for n in range(200)]
    assert [[]] * 4 == [_reported(*child) for child in children]
    client.close()


@pytest.mark.case("N64")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_fork_in_the_midst_of_a_call(server: FaultServer) -> None:
    """A child that is forked while its parent waits can call; the parent gets its answer."""
    server.plays(({"stall": 0.3}, {"answer": {"body": THING}}, "again"))
    client = PlainClient(PLAIN, {"api_key": KEY, "base_url": server.url, "max_retries": 0})
    answers: list[str] = []
    make = lambda: client._session.call(MAKE, {"model": "m"})  # noqa: E731
    waiting = threading.Thread(target=lambda: answers.append(make().id))
    waiting.start()
    server.until(lambda: len(server.requests) == 1)
    child = _forked(
        lambda name: name if client._session.call(MAKE, {"model": name}).id == "thing" else "", 1
    )
    assert [] == _reported(*child)
    waiting.join()
    assert ["thing"] == answers
    client.close()


@pytest.mark.case("N64")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_async_clients_too(server: FaultServer) -> None:
    """An async client is usable in a forked child's own event loop, and crosses nothing."""
    echoing(server)
    client = async_client(server)

    async def calls(name: str, count: int) -> list[str]:
        results = [client._session.call(MAKE, {"model": f"{name}-{n}"}) for n in range(count)]
        return [result.id for result in await asyncio.gather(*results)]

    async def main() -> None:
        await calls("warm", 8)
        child = _forked(lambda name: asyncio.run(calls(name, 1))[0].removesuffix("-0"), 1)
        expected = [f"parent-{n}" for n in range(100)]
        assert expected == await calls("parent", 100)
        assert [] == await asyncio.to_thread(_reported, *child)
        assert expected == await calls("parent", 100)
        await client.close()

    asyncio.run(main())


@pytest.mark.case("N64")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("same", [True, False])
def test_a_callers_client_says_so(server: FaultServer, same: bool) -> None:
    """A caller's http_client that was used before the fork, through whatever client, is refused in
    the child.
    """
    with httpx2.Client(trust_env=False) as http_client:
        arguments = {"api_key": KEY, "base_url": server.url}
        client = PlainClient(PLAIN, arguments, http_client=http_client)
        client._session.call(MAKE, {"model": "m"})
        other = client if same else PlainClient(PLAIN, arguments, http_client=http_client)
        child = _forked(lambda name: other._session.call(MAKE, {"model": name}).id, 1)
        (report,) = _reported(*child)
    assert report.startswith("ClientMisuseError") and "process" in report


@pytest.mark.case("N63")
def test_threads_get_their_own_answers(server: FaultServer) -> None:
    """Sixteen threads with one client never get each other's answers."""
    echoing(server)
    client = PlainClient(PLAIN, {"api_key": KEY, "base_url": server.url, "max_retries": 0})
    wrong: list[str] = []

    def work(name: str) -> None:
        for turn in range(20):
            expected = f"{name}-{turn}"
            got = client._session.call(MAKE, {"model": expected}).id
            if got != expected:
                wrong.append(got)

    threads = [threading.Thread(target=work, args=(f"thread-{n}",)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == wrong
    assert 16 >= len(server.connections)
    client.close()


@pytest.mark.case("N63")
@pytest.mark.parametrize("lent", [False, True], ids=["own", "lent"])
def test_a_second_event_loop_says_so(server: FaultServer, lent: bool) -> None:
    """A client of one event loop refuses another one in words that say what to do."""

    async def main() -> tuple[AsyncPlainClient, Any]:
        http_client = httpx2.AsyncClient(trust_env=False) if lent else None
        arguments = {"api_key": KEY, "base_url": server.url, "max_retries": 0}
        client = AsyncPlainClient(PLAIN, arguments, http_client=http_client)
        await client._session.call(MAKE, {"model": "m"})
        return client, http_client

    with asyncio.Runner() as first, asyncio.Runner() as second:
        client, http_client = first.run(main())
        with pytest.raises(ClientMisuseError, match="another event loop"):
            second.run(client._session.call(MAKE, {"model": "m"}))
        assert "thing" == first.run(client._session.call(MAKE, {"model": "m"})).id
        second.run(client.close())
        with pytest.raises(ClientClosedError):
            first.run(client._session.call(MAKE, {"model": "m"}))
        if http_client is not None:
            first.run(http_client.aclose())


@pytest.mark.case("N63")
def test_a_shared_http_client_in_a_second_event_loop_says_so(server: FaultServer) -> None:
    """So does another client over the caller's same client, whose connections are elsewhere."""
    server.plays(WELL)
    http_client = httpx2.AsyncClient(trust_env=False)

    async def main() -> Any:
        arguments = {"api_key": KEY, "base_url": server.url}
        client = AsyncPlainClient(PLAIN, arguments, http_client=http_client)
        return await client._session.call(MAKE, {"model": "m"})

    with asyncio.Runner() as first:
        assert "thing" == first.run(main()).id
        misuse = pytest.raises(ClientMisuseError, match="in another event loop")
        with asyncio.Runner() as second, misuse:
            second.run(main())
        first.run(http_client.aclose())
    assert 1 == len(server.requests)


@pytest.mark.case("N63")
def test_no_event_loop_says_so(server: FaultServer) -> None:
    """An async client that is driven by something other than asyncio says what it needs."""
    call = async_client(server)._session.call(MAKE, {"model": "m"})
    with pytest.raises(ClientMisuseError, match="asyncio"):
        call.send(None)


async def _key() -> str:
    return KEY


@pytest.mark.case("N63")
@pytest.mark.parametrize("key", [lambda: KEY, _key], ids=["function", "coroutine"])
def test_no_event_loop_says_so_before_the_key_is_asked_for(server: FaultServer, key: Any) -> None:
    """So does one whose key is fetched for each call."""
    call = async_client(server, api_key=key)._session.call(MAKE, {"model": "m"})
    with pytest.raises(ClientMisuseError, match="asyncio"):
        call.send(None)


@pytest.mark.case("N65")
def test_closing_twice_and_at_the_end_is_quiet(server: FaultServer, driver: Driver) -> None:
    """A client can be closed twice, and one that is dropped after closing makes no noise."""
    client = own(driver, server)
    driver.make(client)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        driver.result(client.close())
        driver.result(client.close())
        gc.collect()
    server.until(lambda: not server.open)


@pytest.mark.case("N65")
def test_a_forgotten_client_is_quiet(server: FaultServer) -> None:
    """A client that is dropped without closing closes its connections, and says nothing."""
    client = PlainClient(PLAIN, {"api_key": KEY, "base_url": server.url})
    client._session.call(MAKE, {"model": "m"})
    gc.collect()  # what other tests left is to say whatever it says before
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        del client
        gc.collect()
    assert [] == [str(warning.message) for warning in said]
    server.until(lambda: not server.open)
