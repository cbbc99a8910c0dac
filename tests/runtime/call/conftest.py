"""The client of most tests of calls."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.small_api import GOOD, KEY, PLAIN, Driver
from tests.support.stub import Stub, reply


@pytest.fixture
def plain(driver: Driver, stub: Stub) -> Any:
    """A client of the plain provider, pointed at the stub."""
    stub.plays(reply(GOOD))
    return driver.client(PLAIN, api_key=KEY, organization="org", base_url=stub.url)
