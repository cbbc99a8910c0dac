"""Makes what isn't installed importable, and offers what several test files need.

The runtime is imported where it stands, as the package `_runtime`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "templates" / "python"))

from runtime_case import Driver  # needs the path
from stub import Stub


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server on loopback."""
    with Stub() as server:
        yield server


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """Each kind of client in turn, with no proxy between it and the stub."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    driver = Driver(request.param)
    yield driver
    driver.finish()
