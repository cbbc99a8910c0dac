"""Calls that are cancelled or interrupted: no socket is left, and no place taken."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import ssl
import threading
from typing import Any

import pytest
from _runtime.network.pools import PoolSize
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.incoming import Incoming
from _runtime.transport.protocol import Limits, Request
from _runtime.vocabulary.deadline import Deadline

from tests.support.faults.server import THING, WELL, FaultServer
from tests.support.small_api import KEY, MAKE, PLAIN, Driver, PlainClient
from tests.support.transports import async_client, own, request, sockets

STAGES: dict[str, Any] = {
    "headers": (({"lines": ["HTTP/1.1 200 OK"]}, "stall"), "all", 0),
    "body": (({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "stall"), "all", 0),
    "waiting": (("stall",), "all", 0),
    "writing": (("stall",), "nothing", 30_000_000),
}


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
