"""Connections: how long they live, who they belong to, and that none is lost or read by another."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import suppress
from typing import Any

import httpx2
import pytest
from _runtime.network import keepalive, pools, transports
from _runtime.network.pools import PoolSize
from _runtime.network.transports import HTTPTransport
from _runtime.transport.protocol import Limits, Request
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APITimeoutError,
)

from tests.support.faults.server import THING, WELL, FaultServer
from tests.support.faults.steps import bytes_of
from tests.support.small_api import KEY, MAKE, PLAIN, Driver
from tests.support.transports import own, request

LARGE = "x" * 10_000_000


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
