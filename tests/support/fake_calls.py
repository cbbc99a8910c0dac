"""Calls of clients that the transport for tests answers."""

from __future__ import annotations

from typing import Any

from _runtime.testing.fake_transport import (
    FakeTransport,
)

from tests.support.small_api import KEY, PLAIN, Driver


def client(driver: Driver, fake: FakeTransport, **more: Any) -> Any:
    """Return a client over the transport."""
    return driver.client(PLAIN, api_key=KEY, http_client=fake, **more)
