"""The client of most tests of responses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.small_api import KEY, PLAIN, Driver
from tests.support.stub import Stub


@pytest.fixture
def plain(driver: Driver, stub: Stub) -> Any:
    """A client of the plain provider, pointed at the stub."""
    return driver.client(PLAIN, api_key=KEY, base_url=stub.url)
