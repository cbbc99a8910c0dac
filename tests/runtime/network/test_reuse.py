"""Connections that are used again: when they may be, and what happens where they are gone."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import ExitStack
from typing import Any

import pytest
from _runtime.network.sockets import Connected
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.protocol import Limits, Request
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import APIConnectionError, APITimeoutError, IncompleteAnswerError

from tests.support.certified import shown
from tests.support.faults.background import Background, connected, passed
from tests.support.faults.server import THING, WELL, Connection, FaultServer
from tests.support.faults.steps import bytes_of
from tests.support.small_api import KEY, MAKE, PLAIN, Driver

ANSWER = {"answer": {"body": THING}}
LARGE = "x" * 10_000_000
pytestmark = pytest.mark.usefixtures("authority")

RECORD = 16 * 1024


def client(driver: Driver, server: FaultServer, **options: Any) -> Any:
    """Return a client that doesn't try again what may have been carried out."""
    return driver.client(PLAIN, api_key=KEY, base_url=server.url, **{"max_retries": 1, **options})


def raw(driver: Driver, made: Any, size: int = 0) -> Any:
    """Call, and return the answer as it came."""
    return driver.result(made._session.call_raw(MAKE, {"model": "m", "input": "x" * size}))


# --- connections that the server has ended --------------------------------------------------------


@pytest.mark.parametrize("end", ["close", "reset"])
def test_an_idle_connection_that_ended_is_replaced(
    server: FaultServer, driver: Driver, end: str
) -> None:
    """What the server ended while it was idle costs no try, however it was ended."""
    made = client(driver, server)
    for _ in range(3):
        assert 1 == raw(driver, made).attempts
        server.hang_up(reset=end == "reset")
        server.until(lambda: not server.open)
    assert 3 == len(server.connections)


@pytest.mark.case("N28")
def test_a_connection_that_ends_while_it_is_written_to(server: FaultServer, driver: Driver) -> None:
    """A used connection that ends amid the next request is no harm: that is sent anew."""

    def script(connection: Connection) -> Any:
        if connection is server.connections[0] and len(connection.requests) == 2:
            server.reading = "all"
            return ("reset",)
        return WELL

    server.script, server.reading = script, "head"
    made = client(driver, server)
    assert 1 == raw(driver, made).attempts
    answer = raw(driver, made, len(LARGE))
    assert 2 == answer.attempts and THING == answer.parse().to_dict()
    assert [2, 1] == [len(connection.requests) for connection in server.connections]


@pytest.mark.case("N28")
@pytest.mark.parametrize("end", ["close", "reset"])
def test_a_connection_that_ends_after_the_request(
    server: FaultServer, driver: Driver, end: str
) -> None:
    """Once a used connection took the whole request, it isn't sent again: it may be carried out."""
    server.script = lambda connection: WELL if len(connection.requests) == 1 else (end,)
    made = client(driver, server)
    driver.make(made)
    error = driver.fails(APIConnectionError, driver.make, made)
    assert error.sent is True and 1 == error.attempts
    assert 2 == len(server.requests)


@pytest.mark.case("N28")
def test_a_connection_that_ended_unnoticed(
    server: FaultServer, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the end of an idle connection crosses a request, the server gets that once at most."""
    made = client(driver, server)
    driver.make(made)
    server.hang_up()
    server.until(lambda: not server.open)
    with monkeypatch.context() as patched:
        patched.setattr(Connected, "readable", False)
        try:
            attempts = raw(driver, made).attempts
        except APIConnectionError as error:  # the end came after all had been written
            assert error.sent is True and 1 == error.attempts and 1 == len(server.requests)
        else:
            assert 2 == attempts and 2 == len(server.requests)
    assert "thing" == driver.make(made).id


# --- connections that mustn't be used again -------------------------------------------------------


@pytest.mark.parametrize("how", ["Connection: close", "connection: Keep-Alive, Close"])
def test_an_answer_that_ends_its_connection(server: FaultServer, driver: Driver, how: str) -> None:
    """A server that says that a connection is at its end isn't asked over it again."""
    name, _, value = how.partition(": ")
    server.plays(({"answer": {"body": THING, "headers": {name: value}}}, "again"))
    made = client(driver, server)
    for _ in range(3):
        assert 1 == raw(driver, made).attempts
    assert [1, 1, 1] == [len(connection.requests) for connection in server.connections]
    server.until(lambda: not server.open)


@pytest.mark.case("N41")
@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
@pytest.mark.parametrize("records", [1, 2, 4])
def test_what_follows_an_answer_at_once_is_no_answer(
    driver: Driver, stack: ExitStack, tls: bool, records: int
) -> None:
    """An answer behind the answer is nobody's, also where TLS has it in a record of its own."""
    server = stack.enter_context(FaultServer(tls=shown("right") if tls else None))
    bare = len(bytes_of("answer", {"body": "", "headers": {"X-Pad": "xx"}}))
    body = "x" * (records * RECORD - bare - 4)
    answer = bytes_of("answer", {"body": body, "headers": {"X-Pad": "xx"}})
    answer = answer.replace(b"X-Pad: xx", b"X-Pad: " + b"x" * (2 + records * RECORD - len(answer)))
    assert 0 == len(answer) % RECORD
    forged = bytes_of("answer", {"body": "forged"})
    server.plays(({"send": (answer + forged).decode()}, "again"))
    transport: Any = driver.keep((HTTPTransport if driver.kind == "sync" else AsyncHTTPTransport)())
    for _ in range(3):
        sent = Request(method="POST", url=f"{server.url}/x", body=b"{}", timeout=60.0)
        got = driver.result(transport.send(sent, Deadline.after(60), Limits()))
        assert body.encode() == got.body
    assert 3 == len(server.connections)


@pytest.mark.case("N41")
def test_tls_that_goes_on_is_used_again(driver: Driver, stack: ExitStack) -> None:
    """The other way round: nothing of TLS itself keeps a connection from being used again."""
    server = stack.enter_context(FaultServer(tls=shown("right")))
    server.plays(WELL)
    made = client(driver, server)
    for _ in range(4):
        driver.make(made)
    assert [4] == [len(connection.requests) for connection in server.connections]


@pytest.mark.case("N35")
def test_early_answers_at_full_speed(server: FaultServer, driver: Driver) -> None:
    """A server that floods a call with early answers can't keep it beyond its timeout."""
    flood = {"repeat": {"text": "HTTP/1.1 102 Processing\r\n\r\n", "times": 20_000}}
    server.plays((flood,) * 200)
    began = time.monotonic()
    error = driver.fails(APITimeoutError, driver.make, client(driver, server, timeout=0.8))
    assert 0.8 <= time.monotonic() - began < 30
    assert error.sent is True


# --- addresses ------------------------------------------------------------------------------------


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not _has_ipv6(), reason="there is no IPv6 here")
def test_ipv6_addresses_can_be_called(driver: Driver, stack: ExitStack) -> None:
    """A base URL with an IPv6 address and a port works, and the Host header has both."""
    server = stack.enter_context(FaultServer(host="::1"))
    server.plays(WELL)
    made = client(driver, server)
    assert ["thing"] * 2 == [driver.make(made).id for _ in range(2)]
    assert f"\r\nHost: [::1]:{server.port}\r\n".encode() in server.requests[0]
    assert 1 == len(server.connections)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("HTTP://LOCALHOST:{port}", "localhost:{port}"),
        ("http://127.0.0.1:{port}/v1/", "127.0.0.1:{port}"),
    ],
)
def test_ports_are_kept(server: FaultServer, driver: Driver, written: str, seen: str) -> None:
    """The port of a base URL is where the call goes, and what the Host header says."""
    url = written.format(port=server.port)
    made = driver.client(PLAIN, api_key=KEY, base_url=url, max_retries=0)
    assert "thing" == driver.make(made).id
    assert f"\r\nHost: {seen.format(port=server.port)}\r\n".encode() in server.requests[0]


@pytest.mark.case("N29")
@pytest.mark.parametrize(
    "host", ["a..invalid", f"{'a' * 64}.invalid", f"{'a.' * 200}invalid", "_._"]
)
@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:9", "socks5h://127.0.0.1:9"])
def test_names_that_no_host_can_have(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, host: str, proxy: str
) -> None:
    """A name that no resolver takes is a host that can't be reached, and nothing was sent."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    made = driver.client(PLAIN, api_key=KEY, base_url=f"https://{host}", max_retries=0, timeout=120)
    error = driver.fails(APIConnectionError, driver.make, made)
    assert APIConnectionError is type(error) and error.sent is False


# --- TLS that breaks ------------------------------------------------------------------------------


class Garbling(Background):
    """Passes on what comes, and breaks what comes back after so many bytes."""

    def __init__(self, target: int, after: int) -> None:
        super().__init__()
        self._target, self._after = target, after

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with connected(self._target) as (there, back):
            out = asyncio.ensure_future(passed(reader, back))
            left = self._after
            while data := await there.read(65536):
                writer.write(data[:left] + bytes(255 - byte for byte in data[left:]))
                left = max(0, left - len(data))
            writer.close()
            await asyncio.wait([out])


@pytest.mark.case("N39")
@pytest.mark.parametrize("after", [0, 3, 200, 100_000])
def test_tls_that_breaks(driver: Driver, stack: ExitStack, after: int) -> None:
    """Bytes that aren't TLS end a handshake or an answer in an error of ours."""
    server = stack.enter_context(FaultServer(tls=shown("right")))
    server.plays(({"answer": {"body": "x" * 500_000}}, "again"))
    garbling = stack.enter_context(Garbling(server.port, after))
    url = f"https://127.0.0.1:{garbling.port}"
    made = driver.client(PLAIN, api_key=KEY, base_url=url, max_retries=0, timeout=60)
    error = driver.fails(APIConnectionError, driver.make, made)
    assert (IncompleteAnswerError if after == 100_000 else APIConnectionError) is type(error)
    assert error.sent is (after == 100_000)
    assert error.__cause__ is None and error.__context__ is None
