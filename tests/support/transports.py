"""What tests of the network share: requests, clients, and sockets that are counted."""

from __future__ import annotations

import os
from typing import Any

import httpx2
from _runtime.transport.protocol import Request

from tests.support.faults.server import FaultServer
from tests.support.small_api import KEY, PLAIN, AsyncPlainClient, Driver


def own(driver: Driver, server: FaultServer, **options: Any) -> Any:
    """Return a client that tries once."""
    return driver.client(PLAIN, api_key=KEY, base_url=server.url, max_retries=0, **options)


def async_client(server: FaultServer, **options: Any) -> AsyncPlainClient:
    """Return an async client that tries once."""
    return AsyncPlainClient(
        PLAIN, {"api_key": KEY, "base_url": server.url, "max_retries": 0, **options}
    )


def own_http_client(driver: Driver, **settings: Any) -> Any:
    """Return an httpx2 client of the driver's kind, as a caller would make one."""
    kind = httpx2.Client if driver.kind == "sync" else httpx2.AsyncClient
    return driver.keep(kind(**settings))


def request(server: FaultServer, timeout: float | None = 60.0, body: bytes = b"{}") -> Request:
    """Return a request as clients make them."""
    return Request(method="POST", url=f"{server.url}/v1/things", body=body, timeout=timeout)


def held(transport: Any) -> int:
    """Return how many sockets a transport has."""
    return len(transport._sockets._open)


def sockets() -> int:
    """Return how many sockets this process has open."""
    numbers = (f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd"))
    return sum(os.path.exists(n) and os.readlink(n).startswith("socket:") for n in numbers)
