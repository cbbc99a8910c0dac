"""Connections: how long they live, who they belong to, and that none is lost or read by another."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
import ssl
import threading
import time
import warnings
from contextlib import suppress
from typing import Any

import httpx2
import pytest
from _runtime.network import keepalive, pools, transports
from _runtime.network.pools import PoolSize
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.incoming import Incoming
from _runtime.transport.protocol import Limits, Request
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APITimeoutError,
    ClientClosedError,
    ClientMisuseError,
)

from tests.support.faults.server import THING, WELL, Connection, FaultServer
from tests.support.faults.steps import bytes_of
from tests.support.small_api import KEY, MAKE, PLAIN, AsyncPlainClient, Driver, PlainClient

LARGE = "x" * 10_000_000


def own(driver: Driver, server: FaultServer, **options: Any) -> Any:
    """Return a client that tries once."""
    return driver.client(PLAIN, api_key=KEY, base_url=server.url, max_retries=0, **options)


def echoing(server: FaultServer) -> None:
    """Let each answer hold what the request asked for, a little later."""

    def echo(connection: Connection) -> Any:
        body = json.loads(connection.requests[-1].partition(b"\r\n\r\n")[2])
        return ({"stall": 0.001}, {"answer": {"body": {**THING, "id": body["model"]}}}, "again")

    server.script = echo


def async_client(server: FaultServer, **options: Any) -> AsyncPlainClient:
    """Return an async client that tries once."""
    return AsyncPlainClient(
        PLAIN, {"api_key": KEY, "base_url": server.url, "max_retries": 0, **options}
    )


def request(server: FaultServer, timeout: float | None = 60.0, body: bytes = b"{}") -> Request:
    """Return a request as clients make them."""
    return Request(method="POST", url=f"{server.url}/v1/things", body=body, timeout=timeout)


# --- keeping connections --------------------------------------------------------------------------


def test_connections_are_probed(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every socket has keep-alive probes on, the first one before gateways forget at 60 s."""
    made: list[socket.socket] = []
    plain = socket.socket.setsockopt

    def watched(self: socket.socket, *arguments: Any) -> None:
        made.append(self)
        plain(self, *arguments)

    monkeypatch.setattr(socket.socket, "setsockopt", watched)
    driver.make(own(driver, server))
    probed = [s for s in made if s.fileno() >= 0 and s.getpeername()[1] == server.port]
    assert probed
    assert 1 == probed[0].getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert 30 == probed[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE)
    assert 60 > keepalive.IDLE_SECONDS


def test_a_connection_is_used_again(server: FaultServer, driver: Driver) -> None:
    """Calls one after the other share a connection."""
    client = own(driver, server)
    for _ in range(5):
        driver.make(client)
    assert [5] == [len(connection.requests) for connection in server.connections]


@pytest.mark.case("N41")
def test_what_follows_an_answer_is_no_answer(server: FaultServer, driver: Driver) -> None:
    """Bytes beyond an answer's length are never taken for the answer to the next call."""
    forged = bytes_of("answer", {"body": {**THING, "id": "forged"}})
    both = (bytes_of("answer", {"body": THING}) + forged).decode()
    server.plays(({"send": both}, "again"))
    client = own(driver, server)
    assert ["thing"] * 5 == [driver.make(client).id for _ in range(5)]
    assert 5 == len(server.connections)


@pytest.mark.case("N41")
def test_what_follows_chunks_is_no_answer(server: FaultServer, driver: Driver) -> None:
    """Nor are bytes beyond the last chunk."""
    body = json.dumps(THING)
    chunked = ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", f"{len(body):x}", body, "0", ""]
    forged = ["HTTP/1.1 200 OK", "Content-Length: 2", "", "{}"]
    server.plays(({"lines": [*chunked, *forged]}, "again"))
    client = own(driver, server)
    assert ["thing"] * 3 == [driver.make(client).id for _ in range(3)]


def test_an_idle_connection_that_the_server_closed_is_not_used(
    server: FaultServer, driver: Driver
) -> None:
    """A connection that has ended while it was idle is replaced before anything is sent."""
    server.plays(({"answer": {"body": THING}}, "close"))
    client = own(driver, server)
    for _ in range(3):
        driver.make(client)
        server.until(lambda: not server.open)
    assert 3 == len(server.connections)


def test_a_failure_closes_its_connection_only(server: FaultServer, driver: Driver) -> None:
    """After a broken answer the client goes on with a new connection."""
    client = own(driver, server)
    server.plays(({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "close"))
    driver.fails(APIConnectionError, driver.make, client)
    server.plays(WELL)
    assert "thing" == driver.make(client).id


@pytest.mark.case("N36")
def test_a_full_pool_is_a_timeout_before_sending(server: FaultServer) -> None:
    """A call that gets no connection in time says that nothing was sent."""
    server.plays(("stall",))
    transport = HTTPTransport(PoolSize(connections=1))
    blocked = threading.Thread(target=_ignored, args=(transport, request(server, None)))
    blocked.start()
    server.until(lambda: len(server.requests) == 1)
    with pytest.raises(APITimeoutError) as caught:
        transport.send(request(server), Deadline.after(0.2), Limits())
    assert caught.value.sent is False
    transport.close()
    blocked.join()


def _ignored(transport: HTTPTransport, sent: Request) -> None:
    with suppress(APIConnectionError):
        transport.send(sent, Deadline(), Limits())


@pytest.mark.case("N36")
@pytest.mark.parametrize("lent", [False, True], ids=["own", "lent"])
def test_no_time_left_means_nothing_was_sent(
    server: FaultServer, driver: Driver, lent: bool
) -> None:
    """A call whose time is up before it begins never reaches the network."""
    make = transports.transport if driver.kind == "sync" else transports.async_transport
    kind = httpx2.Client if driver.kind == "sync" else httpx2.AsyncClient
    transport: Any = make(driver.keep(kind(trust_env=False)) if lent else None)
    error = driver.fails(
        APITimeoutError,
        lambda: driver.result(transport.send(request(server), Deadline.after(-1.0), Limits())),
    )
    assert error.sent is False and [] == server.connections


@pytest.mark.case("N29")
def test_nothing_listens(driver: Driver) -> None:
    """A refused connection says that nothing was sent."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        client = driver.client(PLAIN, api_key=KEY, base_url=url, max_retries=0)
        error = driver.fails(APIConnectionError, driver.make, client)
    assert APIConnectionError is type(error) and error.sent is False


@pytest.mark.case("N29")
def test_a_name_that_does_not_exist(driver: Driver) -> None:
    """A host that can't be found says that nothing was sent."""
    client = driver.client(
        PLAIN, api_key=KEY, base_url="https://nowhere.invalid", max_retries=0, timeout=20
    )
    assert driver.fails(APIConnectionError, driver.make, client).sent is False


@pytest.mark.case("N29")
def test_a_call_that_cannot_begin(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails before a connection is asked for, as an import does without a file to spare, says
    that nothing was sent, and is tried again.
    """
    plain, failures = pools.prepared, [OSError("Too many open files"), KeyError("odd")]

    def prepared(*arguments: Any) -> Any:
        if failures:
            raise failures.pop()
        return plain(*arguments)

    monkeypatch.setattr(pools, "prepared", prepared)
    error = driver.fails(APIConnectionError, driver.make, own(driver, server))
    assert error.sent is False and "odd" in str(error)
    client = driver.client(PLAIN, api_key=KEY, base_url=server.url, max_retries=1)
    assert "thing" == driver.make(client).id
    assert 1 == len(server.requests)


@pytest.mark.case("N29")
def test_a_resolver_that_breaks(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a resolver isn't expected to raise doesn't leave a call waiting for it."""

    def broken(*arguments: Any, **named: Any) -> Any:
        raise OverflowError("port out of range")

    monkeypatch.setattr(socket, "getaddrinfo", broken)
    client = driver.client(PLAIN, api_key=KEY, base_url="https://odd.invalid", max_retries=0)
    error = driver.fails(APIConnectionError, driver.make, client)
    assert APIConnectionError is type(error) and error.sent is False


@pytest.mark.case("N36")
def test_a_resolver_that_hangs(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking up a name can't outlast the call either."""
    ended = threading.Event()

    def hangs(*arguments: Any, **named: Any) -> list[Any]:
        ended.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    client = driver.client(
        PLAIN, api_key=KEY, base_url="https://slow.invalid", max_retries=0, timeout=0.2
    )
    began = time.monotonic()
    error = driver.fails(APITimeoutError, driver.make, client)
    took = time.monotonic() - began
    ended.set()
    assert error.sent is False
    assert 0.2 <= took < 30


@pytest.mark.case("N36")
def test_an_address_that_swallows_everything(driver: Driver) -> None:
    """Connecting to a full backlog ends with the call, and nothing was sent."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(silent.getsockname())
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        client = driver.client(PLAIN, api_key=KEY, base_url=url, max_retries=0, timeout=0.3)
        error = driver.fails(APITimeoutError, driver.make, client)
        for filler in fillers:
            filler.close()
    assert error.sent is False


@pytest.mark.case("N28")
def test_a_write_that_breaks_was_not_sent(server: FaultServer, driver: Driver) -> None:
    """A request that the server cuts off in its midst can't have been carried out."""
    server.plays(("reset",), reading="head")
    client = own(driver, server)
    error = driver.fails(
        APIConnectionError, driver.call, client, MAKE, {"model": "m", "input": LARGE}
    )
    assert error.sent is False


# --- processes, threads and loops -----------------------------------------------------------------


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


# --- cancelling -----------------------------------------------------------------------------------

STAGES: dict[str, Any] = {
    "headers": (({"lines": ["HTTP/1.1 200 OK"]}, "stall"), "all", 0),
    "body": (({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "stall"), "all", 0),
    "waiting": (("stall",), "all", 0),
    "writing": (("stall",), "nothing", 30_000_000),
}


def sockets() -> int:
    """Return how many sockets this process has open, those of the server among them."""
    numbers = (f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd"))
    return sum(os.path.exists(n) and os.readlink(n).startswith("socket:") for n in numbers)


@pytest.mark.case("N62")
@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="sockets can't be counted here")
@pytest.mark.parametrize("stage", STAGES)
def test_cancelling_closes_the_socket(server: FaultServer, stage: str) -> None:
    """A cancelled call's connection ends within 50 ms, wherever the call was."""
    steps, reading, size = STAGES[stage]

    async def main() -> float:
        server.plays(steps, reading=reading)
        known = len(server.requests)
        client = async_client(server)
        call = client._session.call(MAKE, {"model": "m", "input": "x" * size})
        task = asyncio.ensure_future(call)
        await server.until_async(lambda: len(server.requests) == known + 1)
        await asyncio.sleep(0.05)
        before = sockets()
        task.cancel()
        took = await server.until_async(lambda: sockets() < before)
        with pytest.raises(asyncio.CancelledError):
            await task
        server.plays(WELL)
        assert "thing" == (await client._session.call(MAKE, {"model": "m"})).id
        await client.close()
        return took

    # One in ten is enough: a busy machine may keep any single one waiting.
    assert any(asyncio.run(main()) < 0.05 for _ in range(10))


@pytest.mark.case("N62")
def test_cancelling_while_it_connects(server: FaultServer) -> None:
    """A call that is cancelled while its connection is made leaves no socket."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(silent.getsockname())
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"

        async def main() -> None:
            gc.collect()  # or sockets that other tests forgot might end while they are counted
            transport, before = AsyncHTTPTransport(PoolSize(connections=1)), sockets()
            call = transport.send(Request(method="GET", url=url), Deadline(), Limits())
            task = asyncio.ensure_future(call)
            await server.until_async(lambda: sockets() > before)
            task.cancel()
            await server.until_async(lambda: sockets() == before)
            assert 200 == (await transport.send(request(server), Deadline(), Limits())).status
            await transport.close()

        asyncio.run(main())
        for filler in fillers:
            filler.close()


@pytest.mark.case("N62")
def test_cancelling_while_tls_begins(server: FaultServer) -> None:
    """A call that is cancelled in the handshake closes its connection within 50 ms."""
    server.plays(("stall",), reading="nothing")  # it accepts and says nothing: the handshake hangs

    async def main() -> float:
        transport, known = AsyncHTTPTransport(), len(server.connections)
        url = server.url.replace("http:", "https:")
        call = transport.send(Request(method="GET", url=url), Deadline(), Limits())
        task = asyncio.ensure_future(call)
        await server.until_async(lambda: len(server.connections) > known)
        await asyncio.sleep(0.05)
        before = sockets()
        task.cancel()
        took = await server.until_async(lambda: sockets() < before)
        await transport.close()
        return took

    assert any(asyncio.run(main()) < 0.05 for _ in range(10))


@pytest.mark.case("N62")
def test_an_interrupted_thread_leaves_its_place(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the midst of an answer closes the connection, and the client goes on."""
    server.plays(({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "stall"))
    transport = HTTPTransport(PoolSize(connections=1))

    def interrupted(self: Incoming, data: bytes) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Incoming, "take", interrupted)
        transport.send(request(server), Deadline(), Limits())
    server.until(lambda: not server.open)
    server.plays(WELL)
    assert 200 == transport.send(request(server), Deadline.after(30), Limits()).status
    transport.close()


class TimeLimit(Exception):
    """What task queues raise in a signal handler when a job's time is up."""


@pytest.mark.parametrize("kind", [TimeLimit, TimeoutError, ssl.SSLError])
@pytest.mark.parametrize("answered", [False, True], ids=["waiting", "amid the answer"])
def test_a_signal_handlers_exception_passes(
    server: FaultServer, answered: bool, kind: type[Exception]
) -> None:
    """What a handler raises while a call waits is neither renamed nor tried again.

    Calls of async clients don't see it: there it ends the event loop, as asyncio does.
    """
    begun = {"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}
    server.plays((begun, "stall") if answered else ("stall",))
    client = PlainClient(PLAIN, {"api_key": KEY, "base_url": server.url})

    def handle(signum: int, frame: object) -> None:
        raise kind

    def strike() -> None:
        server.until(lambda: len(server.requests) == 1, 60)
        signal.pthread_kill(main, signal.SIGUSR1)

    main, before = threading.main_thread().ident, signal.signal(signal.SIGUSR1, handle)
    assert main is not None
    striking = threading.Thread(target=strike)
    striking.start()
    try:
        with pytest.raises(kind) as caught:
            client._session.call(MAKE, {"model": "m"})
        assert kind is caught.type
    finally:
        striking.join()
        signal.signal(signal.SIGUSR1, before)
    server.until(lambda: not server.open)
    server.plays(WELL)
    assert "thing" == client._session.call(MAKE, {"model": "m"}).id
    assert 2 == len(server.requests)
    client.close()


@pytest.mark.case("N62")
def test_cancelling_while_it_waits_for_a_connection(server: FaultServer) -> None:
    """A call that is cancelled before it has a connection leaves its place to others."""

    async def main() -> None:
        server.plays(({"stall": 0.2}, {"answer": {"body": THING}}, "again"))
        transport = AsyncHTTPTransport(PoolSize(connections=1))
        first = asyncio.ensure_future(transport.send(request(server), Deadline(), Limits()))
        await server.until_async(lambda: len(server.requests) == 1)
        second = asyncio.ensure_future(transport.send(request(server), Deadline(), Limits()))
        await asyncio.sleep(0.05)
        second.cancel()
        assert 200 == (await first).status
        assert 200 == (await transport.send(request(server), Deadline(), Limits())).status
        await transport.close()

    asyncio.run(main())


@pytest.mark.case("N61")
def test_a_thousand_cancelled_calls_leak_nothing(server: FaultServer) -> None:
    """After 1,000 calls that are cancelled at any moment a pool of five is as good as new."""
    server.plays(({"stall": 0.004}, {"answer": {"body": THING}}, "again"))

    async def one(transport: AsyncHTTPTransport, turn: int) -> None:
        call = transport.send(request(server), Deadline(), Limits())
        task = asyncio.ensure_future(call)
        await asyncio.sleep(turn % 11 / 1000)
        task.cancel()
        await asyncio.wait([task])

    async def main() -> None:
        transport = AsyncHTTPTransport(PoolSize(connections=5))
        for start in range(0, 1000, 20):
            await asyncio.gather(*(one(transport, start + turn) for turn in range(20)))
        answers = [transport.send(request(server), Deadline(), Limits()) for _ in range(5)]
        async with asyncio.timeout(60):
            assert [200] * 5 == [answer.status for answer in await asyncio.gather(*answers)]
        assert transport._pools is not None
        (pool,) = transport._pools.opened.values()
        assert [] == pool._requests
        assert all(connection.is_idle() for connection in pool.connections)
        await server.until_async(lambda: 5 >= server.open)
        await transport.close()
        await server.until_async(lambda: not server.open)

    asyncio.run(main())


@pytest.mark.case("N67")
def test_failures_leave_no_connection_behind(server: FaultServer, driver: Driver) -> None:
    """Answers that are failures, of any kind, leave at most the idle connection."""
    client = own(driver, server)
    for status in ("500 Oh", "307 There", "200 OK"):
        server.plays(({"lines": [f"HTTP/1.1 {status}", "Content-Length: 9", "", "x"]}, "close"))
        driver.error(client)
    server.plays(({"answer": {"status": "503 Busy", "body": {}}}, "again"))
    for _ in range(3):
        driver.error(client)
    server.until(lambda: server.open <= 1)
