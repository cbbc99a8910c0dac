"""SOCKS proxies: what they see, what they are told, and that the deadline holds on the way."""

from __future__ import annotations

import logging
import socket
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.protocol import Limits, Request, Response
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import APIConnectionError, APITimeoutError, CertificateError

from tests.support.certified import shown
from tests.support.faults.server import WELL, FaultServer
from tests.support.faults.socks import IPV4, IPV6, NAME, OPEN, PASSWORD, Socks
from tests.support.small_api import KEY, MAKE, PLAIN, Driver

pytestmark = pytest.mark.usefixtures("authority")

PASS = b"socks-password-123"
Send = Callable[..., Response]


@pytest.fixture
def secure(stack: ExitStack) -> FaultServer:
    """The same behind TLS."""
    server = stack.enter_context(FaultServer(tls=shown("right")))
    server.plays(WELL)
    return server


def proxied(
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    target: FaultServer,
    scheme: str = "socks5",
    user: tuple[bytes, bytes] | None = None,
) -> Socks:
    """Return a proxy to the target, which everything goes through."""
    proxy = stack.enter_context(Socks(target.port, user=user))
    account = "" if user is None else f"{user[0].decode()}:{user[1].decode()}@"
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://{account}127.0.0.1:{proxy.port}")
    return proxy


@pytest.fixture
def send(driver: Driver) -> Send:
    """What sends a request through one transport, again and again."""
    transport: Any = driver.keep((HTTPTransport if driver.kind == "sync" else AsyncHTTPTransport)())

    def sent(url: str, seconds: float = 60.0) -> Response:
        headers = (("Authorization", f"Bearer {KEY}"),)
        request = Request(method="POST", url=url, headers=headers, body=b"{}", timeout=seconds)
        answer = transport.send(request, Deadline.after(seconds), Limits())
        response: Response = driver.result(answer)
        return response

    return sent


def told(error: BaseException) -> str:
    """Return everything that can be seen of an error."""
    seen = [repr(error), str(error), repr(vars(error)), repr(error.args)]
    return "".join((*seen, *traceback.format_exception(error)))


# --- the way through ------------------------------------------------------------------------------


@pytest.mark.case("N68")
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_socks_carries_plain_http(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, send: Send, server: FaultServer, scheme: str
) -> None:
    """Calls go through the proxy on one connection, and the server gets no word of it."""
    proxy = proxied(stack, monkeypatch, server, scheme)
    assert [200] * 3 == [send("http://plain.example:8080/v1/things").status for _ in range(3)]
    assert [(NAME, "plain.example", 8080)] == proxy.asked
    assert [bytes((OPEN,))] == proxy.offered and [] == proxy.users
    assert 3 == len(server.requests)
    assert server.requests[0].startswith(
        b"POST /v1/things HTTP/1.1\r\nHost: plain.example:8080\r\n"
    )


@pytest.mark.case("N68")
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_socks_carries_tls(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, send: Send, secure: FaultServer, scheme: str
) -> None:
    """TLS is spoken with the server, through the proxy; large bodies get through both ways."""
    secure.plays(({"answer": {"body": "x" * 3_000_000}}, "again"))
    proxy = proxied(stack, monkeypatch, secure, scheme)
    answers = [send("https://plain.example/v1/things") for _ in range(2)]
    assert [3_000_000] * 2 == [len(answer.body) for answer in answers]
    assert [(NAME, "plain.example", 443)] == proxy.asked
    assert KEY.encode() in secure.requests[0]


@pytest.mark.case("N70")
def test_socks_changes_nothing_about_trust(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, send: Send, driver: Driver
) -> None:
    """Behind the proxy, too, the certificate has to be that of the host that was asked for."""
    server = stack.enter_context(FaultServer(tls=shown("wrong")))
    proxy = proxied(stack, monkeypatch, server)
    error = driver.fails(CertificateError, send, "https://plain.example/v1/things")
    assert error.sent is False and [] == server.requests
    server.until(lambda: not proxy.open)


@pytest.mark.case("N68")
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_socks_gets_names_unresolved(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, send: Send, server: FaultServer, scheme: str
) -> None:
    """Nobody here is asked for the address of a host: that is the proxy's part in either scheme."""
    proxied(stack, monkeypatch, server, scheme)

    plain = socket.getaddrinfo

    def asked(host: str, *arguments: Any, **named: Any) -> Any:
        assert "127.0.0.1" == host, "a name was resolved"
        return plain(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", asked)
    assert 200 == send("http://plain.example/v1/things").status


@pytest.mark.case("N68")
@pytest.mark.parametrize(
    ("host", "expected"),
    [("192.0.2.7", (IPV4, "192.0.2.7", 80)), ("[2001:db8::7]", (IPV6, "2001:db8::7", 80))],
)
def test_socks_gets_addresses_as_such(
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    send: Send,
    server: FaultServer,
    host: str,
    expected: tuple[int, str, int],
) -> None:
    """An address goes to the proxy as an address of its kind."""
    proxy = proxied(stack, monkeypatch, server)
    assert 200 == send(f"http://{host}/v1/things").status
    assert [expected] == proxy.asked
    assert f"Host: {host}\r\n".encode() in server.requests[0]


@pytest.mark.case("N68")
def test_socks_can_be_itself_behind_a_name(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, send: Send, server: FaultServer
) -> None:
    """The proxy's own name is resolved here."""
    proxy = proxied(stack, monkeypatch, server)
    monkeypatch.setenv("ALL_PROXY", f"socks5h://localhost:{proxy.port}")
    assert 200 == send("http://plain.example/v1/things").status


# --- passwords ------------------------------------------------------------------------------------


@pytest.mark.case("N68")
def test_socks_gets_its_password_and_nobody_else(
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    driver: Driver,
    server: FaultServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The proxy gets user and password, the server and the log don't."""
    proxy = proxied(stack, monkeypatch, server, user=(b"me", PASS))
    named = {"base_url": "http://plain.example/v1", "allow_insecure_http": True}
    client = driver.client(PLAIN, api_key=KEY, max_retries=0, **named)
    with caplog.at_level(logging.DEBUG):
        assert "thing" == driver.call(client, MAKE, {"model": "m"}).id
    assert [(b"me", PASS)] == proxy.users and [bytes((PASSWORD,))] == proxy.offered
    assert PASS not in server.requests[0]
    assert PASS.decode() not in caplog.text


@pytest.mark.case("N68")
def test_socks_passwords_can_be_anything(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, send: Send, server: FaultServer
) -> None:
    """What a URL can't hold as it is reaches the proxy as it was meant."""
    user = ("m\xe9".encode(), b"a:b@c/d%e f")
    proxy = stack.enter_context(Socks(server.port, user=user))
    account = "m%C3%A9:a%3Ab%40c%2Fd%25e%20f"
    monkeypatch.setenv("ALL_PROXY", f"socks5://{account}@127.0.0.1:{proxy.port}")
    assert 200 == send("http://plain.example/v1/things").status
    assert [user] == proxy.users


@pytest.mark.case("S14")
@pytest.mark.parametrize("account", ["", f"me:not-{PASS.decode()}@", f"me:{'x' * 300}@"])
def test_socks_that_refuses_a_password_shows_none(
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    driver: Driver,
    send: Send,
    server: FaultServer,
    account: str,
) -> None:
    """A wrong password, none, or one that the protocol has no room for: an error without it."""
    proxy = stack.enter_context(Socks(server.port, user=(b"me", PASS)))
    monkeypatch.setenv("ALL_PROXY", f"socks5://{account}127.0.0.1:{proxy.port}")
    error = driver.fails(APIConnectionError, send, "http://plain.example/v1/things")
    assert APIConnectionError is type(error) and error.sent is False
    assert PASS.decode() not in told(error) and "x" * 300 not in told(error)
    assert [] == server.requests
    server.until(lambda: not proxy.open)


# --- failures -------------------------------------------------------------------------------------


@pytest.mark.case("N68")
@pytest.mark.parametrize("code", [1, 2, 3, 4, 5, 6, 7, 8, 200])
def test_socks_that_refuses_the_target(
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    driver: Driver,
    send: Send,
    server: FaultServer,
    code: int,
) -> None:
    """A refusal says that nothing was sent, and leaves no connection."""
    proxy = proxied(stack, monkeypatch, server, user=(b"me", PASS))
    proxy.refuses = code
    error = driver.fails(APIConnectionError, send, "http://plain.example/v1/things")
    assert APIConnectionError is type(error) and error.sent is False
    assert PASS.decode() not in told(error)
    server.until(lambda: not proxy.open)
    proxy.refuses = 0
    assert 200 == send("http://plain.example/v1/things").status


@pytest.mark.case("N68")
@pytest.mark.parametrize("says", [b"", b"\x05", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x05\x01"])
def test_socks_that_is_none(
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    driver: Driver,
    send: Send,
    server: FaultServer,
    says: bytes,
) -> None:
    """Whatever else is said instead of a greeting is an error of ours, and nothing was sent."""
    proxy = proxied(stack, monkeypatch, server)
    proxy.says = says
    error = driver.fails(APIConnectionError, send, "https://plain.example/v1/things")
    assert APIConnectionError is type(error) and error.sent is False
    assert error.__cause__ is None and error.__context__ is None
    server.until(lambda: not proxy.open)


@pytest.mark.case("N36")
@pytest.mark.parametrize("step", ["greeting", "password", "request"])
def test_socks_that_falls_silent(
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    driver: Driver,
    send: Send,
    server: FaultServer,
    step: str,
) -> None:
    """The deadline holds against the proxy at each step, and the connection ends with it."""
    proxy = proxied(stack, monkeypatch, server, user=(b"me", PASS))
    proxy.stalls = step
    began = time.monotonic()
    error = driver.fails(APITimeoutError, send, "https://plain.example/v1/things", 0.3)
    assert 0.3 <= time.monotonic() - began < 30
    assert error.sent is False and PASS.decode() not in told(error)
    server.until(lambda: not proxy.open)


@pytest.mark.case("N29")
def test_socks_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, driver: Driver, send: Send
) -> None:
    """A proxy that nobody runs is a failed connection, before anything was sent."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{taken.getsockname()[1]}")
        error = driver.fails(APIConnectionError, send, "https://plain.example/")
    assert APIConnectionError is type(error) and error.sent is False


# --- exceptions -----------------------------------------------------------------------------------


@pytest.mark.case("N68")
def test_socks_is_left_out_where_NO_PROXY_says_so(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, driver: Driver, send: Send
) -> None:
    """NO_PROXY is honoured: the host is looked up here, and the proxy hears nothing."""
    server = stack.enter_context(FaultServer())
    proxy = proxied(stack, monkeypatch, server)
    monkeypatch.setenv("NO_PROXY", "direct.invalid")
    driver.fails(APIConnectionError, send, "http://direct.invalid/v1/things", 20.0)
    assert [] == proxy.offered
    driver.fails(APIConnectionError, send, "http://proxied.invalid/v1/things")
    assert [(NAME, "proxied.invalid", 80)] == proxy.asked


@pytest.mark.case("N68")
def test_socks_never_carries_what_stays_here(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch, send: Send, server: FaultServer
) -> None:
    """Plain http to loopback doesn't take the detour."""
    proxy = proxied(stack, monkeypatch, server)
    assert 200 == send(f"{server.url}/v1/things").status
    assert [] == proxy.offered
