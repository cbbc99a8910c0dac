"""The scripts of tests/support/faults are played to Java clients; the outcomes are Python's."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.runtime.java.conftest import Probe
from tests.support.faults.server import WELL, FaultServer
from tests.support.faults.steps import Scene, Step, scenes
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


CONTENTS = (
    ("bytes", None, "small", "small"),
    ("bytes", None, "", ""),
    ("bytes", "text/plain; charset=utf-16", "\xff\x00{\x80", "\xff\x00{\x80"),
    ("bytes", "application/json", "{", "{"),
    ("text", None, "gr\xc3\xbc\xc3\x9fe", "gr\xfc\xdfe"),
    ("text", "text/plain", "", ""),
    ("text", "text/plain", "a\xff\xe2\x82b", "a\ufffd\ufffdb"),
    ("text", 'text/plain; Charset="ISO-8859-1"; x=y', "gr\xfc", "gr\xfc"),
    ("text", "text/plain; charset=nobody's", "gr\xc3\xbc", "gr\xfc"),
    ("text", "text/plain; charset=", "gr\xc3\xbc", "gr\xfc"),
    ("text", "application/json", '{"id": ', '{"id": '),
)
"""Operations, the media type that comes, the bytes that come, and what they are read as."""
ACCEPTED = {"text": b"text/plain, text/csv", "bytes": b"application/octet-stream"}


def content(
    server: FaultServer, probe: Probe, operation: str, answer: Step, asynchronous: bool
) -> dict[str, Any]:
    """Return the outcome of a call of an operation whose answers aren't JSON."""
    server.plays((answer, "close"))
    arguments = {"api_key": KEY}
    return probe.call(
        operation, arguments=arguments, base_url=server.url, **{"async": asynchronous}
    )


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(("operation", "media", "body", "value"), CONTENTS)
def test_a_text_and_bytes(
    server: FaultServer,
    probe: Probe,
    operation: str,
    media: str | None,
    body: str,
    value: str,
    asynchronous: bool,
) -> None:
    """Bytes are those that came; a text is in the encoding that is said, or UTF-8, or replaced."""
    headers = {"Content-Type": media} if media else {}
    answer = {"answer": {"body": body, "headers": headers}}
    outcome = content(server, probe, operation, answer, asynchronous)
    assert (200, value) == (outcome["status"], outcome["value"])
    assert b"\r\nAccept: %s\r\n" % ACCEPTED[operation] in server.requests[-1]


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("operation", ["text", "bytes"])
def test_no_text_and_no_bytes(
    server: FaultServer, probe: Probe, operation: str, asynchronous: bool
) -> None:
    """A refusal is an exception with its bytes and its object; half an answer is none."""
    body = '{"id": "thing", "error": {"message": "There is none."}}'
    refusal = {"answer": {"body": body, "status": "404 Not Found"}}
    outcome = content(server, probe, operation, refusal, asynchronous)
    assert ("NotFoundException", 404) == (outcome["error"], outcome["status"])
    assert body.encode() == base64.b64decode(outcome["raw"])
    assert ("There is none.", "thing") == (outcome["provider_message"], outcome["typed"]["id"])
    half = {"send": "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"}
    outcome = content(server, probe, operation, half, asynchronous)
    assert "ApiConnectionException" in outcome["bases"]
    assert (True, 200, b"half") == (
        outcome["sent"],
        outcome["status"],
        base64.b64decode(outcome["raw"]),
    )


@pytest.mark.parametrize("name", ["X-Request-ID", "request-id", "X-Correlation-Id"])
def test_a_usual_header_has_the_id_of_a_request(
    server: FaultServer, probe: Probe, name: str
) -> None:
    """The id is kept, by an exception as well, where a description says nothing of headers."""
    for status, error in (("200 OK", None), ("404 Not Found", "NotFoundException")):
        body = '{"id": "thing"}'
        headers = {"Content-Type": "application/json", name: "r-1"}
        server.plays(({"answer": {"body": body, "status": status, "headers": headers}}, "close"))
        question = {"provider": "regional", "base_url": server.url, "body": {"model": "m"}}
        outcome = probe.call(**question)
        assert (error, "r-1") == (outcome.get("error"), outcome["request_id"])
