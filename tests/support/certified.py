"""Servers with certificates, and requests that check them."""

from __future__ import annotations

import ssl
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from _runtime.network.transports import AsyncHTTPTransport, HTTPTransport
from _runtime.transport.protocol import Limits, Request, Response
from _runtime.vocabulary.deadline import Deadline

from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import KEY, PLAIN, Driver

CERTIFICATES = Path(__file__).parent / "faults" / "tls"


AUTHORITY = str(CERTIFICATES / "authority.pem")


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
