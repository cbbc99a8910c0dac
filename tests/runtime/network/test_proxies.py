"""Proxies: whom they are asked for, what they see, and what becomes of their faults."""

from __future__ import annotations

import base64
import logging
import ssl
import time
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest
from _runtime.network import pools
from _runtime.network.proxies import proxy_for
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APITimeoutError,
    ConfigurationError,
)

from tests.support.certified import AUTHORITY, client, sent, served, shown
from tests.support.faults.proxy import Proxy
from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import KEY, Driver

pytestmark = pytest.mark.usefixtures("no_settings")


def gone(proxy: Proxy) -> None:
    """Wait for the client to let go of the proxy."""
    began = time.monotonic()
    while proxy.open:
        assert time.monotonic() - began < 60, "a connection to the proxy stays open"
        time.sleep(0.005)


@pytest.mark.case("N68")
def test_https_goes_through_a_tunnel(
    driver: Driver,
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """HTTPS_PROXY is honoured; the proxy sees its own password and never the key, the server the
    key and never the password, the log neither.
    """
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    server = served(stack, "right")
    proxy = stack.enter_context(Proxy(server.port))
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:proxy-password@127.0.0.1:{proxy.port}")
    assert 200 == sent(driver, "https://plain.example/v1/things").status
    (head,), (request,) = proxy.heads, server.requests
    assert head.startswith(b"CONNECT plain.example:443 ")
    assert base64.b64encode(b"user:proxy-password") in head
    assert KEY.encode() not in head
    assert KEY.encode() in request
    assert b"proxy" not in request.lower()
    hidden = ("proxy-password", base64.b64encode(b"user:proxy-password").decode(), KEY)
    assert not [secret for secret in hidden if secret in caplog.text]


@pytest.mark.case("N68")
def test_tls_inside_of_tls(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that is spoken to over TLS works too, with large requests and answers."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    server = served(stack, "right")
    server.plays(({"answer": {"body": "x" * 3_000_000}}, "again"))
    proxy = stack.enter_context(Proxy(server.port, tls=shown("right")))
    monkeypatch.setenv("ALL_PROXY", f"https://127.0.0.1:{proxy.port}")
    assert 3_000_000 == len(sent(driver, "https://plain.example/v1/things").body)


@pytest.mark.case("N35")
def test_a_tunnel_inside_of_tls_that_drips(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deadline holds there as well."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    proxy = stack.enter_context(Proxy(served(stack, "right").port, tls=shown("right")))
    proxy.every = 0.02
    monkeypatch.setenv("ALL_PROXY", f"https://127.0.0.1:{proxy.port}")
    began = time.monotonic()
    driver.fails(APITimeoutError, sent, driver, "https://plain.example/", 0.4)
    assert 0.4 <= time.monotonic() - began < 30


@pytest.mark.case("N68")
def test_plain_http_is_forwarded(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTTP_PROXY gets the whole address."""
    server = stack.enter_context(FaultServer())
    server.plays(WELL)
    proxy = stack.enter_context(Proxy(server.port))
    monkeypatch.setenv("http_proxy", f"127.0.0.1:{proxy.port}")
    assert 200 == sent(driver, "http://plain.example/v1/things").status
    assert proxy.heads[0].startswith(b"POST http://plain.example/v1/things HTTP/1.1\r\n")


@pytest.mark.case("N68")
def test_a_proxy_that_refuses(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal is an error that says so, shows no password, and means that nothing was sent."""
    proxy = stack.enter_context(Proxy(0, refuses="407 Proxy Authentication Required"))
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:proxy-password@127.0.0.1:{proxy.port}")
    error = driver.fails(APIConnectionError, sent, driver, "https://plain.example/")
    assert "407" in str(error) and "proxy-password" not in repr(vars(error))
    assert f"plain.example (through the proxy http://127.0.0.1:{proxy.port})" in str(error)
    assert error.sent is False
    gone(proxy)


@pytest.mark.case("N36")
@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("target", ["http://plain.example/", "https://plain.example/"])
def test_a_proxy_that_falls_silent(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch, tls: bool, target: str
) -> None:
    """The deadline holds against a proxy that never answers, and the connection ends with it."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    proxy = stack.enter_context(Proxy(0, tls=shown("right") if tls else None))
    proxy.stalls = True
    monkeypatch.setenv("ALL_PROXY", f"{'https' if tls else 'http'}://127.0.0.1:{proxy.port}")
    request = target.startswith("http:")  # and not only for a tunnel
    seconds = 1.0 if request else 0.4  # it has to have got through to the proxy by then
    began = time.monotonic()
    error = driver.fails(APITimeoutError, sent, driver, target, seconds)
    assert seconds <= time.monotonic() - began < 30
    assert f"127.0.0.1:{proxy.port}) didn't answer in time" in str(error)
    assert error.sent is request
    gone(proxy)


@pytest.mark.case("N68")
def test_this_machine_is_never_behind_a_proxy(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain http to loopback stays on the machine, whatever the environment asks for."""
    server = stack.enter_context(FaultServer())
    server.plays(WELL)
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert "thing" == driver.make(client(driver, server.url)).id


@pytest.mark.case("N68")
@pytest.mark.parametrize(
    "value", ["ftp://h", "http://", "http://h:x", "http://h:70000", "http://\xe4"]
)
def test_proxies_that_are_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A proxy that can't be used is an error that names the variable and not its value."""
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(ConfigurationError, match="https_proxy") as caught:
        proxy_for("https://plain.example")
    assert value not in str(caught.value)


@pytest.mark.case("N68")
def test_socks_needs_a_package(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOCKS proxy without the package that speaks it is an error that names the package."""
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    monkeypatch.setattr(pools, "find_spec", lambda name: None)
    error = driver.fails(ConfigurationError, sent, driver, "https://plain.example/")
    assert "socksio" in str(error)


@pytest.mark.case("S14")
def test_a_proxys_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy that was found keeps its password to itself."""
    monkeypatch.setenv("HTTPS_PROXY", "http://user:proxy-password@proxy.example:3128")
    proxy = proxy_for("https://plain.example")
    assert proxy is not None
    assert "http://proxy.example:3128" == proxy.address
    assert (b"user", b"proxy-password") == proxy.user
    assert "proxy-password" not in repr(proxy)


EXCEPTIONS = [
    "", "*", "plain.example", ".plain.example", "*.plain.example", "example", "other.example",
    "a.plain.example",  "plain.example:8443", "https://plain.example",
    "http://plain.example", "all://plain.example", "10.0.0.0/8", "10.1.2.3", "[fd00::1]", "fd00::1",
    "fd00::/8", "PLAIN.example", "plain.example, 10.1.2.3", "nonsense:x, ,,", "10.0.0.0/99",
]  # fmt: skip


TARGETS = [
    "https://plain.example", "https://a.plain.example", "https://xplain.example",
    "https://plain.example:8443", "https://10.1.2.3", "https://[fd00::1]", "http://plain.example",
]  # fmt: skip


@pytest.mark.case("N68")
@pytest.mark.parametrize("exception", EXCEPTIONS)
@pytest.mark.parametrize("target", TARGETS)
def test_exceptions_are_those_of_httpx2(
    monkeypatch: pytest.MonkeyPatch, exception: str, target: str
) -> None:
    """NO_PROXY means what it means to httpx2."""
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", exception)
    bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # the default one takes long to make
    with httpx2.Client(verify=bare) as theirs:
        way = theirs._transport_for_url(httpx2.URL(target))
        expected = way is not theirs._transport
    assert expected == (proxy_for(target) is not None)


@pytest.mark.case("N68")
def test_an_exception_with_the_usual_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port in NO_PROXY covers addresses that leave it out because it is the usual one."""
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "plain.example:443")
    assert proxy_for("https://plain.example") is None
    assert proxy_for("http://plain.example") is not None


@pytest.mark.case("N69")
def test_netrc_is_not_read(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A password for the host in ~/.netrc goes nowhere."""
    server = stack.enter_context(FaultServer())
    server.plays(WELL)
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password netrc-password\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    driver.make(client(driver, server.url))
    hidden = base64.b64encode(b"me:netrc-password")
    assert hidden not in server.requests[0] and KEY.encode() in server.requests[0]
