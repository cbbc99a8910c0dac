"""Hosts of several addresses: which is tried when, and that all tries end with the call."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import struct
import threading
import time
from contextlib import ExitStack, suppress
from typing import Any

import httpcore2
import pytest
from _runtime.network import happy_eyeballs
from _runtime.network.backend import SocketStream
from _runtime.network.backend_async import AsyncStream
from _runtime.network.sockets import Connected, Sockets
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.protocol import Limits, Request, Response
from _runtime.vocabulary.deadline import Deadline, DeadlineExceeded
from _runtime.vocabulary.errors import (
    APIConnectionError,
)

from tests.support.faults.server import FaultServer
from tests.support.small_api import Driver
from tests.support.transports import held, request, sockets

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
