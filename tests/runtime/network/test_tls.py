"""TLS and proxies: who is trusted, which way requests take, and that the deadline holds on it."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

import httpx2
import pytest
from _runtime.network import trust
from _runtime.network.transports import AsyncHTTPTransport
from _runtime.transport.protocol import Limits, Request
from _runtime.vocabulary.deadline import Deadline
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APITimeoutError,
    CertificateError,
    ConfigurationError,
)

from tests.support.certified import AUTHORITY, client, sent, served
from tests.support.faults.proxy import Proxy
from tests.support.small_api import Driver

pytestmark = pytest.mark.usefixtures("no_settings")

SWITCHES = {
    "PYTHONHTTPSVERIFY": "0",
    "CURL_CA_BUNDLE": "",
    "REQUESTS_CA_BUNDLE": "",
    "NODE_TLS_REJECT_UNAUTHORIZED": "0",
    "SSL_VERIFY": "0",
    "GIT_SSL_NO_VERIFY": "1",
}


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
