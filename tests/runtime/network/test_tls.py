"""TLS and proxies: who is trusted, which way requests take, and that the deadline holds on it."""

from __future__ import annotations

import asyncio
import base64
import logging
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from _runtime.network import pools, trust
from _runtime.network.proxies import proxy_for
from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.protocol import Limits, Request, Response
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APITimeoutError,
    CertificateError,
    ConfigurationError,
)

from tests.support.faults.proxy import Proxy
from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import KEY, PLAIN, Driver

CERTIFICATES = Path(__file__).parents[2] / "support" / "faults" / "tls"
AUTHORITY = str(CERTIFICATES / "authority.pem")
SWITCHES = {
    "PYTHONHTTPSVERIFY": "0",
    "CURL_CA_BUNDLE": "",
    "REQUESTS_CA_BUNDLE": "",
    "NODE_TLS_REJECT_UNAUTHORIZED": "0",
    "SSL_VERIFY": "0",
    "GIT_SSL_NO_VERIFY": "1",
}


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine's."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


def shown(certificate: str, newest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    """Return the settings of a server that shows the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    if newest is not None:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = newest
        context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def served(stack: ExitStack, certificate: str, newest: ssl.TLSVersion | None = None) -> FaultServer:
    """Return a server that shows the certificate and answers well."""
    server = stack.enter_context(FaultServer(tls=shown(certificate, newest)))
    server.plays(WELL)
    return server


def client(driver: Driver, url: str, **options: Any) -> Any:
    """Return a client that tries once."""
    return driver.client(PLAIN, api_key=KEY, base_url=url, max_retries=0, **options)


def sent(driver: Driver, url: str, seconds: float = 60.0) -> Response:
    """Return the answer of a transport of the driver's kind."""
    kind = HTTPTransport if driver.kind == "sync" else AsyncHTTPTransport
    transport: Any = driver.keep(kind())
    headers = (("Authorization", f"Bearer {KEY}"),)
    request = Request(method="POST", url=url, headers=headers, body=b"{}", timeout=seconds)
    response: Response = driver.result(transport.send(request, Deadline.after(seconds), Limits()))
    return response


def gone(proxy: Proxy) -> None:
    """Wait for the client to let go of the proxy."""
    began = time.monotonic()
    while proxy.open:
        assert time.monotonic() - began < 60, "a connection to the proxy stays open"
        time.sleep(0.005)


# --- certificates ---------------------------------------------------------------------------------


@pytest.mark.case("N72")
def test_SSL_CERT_FILE_is_honoured(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The authorities that SSL_CERT_FILE names are trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    assert "thing" == driver.make(client(driver, served(stack, "right").url)).id


@pytest.mark.case("N72")
def test_SSL_CERT_FILE_that_is_missing_says_so(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that isn't there is a mistake of the configuration."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    made = client(driver, served(stack, "right").url)
    assert "SSL_CERT_FILE" in str(driver.fails(ConfigurationError, driver.make, made))


@pytest.mark.case("N70")
@pytest.mark.parametrize("certificate", ["wrong", "expired", "self_signed"])
def test_certificates_that_prove_nothing(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch, certificate: str
) -> None:
    """A certificate of another host, of the past or of nobody's making ends it before sending."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    server = served(stack, certificate)
    error = driver.fails(CertificateError, driver.make, client(driver, server.url))
    assert error.sent is False
    assert [] == server.requests


@pytest.mark.case("N70")
def test_an_authority_that_is_not_trusted(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No variable of the environment switches verification off."""
    for name, value in SWITCHES.items():
        monkeypatch.setenv(name, value)
    server = served(stack, "right")
    driver.fails(CertificateError, driver.make, client(driver, server.url))
    assert [] == server.requests


@pytest.mark.case("N70")
def test_a_host_header_does_not_change_who_is_asked(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The certificate has to be that of the host in the address, which callers can't rename."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    made = client(driver, served(stack, "wrong").url)
    error = driver.fails(ValueError, driver.make, made, extra_headers={"Host": "other.example"})
    assert "Host" in str(error)


@pytest.mark.case("N71")
def test_another_clients_trust_is_not_shared(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caller's client without verification leaves no connection that others would use."""
    server = served(stack, "right")
    kind = httpx2.Client if driver.kind == "sync" else httpx2.AsyncClient
    careless = client(driver, server.url, http_client=driver.keep(kind(verify=False)))
    assert "thing" == driver.make(careless).id
    driver.fails(CertificateError, driver.make, client(driver, server.url))


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_tls_is_1_2_at_least(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that speaks TLS 1.1 at most is refused, whatever OpenSSL would allow."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    assert ssl.TLSVersion.TLSv1_2 == trust.context().minimum_version
    old = served(stack, "right", ssl.TLSVersion.TLSv1_1)
    assert driver.fails(APIConnectionError, driver.make, client(driver, old.url)).sent is False
    right = served(stack, "right", ssl.TLSVersion.TLSv1_2)
    assert "thing" == driver.make(client(driver, right.url)).id


@pytest.mark.case("N35")
def test_a_handshake_that_drips(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handshake can't outlast the call, however slowly it goes on."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    server = served(stack, "right")
    proxy = stack.enter_context(Proxy(server.port))
    proxy.every = 0.02
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
    began = time.monotonic()
    error = driver.fails(APITimeoutError, sent, driver, "https://plain.example/", 0.4)
    assert error.sent is False
    assert 0.4 <= time.monotonic() - began < 30


# --- certificates that the system judges, as on macOS and Windows ---------------------------------


class Judging(ssl.SSLContext):
    """Settings with which somebody else than OpenSSL has the last word on a certificate."""


def judged(monkeypatch: pytest.MonkeyPatch, judge: Callable[[], object]) -> None:
    """Let clients ask the judge about certificates."""
    context = Judging(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(AUTHORITY)

    class Object(ssl.SSLObject):
        def do_handshake(self) -> None:
            super().do_handshake()
            judge()

    context.sslobject_class = Object
    monkeypatch.setattr(trust, "context", lambda: context)


@pytest.mark.case("N36")
def test_a_judge_that_takes_too_long(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that asks the network about a certificate can't keep a call beyond its timeout."""
    end = threading.Event()
    stack.callback(end.set)
    judged(monkeypatch, lambda: end.wait(60))
    server = served(stack, "right")
    began = time.monotonic()
    error = driver.fails(APITimeoutError, sent, driver, server.url, 0.4)
    assert 0.4 <= time.monotonic() - began < 30
    assert error.sent is False and [] == server.requests
    server.until(lambda: not server.open)


@pytest.mark.case("N70")
def test_a_judge_that_refuses(
    driver: Driver, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system doesn't trust isn't trusted, and what it trusts is."""
    verdicts = [None, ssl.SSLCertVerificationError("revoked")]

    def judge() -> None:
        verdict = verdicts.pop(0)
        if verdict is not None:
            raise verdict

    judged(monkeypatch, judge)
    server = served(stack, "right")
    assert 200 == sent(driver, server.url).status
    error = driver.fails(CertificateError, sent, driver, server.url)
    assert "revoked" in str(error) and error.sent is False
    assert 1 == len(server.requests)


def test_an_event_loop_does_not_wait_for_the_judge(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other tasks go on while a certificate is judged, however busy the loop's own threads are."""
    asked, other, freed = threading.Event(), threading.Event(), threading.Event()
    stack.callback(freed.set)

    def judge() -> None:
        asked.set()
        if not other.wait(20):
            raise ssl.SSLCertVerificationError("the loop waited")

    judged(monkeypatch, judge)
    server = served(stack, "right")

    async def main() -> None:
        for _ in range(50):
            asyncio.get_running_loop().run_in_executor(None, freed.wait, 60)
        transport = AsyncHTTPTransport()
        call = transport.send(
            Request(method="POST", url=server.url, body=b"{}"), Deadline.after(40), Limits()
        )
        task = asyncio.ensure_future(call)
        await server.until_async(asked.is_set)
        other.set()
        assert 200 == (await task).status
        await transport.close()
        freed.set()

    asyncio.run(main())


# --- proxies --------------------------------------------------------------------------------------


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
