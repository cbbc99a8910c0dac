"""Sockets: who closes them and when, whatever happens around them."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import socket
import struct
import threading
import time
import warnings
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from typing import Any

import anyio
import httpcore2
import pytest
from _runtime.network import happy_eyeballs
from _runtime.network.backend import SocketStream
from _runtime.network.backend_async import AsyncStream
from _runtime.network.pools import PoolSize
from _runtime.network.sockets import Connected, Sockets
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.exchange import Exchange
from _runtime.transport.protocol import Limits, Request, Response
from _runtime.vocabulary.deadline import Deadline, DeadlineExceeded
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APIError,
    ClientClosedError,
)

from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import Driver

STALL = ("stall",)
HALF = ({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "stall")


def request(server: FaultServer, timeout: float | None = 60.0, body: bytes = b"{}") -> Request:
    """Return a request as clients make them."""
    return Request(method="POST", url=f"{server.url}/v1/things", body=body, timeout=timeout)


def held(transport: Any) -> int:
    """Return how many sockets a transport has."""
    return len(transport._sockets._open)


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


# --- several addresses ----------------------------------------------------------------------------

needs_loopback = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"), reason="only 127.0.0.1 is this machine here"
)


def resolved(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name have these addresses."""
    plain = socket.getaddrinfo

    def found(host: Any, *arguments: Any, **named: Any) -> Any:
        hosts = addresses if host == "several.invalid" else (host,)
        return [entry for each in hosts for entry in plain(each, *arguments, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def asked(driver: Driver, server: FaultServer, seconds: float = 60.0) -> Any:
    """Return the answer from a host with several addresses, and who was asked."""
    kind: Any = HTTPTransport if driver.kind == "sync" else AsyncHTTPTransport
    transport = driver.keep(kind())
    url = f"http://several.invalid:{server.port}/v1/things"
    sent = Request(method="POST", url=url, body=b"{}", timeout=seconds)
    answer = driver.result(transport.send(sent, Deadline.after(seconds), Limits()))
    assert 1 == held(transport)
    return answer


@pytest.mark.case("N29")
@needs_loopback
def test_a_host_with_an_address_that_refuses(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next address of a host is tried at once where one refuses."""
    resolved(monkeypatch, "::1", *(f"127.0.0.{n}" for n in range(40, 0, -1)))
    began = time.monotonic()
    assert 200 == asked(driver, server, 120.0).status
    assert 10 > time.monotonic() - began  # a quarter of a second for each address would be as much


@pytest.mark.case("N36")
@needs_loopback
def test_a_host_with_an_address_that_swallows_everything(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch, stack: ExitStack
) -> None:
    """An address that never answers leaves time for the next one."""
    silent = stack.enter_context(socket.socket())
    silent.bind(("127.0.0.2", server.port))
    silent.listen(0)
    for _ in range(4):
        filler = stack.enter_context(socket.socket())
        filler.setblocking(False)
        filler.connect_ex(silent.getsockname())
    resolved(monkeypatch, "127.0.0.2", "127.0.0.1")
    assert 200 == asked(driver, server, 6.0).status


def test_many_calls_look_a_name_up_once(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls that begin together share a look-up and its thread; what it found isn't kept."""
    plain, asked, answered = socket.getaddrinfo, [], threading.Event()

    def found(host: Any, *arguments: Any, **named: Any) -> Any:
        if host != "several.invalid":
            return plain(host, *arguments, **named)
        asked.append(host)
        answered.wait(20)
        if len(asked) == 1:
            raise socket.gaierror("no such host")
        return plain("127.0.0.1", *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    url = f"http://several.invalid:{server.port}/v1/things"
    sent = Request(method="POST", url=url, body=b"{}", timeout=40.0)

    async def main() -> None:
        transport = AsyncHTTPTransport()
        for number, expected in enumerate((APIConnectionError, Response), 1):
            answered.clear()
            calls = [transport.send(sent, Deadline.after(40), Limits()) for _ in range(50)]
            together = asyncio.gather(*calls, return_exceptions=True)
            await server.until_async(lambda: len(asked) == number)  # noqa: B023
            await asyncio.sleep(0)  # the other calls have begun, too
            answered.set()
            assert {expected} == {type(each) for each in await together}
        await transport.close()

    asyncio.run(main())
    assert 2 == len(asked)


def silence(stack: ExitStack, host: str, port: int) -> None:
    """Make an address swallow everything."""
    silent = stack.enter_context(socket.socket())
    silent.bind((host, port))
    silent.listen(0)
    for _ in range(4):
        filler = stack.enter_context(socket.socket())
        filler.setblocking(False)
        filler.connect_ex(silent.getsockname())


@pytest.mark.case("N36")
@needs_loopback
def test_a_host_with_several_addresses_that_swallow_everything(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch, stack: ExitStack
) -> None:
    """Each has a head start and no share of the time, which would be 7.5 seconds for the three."""
    hosts = ["127.0.0.2", "127.0.0.3", "127.0.0.4"]
    for host in hosts:
        silence(stack, host, server.port)
    resolved(monkeypatch, *hosts, "127.0.0.1")
    began = time.monotonic()
    assert 200 == asked(driver, server).status
    assert 0.7 <= time.monotonic() - began < 6


@needs_loopback
@pytest.mark.parametrize("last", ["127.0.0.1", "127.0.0.4", "127.0.0.3"])
def test_who_loses_the_race_is_closed(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, stack: ExitStack, last: str
) -> None:
    """Of the sockets that were to connect only the one that did is left, if there is any."""
    made: list[socket.socket] = []
    plain = happy_eyeballs.unconnected

    def noted(*arguments: Any) -> socket.socket:
        made.append(plain(*arguments))
        return made[-1]

    monkeypatch.setattr(happy_eyeballs, "unconnected", noted)
    silence(stack, "127.0.0.2", server.port)
    silence(stack, "127.0.0.3", server.port)
    won, seconds = None, 60.0 if last == "127.0.0.1" else 2.0
    with suppress(OSError, DeadlineExceeded):  # 127.0.0.4 refuses, 127.0.0.3 says nothing
        won = happy_eyeballs.connect(
            ["127.0.0.2", last], server.port, None, Deadline.after(seconds)
        )
    assert (last == "127.0.0.1") == (won is not None)
    assert ([won] if won else []) == [each for each in made if each.fileno() >= 0]
    assert 2 == len(made)
    if won is not None:
        won.close()


@pytest.mark.case("N29")
@needs_loopback
def test_a_host_none_of_whose_addresses_answers(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that refuses everywhere is a failed connection; one without addresses, too."""
    resolved(monkeypatch, "127.0.0.2", "127.0.0.3")
    assert driver.fails(APIConnectionError, asked, driver, server).sent is False
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **named: [])
    error = driver.fails(APIConnectionError, asked, driver, server)
    assert "no address" in str(error) and error.sent is False


@pytest.mark.case("N62")
@needs_loopback
def test_cancelling_while_several_addresses_are_tried(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, stack: ExitStack
) -> None:
    """All tries end with the call."""
    for host in ("127.0.0.2", "127.0.0.3"):
        silent = stack.enter_context(socket.socket())
        silent.bind((host, server.port))
        silent.listen(0)
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(silent.getsockname())
    resolved(monkeypatch, "127.0.0.2", "127.0.0.3")

    async def main() -> None:
        gc.collect()  # or sockets that other tests forgot might end while they are counted
        transport, before = AsyncHTTPTransport(), sockets()
        url = f"http://several.invalid:{server.port}/"
        call = transport.send(Request(method="GET", url=url), Deadline.after(60), Limits())
        task = asyncio.ensure_future(call)
        await server.until_async(lambda: sockets() == before + 2)
        task.cancel()
        await server.until_async(lambda: sockets() == before)

    asyncio.run(main())


def sockets() -> int:
    """Return how many sockets this process has open."""
    numbers = (f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd"))
    return sum(os.path.exists(n) and os.readlink(n).startswith("socket:") for n in numbers)


def test_options_that_cannot_be_set_leave_no_socket(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket whose options are refused, as they are where it broke meanwhile, is closed."""
    refused: list[socket.socket] = []
    plain = socket.socket.setsockopt

    def refuse(self: socket.socket, *arguments: Any) -> None:
        if self.getsockname()[1] == server.port:  # the other end, which is in this process too
            return plain(self, *arguments)
        refused.append(self)
        raise OSError("refused")

    kind: Any = HTTPTransport if driver.kind == "sync" else AsyncHTTPTransport
    transport = driver.keep(kind())
    with monkeypatch.context() as patched:
        patched.setattr(socket.socket, "setsockopt", refuse)
        error = driver.fails(
            APIConnectionError,
            lambda: driver.result(transport.send(request(server), Deadline(), Limits())),
        )
    assert error.sent is False
    assert [-1] == [each.fileno() for each in refused]


@pytest.mark.case("N28")
def test_nothing_more_to_write_is_no_failure(driver: Driver) -> None:
    """A connection that breaks when all was handed over doesn't make it look as if nothing was."""
    raw, other = socket.socketpair()
    raw.setblocking(driver.kind == "sync")
    other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    other.close()
    connected = Connected(raw, Sockets())
    if driver.kind == "sync":
        SocketStream(connected).write(b"")
    else:
        driver.result(AsyncStream(connected).write(b""))
    connected.close()


def test_reading_what_is_there_lets_others_have_their_turn() -> None:
    """A server that sends faster than it is read doesn't keep the event loop from other tasks."""
    raw, other = socket.socketpair()
    raw.setblocking(False)
    other.sendall(b"x" * 1000)
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def main() -> int:
        stream, task = AsyncStream(Connected(raw, Sockets())), asyncio.ensure_future(others())
        for _ in range(100):
            await stream.read(10, 5.0)
        task.cancel()
        await stream.aclose()
        return turns

    assert 99 <= asyncio.run(main())
    other.close()


@pytest.mark.case("N36")
def test_a_wait_of_a_stream_ends_in_time(driver: Driver) -> None:
    """A stream's own limit holds where the call has none."""
    raw, other = socket.socketpair()
    raw.setblocking(driver.kind == "sync")
    connected = Connected(raw, Sockets())
    began = time.monotonic()
    with pytest.raises(httpcore2.ReadTimeout):
        if driver.kind == "sync":
            SocketStream(connected).read(10, 0.1)
        else:
            driver.result(AsyncStream(connected).read(10, 0.1))
    assert 0.1 <= time.monotonic() - began < 30
    connected.close()
    other.close()
