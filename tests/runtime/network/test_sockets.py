"""Sockets: who closes them and when, whatever happens around them."""

from __future__ import annotations

import asyncio
import gc
import select
import socket
import threading
import time
import warnings
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import anyio
import httpcore2
import pytest
from _runtime.network.backend import SocketStream
from _runtime.network.pools import PoolSize
from _runtime.network.sockets import Connected, Sockets
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.exchange import Exchange
from _runtime.transport.protocol import Limits, Request
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APIError,
    ClientClosedError,
)

from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import Driver
from tests.support.transports import held, request

STALL = ("stall",)


HALF = ({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "stall")


class Call(threading.Thread):
    """A call in a thread, and how it ended."""

    def __init__(self, transport: HTTPTransport, sent: Request, seconds: float = 120.0) -> None:
        super().__init__()
        self._given = transport, sent, seconds
        self.outcome: Any = None
        self.start()

    def run(self) -> None:
        """Call, and keep the answer or the error."""
        transport, sent, seconds = self._given
        try:
            self.outcome = transport.send(sent, Deadline.after(seconds), Limits())
        except APIError as error:
            self.outcome = error


# --- closing while calls are under way ------------------------------------------------------------


@pytest.mark.case("N65")
@pytest.mark.parametrize("steps", [STALL, HALF], ids=["headers", "body"])
def test_closing_ends_a_blocked_call(server: FaultServer, steps: Any) -> None:
    """A thread that waits for an answer is told at once when another one closes the client."""
    server.plays(steps)
    transport = HTTPTransport()
    call = Call(transport, request(server))
    server.until(lambda: len(server.requests) == 1)
    time.sleep(0.05)
    transport.close()
    call.join(30)
    assert isinstance(call.outcome, APIConnectionError) and call.outcome.sent is True
    server.until(lambda: not server.open)
    assert 0 == held(transport)


@pytest.mark.case("N65")
@pytest.mark.parametrize("steps", [STALL, HALF], ids=["headers", "body"])
def test_closing_ends_an_awaited_call(server: FaultServer, steps: Any) -> None:
    """So is a task."""
    server.plays(steps)

    async def main() -> None:
        transport = AsyncHTTPTransport()
        call = asyncio.ensure_future(transport.send(request(server), Deadline.after(60), Limits()))
        await server.until_async(lambda: len(server.requests) == 1)
        await asyncio.sleep(0.05)
        await transport.close()
        async with asyncio.timeout(30):
            with pytest.raises(APIConnectionError) as caught:
                await call
        assert caught.value.sent is True and 0 == held(transport)
        await server.until_async(lambda: not server.open)

    asyncio.run(main())


@pytest.mark.case("N65")
def test_closing_from_another_event_loop_ends_calls(server: FaultServer) -> None:
    """It doesn't matter from where an async client is closed."""
    server.plays(STALL)

    async def main() -> None:
        transport = AsyncHTTPTransport()
        call = asyncio.ensure_future(transport.send(request(server), Deadline.after(60), Limits()))
        await server.until_async(lambda: len(server.requests) == 1)
        await asyncio.to_thread(lambda: asyncio.run(transport.close()))
        async with asyncio.timeout(30):
            with pytest.raises(APIConnectionError):
                await call
        await server.until_async(lambda: not server.open)

    asyncio.run(main())


@pytest.mark.case("N65")
def test_closing_while_others_wait_for_a_connection(server: FaultServer) -> None:
    """Calls that hadn't got a connection yet get none any more, and say that nothing was sent."""
    server.plays(STALL)
    transport = HTTPTransport(PoolSize(connections=1))
    calls = [Call(transport, request(server)) for _ in range(4)]
    server.until(lambda: len(server.requests) == 1)
    assert transport._pools is not None
    (pool,) = transport._pools.opened.values()
    server.until(lambda: len(pool._requests) == 4)
    transport.close()
    for call in calls:
        call.join(30)
    assert [False, False, False, True] == sorted(call.outcome.sent for call in calls)
    assert 1 == len(server.requests) and 0 == held(transport)


@pytest.mark.case("N65")
def test_closing_while_a_connection_is_made(server: FaultServer) -> None:
    """A connection that is made while its client is closed is closed as well."""
    sockets = Sockets()
    with pytest.raises(OSError, match="closed"), socket.socketpair()[1] as raw:
        sockets.close()
        Connected(raw, sockets)
    assert raw.fileno() < 0


@pytest.mark.case("N65")
def test_a_closed_transport_sends_nothing(server: FaultServer, driver: Driver) -> None:
    """After closing there are no calls, and no connections."""
    transport: Any = (HTTPTransport if driver.kind == "sync" else AsyncHTTPTransport)()
    driver.result(transport.send(request(server), Deadline.after(60), Limits()))
    driver.result(transport.close())
    driver.fails(
        ClientClosedError,
        lambda: driver.result(transport.send(request(server), Deadline.after(60), Limits())),
    )
    assert 1 == len(server.requests)
    server.until(lambda: not server.open)


def test_a_socket_in_use_keeps_its_number() -> None:
    """A socket that is closed while it is used keeps its number, which others would get else."""
    raw, other = socket.socketpair()
    connected = Connected(raw, Sockets())
    with connected.used():
        connected.close()
        assert raw.fileno() >= 0 and b"" == other.recv(1)
    assert raw.fileno() < 0
    other.close()


def test_closing_a_socket_wakes_who_waits_for_it() -> None:
    """A thread that reads is told that the connection was closed, not that it came to its end."""
    raw, other = socket.socketpair()
    connected = Connected(raw, Sockets())
    stream, outcome = SocketStream(connected), []

    def wait() -> None:
        try:
            stream.read(10)
        except httpcore2.ReadError as error:
            outcome.append(str(error))

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not connected._used:
        time.sleep(0.001)
    time.sleep(0.02)
    connected.close()
    waiting.join(30)
    assert ["the connection was closed"] == outcome
    assert raw.fileno() < 0
    other.close()


@pytest.mark.skipif(not hasattr(select, "poll"), reason="there is no poll here")
def test_a_socket_that_is_closed_while_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """An idle socket that another thread closes just then counts as ended, and breaks nothing."""
    raw, other = socket.socketpair()
    connected, plain = Connected(raw, Sockets()), select.poll

    def poll() -> Any:
        connected.close()
        return plain()

    monkeypatch.setattr(select, "poll", poll)
    assert connected.readable is True
    other.close()


# --- threads --------------------------------------------------------------------------------------


@pytest.mark.case("N63")
def test_many_threads_few_connections(server: FaultServer) -> None:
    """32 threads over a pool of four all get their own answers, on four connections."""
    server.script = lambda connection: (
        {"answer": {"body": connection.requests[-1].partition(b"\r\n\r\n")[2].decode()}},
        "again",
    )
    transport = HTTPTransport(PoolSize(connections=4))
    wrong: list[object] = []

    def work(name: str) -> None:
        for turn in range(10):
            mine = f"{name}-{turn}".encode()
            try:
                sent = request(server, 60.0, mine)
                got = transport.send(sent, Deadline.after(60), Limits()).body
            except APIError as error:
                wrong.append(error)
            else:
                wrong.extend([got] if got != mine else [])

    threads = [threading.Thread(target=work, args=(f"thread-{n}",)) for n in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == wrong
    assert 320 == len(server.requests) and 4 >= len(server.connections)
    transport.close()
    server.until(lambda: not server.open)


# --- cancelling -----------------------------------------------------------------------------------


@pytest.mark.case("N62")
@pytest.mark.parametrize("steps", [STALL, HALF], ids=["headers", "body"])
@pytest.mark.parametrize("way", ["anyio", "asyncio", "wait_for"])
def test_however_it_is_cancelled(server: FaultServer, way: str, steps: Any) -> None:
    """Scopes of anyio, timeouts of asyncio and `wait_for` leave nothing behind."""

    async def given_up(transport: AsyncHTTPTransport) -> None:
        call = transport.send(request(server), Deadline.after(60), Limits())
        if way == "anyio":
            with anyio.move_on_after(0.1):
                await call
        elif way == "asyncio":
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await call
        else:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(call, 0.1)

    async def main() -> None:
        transport = AsyncHTTPTransport(PoolSize(connections=1))
        for _ in range(3):
            server.plays(steps)
            await given_up(transport)
            assert 0 == held(transport)
        server.plays(WELL)
        answer = await transport.send(request(server), Deadline.after(60), Limits())
        assert 200 == answer.status and 1 == held(transport)
        await transport.close()
        await server.until_async(lambda: not server.open)

    asyncio.run(main())


@pytest.mark.case("N62")
def test_a_call_whose_loop_is_gone(server: FaultServer) -> None:
    """A call that can never go on, since its loop was closed under it, lets go of its socket."""
    server.plays(STALL)
    transport, loop = AsyncHTTPTransport(), asyncio.new_event_loop()
    call = transport.send(request(server), Deadline.after(60), Limits())
    task = loop.create_task(call)
    while not server.requests:
        loop.run_until_complete(asyncio.sleep(0.01))
    asyncio.run(transport.close())
    loop.run_until_complete(asyncio.wait([task], timeout=30))
    assert isinstance(task.exception(), APIConnectionError)
    loop.close()
    server.until(lambda: not server.open)


MOMENTS = [
    "connect_tcp.started",
    "connect_tcp.complete",
    "send_request_headers.started",
    "send_request_body.complete",
    "receive_response_headers.started",
    "receive_response_headers.complete",
    "receive_response_body.started",
    "receive_response_body.complete",
    "response_closed.started",
    "response_closed.complete",
]


@pytest.mark.case("N62")
@pytest.mark.parametrize("warm", [False, True], ids=["new", "used"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_at_any_moment(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, moment: str, warm: bool
) -> None:
    """Ctrl-C costs a pool no place, wherever it strikes, and leaves no socket that nobody uses."""
    transport = HTTPTransport(PoolSize(connections=1))
    if warm:
        transport.send(request(server), Deadline.after(60), Limits())
    follow = Exchange.follow

    def struck(self: Exchange, event: str, information: Mapping[str, Any]) -> None:
        follow(self, event, information)
        if event.endswith(moment):
            raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(Exchange, "follow", struck)
        transport.send(request(server), Deadline.after(60), Limits())
    assert 200 == transport.send(request(server), Deadline.after(60), Limits()).status
    assert 1 == held(transport)
    server.until(lambda: 1 == server.open)
    transport.close()
    server.until(lambda: not server.open)


def test_a_connection_that_is_lost_is_closed(server: FaultServer, driver: Driver) -> None:
    """A connection that its pool forgets is closed all the same, and without a warning."""
    transport: Any = driver.keep((HTTPTransport if driver.kind == "sync" else AsyncHTTPTransport)())
    driver.result(transport.send(request(server), Deadline.after(60), Limits()))
    assert 1 == held(transport)
    (pool,) = transport._pools.opened.values()
    gc.collect()  # what other tests left is to say whatever it says before
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        pool._connections.clear()
    assert [] == said and 0 == held(transport)
    server.until(lambda: not server.open)
