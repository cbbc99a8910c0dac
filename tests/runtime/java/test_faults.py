"""The scripts of tests/support/faults are played to Java clients; the outcomes are Python's."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.runtime.java.conftest import Probe
from tests.support.faults.server import WELL, FaultServer
from tests.support.faults.steps import Scene, scenes
from tests.support.small_api import KEY

SCENES = [
    scene
    for scene in scenes("deadline") + scenes("bodies")
    if not isinstance(scene.timeout, dict)  # Java has no limits for single waits
]
AWAITED = ("never_answers", "stalls_in_the_body", "says_nothing", "gzip", "bomb_of_a_failure")
"""What is played to futures too: the same code carries them."""
WAYS = [(scene, False) for scene in SCENES]
WAYS += [(scene, True) for scene in SCENES if scene.name in AWAITED]
PATIENCE = 30.0


def called(server: FaultServer, scene: Scene, asynchronous: bool) -> dict[str, Any]:
    """Have a server play a scene; return how it is called."""
    server.plays(scene.script, scene.reading)
    return {
        "arguments": {"api_key": KEY},
        "base_url": server.url,
        "timeout": scene.timeout or 60,
        "limits": dict(scene.limits),
        "body": {"model": "m", "input": "x" * scene.request},
        "async": asynchronous,
    }


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    """A server that plays scripts."""
    with FaultServer() as server:
        yield server


@pytest.fixture(scope="module")
def waiting(probe: Probe) -> Iterator[dict[tuple[str, bool], str]]:
    """Calls that take a while by what they are about: all of them wait at once.

    What sends much isn't among them, which would take the time of others.
    """
    long = [(s, awaited) for s, awaited in WAYS if s.expect.get("from") and not s.request]
    with ExitStack() as servers:
        server = servers.enter_context(FaultServer())
        server.plays(WELL)  # so that all classes are there when time counts
        probe.call(arguments={"api_key": KEY}, base_url=server.url, body={"model": "m"})
        started: dict[tuple[str, bool], str] = {}
        for scene, awaited in long:
            server = servers.enter_context(FaultServer())
            name = f"{scene.name} {awaited}"
            probe.start(name, **called(server, scene, awaited))
            started[scene.name, awaited] = name
        yield started


def java(name: str) -> str:
    """Return the name that an exception of Python's has in Java."""
    return name.replace("API", "Api").removesuffix("Error") + "Exception"


@pytest.mark.parametrize(
    ("scene", "asynchronous"), WAYS, ids=lambda each: getattr(each, "name", each)
)
def test_the_outcome_of_a_fault(
    server: FaultServer,
    waiting: dict[tuple[str, bool], str],
    probe: Probe,
    scene: Scene,
    asynchronous: bool,
) -> None:
    """Each fault is told by the same exception as in Python, and what came is kept."""
    if name := waiting.get((scene.name, asynchronous)):
        outcome = probe.outcome(name)
    else:
        outcome = probe.call(**called(server, scene, asynchronous))
    assert PATIENCE > outcome["took"] >= scene.expect.get("from", 0) - 0.001
    _compare(scene, outcome)


def _compare(scene: Scene, outcome: dict[str, Any]) -> None:
    expect = scene.expect
    if "value" in expect:
        assert expect["value"] == outcome.get("value", outcome)["id"]
        return
    kind = java(expect["error"])
    assert kind == outcome["error"] or kind == "ApiException" in outcome["bases"], outcome
    assert outcome["cause"] is None and KEY not in outcome["shown"]
    for name in ("sent", "status", "request_id"):
        if name in expect:
            assert expect[name] == outcome[name]
    raw = base64.b64decode(outcome["raw"] or "")
    assert raw.startswith(expect.get("begins", "").encode())
    assert expect.get("size", len(raw)) == len(raw)
    assert expect.get("says", "") in outcome["message"]
