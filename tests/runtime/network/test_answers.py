"""Each script of tests/support/faults is played to sync and async clients, over connections of
their own and over a caller's httpx2 client; the scripts say what the caller has to see.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from _runtime.transport.protocol import Limits
from _runtime.vocabulary import errors
from _runtime.vocabulary.errors import APIError

from tests.support.faults.server import FaultServer
from tests.support.faults.steps import Scene, scenes
from tests.support.small_api import KEY, MAKE, PLAIN, Driver
from tests.support.transports import own_http_client

SCENES = scenes("deadline") + scenes("bodies")
PATIENCE = 30.0
"""Seconds within which each call ends: less than the timeout of those that must end before it."""


def cases(*ids: str) -> Callable[[Any], Any]:
    """Play all scenes of these cases, each over both ways to the network."""
    plays = [
        pytest.param(scene, way, id=f"{way}-{scene.name}")
        for scene in SCENES
        for way in ("own", "lent")
        if scene.case in ids and (scene.lent or way == "own")
    ]
    return pytest.mark.parametrize(("scene", "way"), plays)


def play(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """Play the scene to a client and compare what the caller sees."""
    server.plays(scene.script, scene.reading)
    timeout = scene.timeout
    own_client = own_http_client(driver, trust_env=False) if way == "lent" else None
    client = driver.client(
        PLAIN,
        api_key=KEY,
        base_url=server.url,
        max_retries=0,
        timeout=httpx2.Timeout(**timeout) if isinstance(timeout, dict) else timeout,
        limits=Limits(**scene.limits),
        http_client=own_client,
    )
    began = time.monotonic()
    outcome = _outcome(driver, client, scene.request)
    took = time.monotonic() - began
    assert scene.expect.get("from", 0) <= took + 0.001
    assert PATIENCE > took
    _compare(scene, outcome)


def _outcome(driver: Driver, client: Any, size: int) -> Any:
    try:
        return driver.call(client, MAKE, {"model": "m", "input": "x" * size})
    except APIError as error:
        return error


def _compare(scene: Scene, outcome: Any) -> None:
    expect = scene.expect
    if "value" in expect:
        assert expect["value"] == outcome.id
        return
    kind = getattr(errors, expect["error"])
    assert isinstance(outcome, kind) if kind is APIError else kind is type(outcome), repr(outcome)
    assert outcome.__cause__ is None and outcome.__context__ is None
    assert KEY not in str(outcome)
    if "sent" in expect:
        assert expect["sent"] == outcome.sent
    if "status" in expect:
        assert expect["status"] == outcome.status_code
    if "begins" in expect:
        assert (outcome.raw or b"").startswith(expect["begins"].encode())
    if "size" in expect:
        assert expect["size"] == len(outcome.raw)
    if "request_id" in expect:
        assert expect["request_id"] == outcome.request_id
    assert expect.get("says", "") in str(outcome)


@pytest.mark.case("N04")
@cases("N04")
def test_redirects_release_the_connection(
    server: FaultServer, driver: Driver, scene: Scene, way: str
) -> None:
    """A redirect is an error at once, whatever its body does."""
    play(server, driver, scene, way)


@pytest.mark.case("N05")
@cases("N05")
def test_the_body_of_a_redirect_is_not_read(
    server: FaultServer, driver: Driver, scene: Scene, way: str
) -> None:
    """The body of a redirect is neither read nor decompressed."""
    play(server, driver, scene, way)


@pytest.mark.case("N35")
@cases("N35")
def test_drip(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """A server that sends a byte now and then can't keep a call beyond its timeout."""
    play(server, driver, scene, way)


@pytest.mark.case("N36")
@cases("N36")
def test_silence(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """A silent server is a timeout, at the moment that the caller set and not before."""
    play(server, driver, scene, way)


@pytest.mark.case("N37")
@cases("N37")
def test_sizes(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """Bodies end at the limits, counted as received and as decompressed; what came is kept."""
    play(server, driver, scene, way)


@pytest.mark.case("N38")
@cases("N38")
def test_content_codings(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """Codings are undone as far as they were asked for; anything else is an error of ours."""
    play(server, driver, scene, way)


@pytest.mark.case("N39")
@cases("N39")
def test_cut_answers(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """An answer that breaks off is told from a connection that failed before any answer."""
    play(server, driver, scene, way)


@pytest.mark.case("N40")
@cases("N40")
def test_ended_by_the_connection(
    server: FaultServer, driver: Driver, scene: Scene, way: str
) -> None:
    """A body that only the connection's end delimits counts if it is whole."""
    play(server, driver, scene, way)


@pytest.mark.case("N41")
@cases("N41")
def test_framing(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """Framing that contradicts itself is an error of ours, at once."""
    play(server, driver, scene, way)


@pytest.mark.case("N42")
@cases("N42")
def test_bodies_that_should_not_be(
    server: FaultServer, driver: Driver, scene: Scene, way: str
) -> None:
    """A body where none may be isn't read as one."""
    play(server, driver, scene, way)


@pytest.mark.case("N52")
@cases("N52")
def test_headers(server: FaultServer, driver: Driver, scene: Scene, way: str) -> None:
    """Headers without measure or form are errors of ours, at once."""
    play(server, driver, scene, way)
