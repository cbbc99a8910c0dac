"""Offers what several test files need.

The runtime is imported where it stands, as the package `_runtime`, see `pythonpath`
in `pyproject.toml`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings

from tests.support.double import Doubled
from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import Driver
from tests.support.stub import Stub

# How long a machine takes, or whether hypothesis has its tables of characters yet, is no fault.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("bounded", PATIENT, derandomize=True, max_examples=25)
settings.register_profile("search", PATIENT, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "bounded"))


@pytest.fixture(scope="session", autouse=True)
def memo() -> Iterator[None]:
    """Templates are compiled once a process, and no text is formatted twice."""
    with pytest.MonkeyPatch.context() as patch:
        if find_spec("jinja2"):  # not beside the oldest libraries, where nothing is generated
            from tests.support.memo import remembering

            remembering(patch)
        yield


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server on loopback."""
    with Stub() as server:
        yield server


@pytest.fixture
def unmarked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contents without a mark are taken for ours: those of some tests are a few characters long."""
    from generator.publish import comparison

    monkeypatch.setattr(comparison, "MARK", b"")


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of this machine's is between clients and servers."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server(direct: None) -> Iterator[FaultServer]:
    """A server that plays scripts, and answers well until it is given one."""
    with FaultServer() as server:
        server.plays(WELL)
        yield server


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """What runs until the end of the test."""
    with ExitStack() as stack:
        yield stack


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let slow tests begin first, so that no worker is left with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test of a driver with both kinds of client.

    Those that talk to the stub, in the modules that say so by `TRANSPORTS`, run over the transport
    for tests too.
    """
    if "driver" not in metafunc.fixturenames:
        return
    bound = any(metafunc.definition.iter_markers("network"))
    both = getattr(metafunc.module, "TRANSPORTS", 1) > 1 and "stub" in metafunc.fixturenames
    kinds = ["sync", "async", "sync-double", "async-double"][: 4 if both and not bound else 2]
    metafunc.parametrize("driver", kinds, indirect=True)


@pytest.fixture
def driver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """Each kind of client in turn, with no proxy between it and the stub."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    kind, _, double = request.param.partition("-")
    driver = Driver(kind, Doubled(request.getfixturevalue("stub")) if double else None)
    yield driver
    driver.finish()
