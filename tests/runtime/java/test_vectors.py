"""Java's runtime keeps to the cases that the runtimes of all languages have to agree on."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from _runtime.streams.framing import ServerSentEvents
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.runtime.java.conftest import Probe
from tests.support.faults.server import FaultServer
from tests.support.small_api import KEY
from tests.support.vectors import subjects, vectors

Outcome = Callable[[Probe, Any], bool]

NOW = 1_800_000_000.0  # Fri, 15 Jan 2027 08:00:00 GMT


def _hint(probe: Probe, case: Any) -> bool:
    seconds = probe.ask("hint", headers=case["headers"], now=NOW)["seconds"]
    return bool(seconds == case["seconds"])


def _retry(probe: Probe, case: Any) -> bool:
    answer = probe.ask("decide", **case["given"])
    if case["stop"] or answer["stop"]:
        return bool(case["stop"] == answer["stop"])
    expected = pytest.approx(case["seconds"]), case["cost"]
    return (answer["seconds"], answer["cost"]) == expected


def _base_url(probe: Probe, case: Any) -> bool:
    answer = probe.ask("base_url", url=case["url"], insecure=case.get("insecure", False))
    return "hidden" not in str(answer) and answer.get("url") == case["base"]


def _server_url(probe: Probe, case: Any) -> bool:
    key = {"api_key": KEY} if case["provider"] == "tenant" else {}
    arguments = {**case["arguments"], **key}
    answer = probe.ask("client", provider=case["provider"], arguments=arguments)
    return bool(answer.get("base_url") == case["base"])


def _header(probe: Probe, case: Any) -> bool:
    return bool(probe.ask("header", name=case["name"], value=case["value"])["fits"] == case["fits"])


def _mask(probe: Probe, case: Any) -> bool:
    answer = probe.ask("mask", text=case["text"], secrets=case["secrets"])
    return answer["text"] == answer["bytes"] == case["masked"]


def _redirect(probe: Probe, case: Any) -> bool:
    keys = ("url", "location", "status", "hops")
    answer = probe.ask("redirect", **{key: case[key] for key in keys})
    return bool(answer["target"] == case["target"])


def _style(probe: Probe, case: Any) -> bool:
    keys = ("place", "style", "explode", "value", "name", "reserved")
    answer = probe.ask("style", **{key: case[key] for key in keys if key in case})
    return bool(answer.get("text") == case["text"])


def _part(probe: Probe, case: Any) -> bool:
    keys = ("name", "filename", "type", "stated", "headers")
    answer = probe.ask("part", **{key: case[key] for key in keys if key in case})
    return bool(answer.get("head") == case["head"])


def _stream(probe: Probe, case: Any) -> bool:
    stream = base64.b64encode(case["stream"].encode()).decode()
    question = {"media": case["media"], "stream": stream, "limit": case.get("limit", 10**6)}
    for size in (1, 3, 10**6):
        answer = probe.ask("cut", size=size, **question)
        if case.get("problem", "") not in answer.get("problem", "nothing"):
            return False
        if "messages" in case and answer.get("messages") != case["messages"]:
            return False
    return True


WORDS = ("data", ":", " ", "\r", "\n", "\r\n", "a", "id:1", "event", "\ufeff")


@given(st.lists(st.sampled_from(WORDS)), st.integers(1, 7))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_streams_are_cut_as_in_python(probe: Probe, words: list[str], size: int) -> None:
    """Any stream of events is cut into the messages that Python finds in it."""
    stream = "".join(words).encode()
    framing = ServerSentEvents()
    messages = [m for n in range(0, len(stream), size) for m in framing.feed(stream[n : n + size])]
    told = {"messages": [[m.data.decode(), m.event, m.id] for m in messages]}
    try:
        list(framing.end())
    except ValueError as error:
        told = {"problem": str(error)}
    text = base64.b64encode(stream).decode()
    assert probe.ask("cut", media="text/event-stream", stream=text, limit=10**6, size=size) == told


def _duration(probe: Probe, case: Any) -> bool:
    seconds = probe.ask("duration", text=case["text"])["seconds"]
    return bool(seconds == (None if case["seconds"] is None else pytest.approx(case["seconds"])))


def _json_text(probe: Probe, case: Any) -> bool:
    text = base64.b64encode(case["text"].encode()).decode()
    answer = probe.ask("json", text=text)
    if "text" not in answer or case["written"] is None:
        return "text" not in answer and case["written"] is None
    return base64.b64decode(answer["text"]).decode() == case["written"]


def _limit(probe: Probe, case: Any) -> bool:
    answer = probe.ask("limit", **case)
    return answer["problems"] == ([case["problem"]] if case["problem"] else [])


OUTCOMES: dict[str, Outcome] = {
    "base_urls": _base_url,
    "durations": _duration,
    "headers": _header,
    "hints": _hint,
    "json_texts": _json_text,
    "limits": _limit,
    "masks": _mask,
    "parts": _part,
    "redirects": _redirect,
    "retries": _retry,
    "server_urls": _server_url,
    "streams": _stream,
    "styles": _style,
}
CALLS = {"error_bodies", "error_classes"}
"""What needs a server to say it."""


@pytest.mark.parametrize("subject", OUTCOMES)
def test_the_cases_of_a_subject(probe: Probe, subject: str) -> None:
    """Each case has the outcome that is written beside it."""
    wrong = [case for case in vectors(subject) if not OUTCOMES[subject](probe, case)]
    assert [] == wrong


def test_no_subject_is_left_out() -> None:
    """Every file of cases is looked at."""
    assert {*OUTCOMES, *CALLS} == subjects()


def _answered(probe: Probe, server: FaultServer, case: Any) -> dict[str, Any]:
    raw = json.dumps(case["body"])
    server.plays(({"answer": {"body": raw, "status": f"{case['status']} Oh"}}, "again"))
    provider = case.get("provider", "plain")
    session = {"provider": provider, "session": f"vectors of {provider}"}
    return probe.call(**session, arguments={"api_key": KEY}, base_url=server.url, body={})


def test_error_bodies(probe: Probe, server: FaultServer) -> None:
    """The parts of an error are found in each shape."""
    for case in vectors("error_bodies"):
        outcome = _answered(probe, server, case)
        parts = {key: outcome[key] for key in ("code", "param", "type")}
        assert {**parts, "message": outcome["provider_message"]}.items() <= case.items(), outcome
    for provider in ("plain", "usual"):
        probe.ask("close", session=f"vectors of {provider}")


@pytest.mark.parametrize(("provider", "message"), [("plain", "m"), ("usual", None)])
def test_a_success_with_a_message(
    probe: Probe, server: FaultServer, provider: str, message: str | None
) -> None:
    """A success that isn't the promised object holds an error where the description says so."""
    case = {"provider": provider, "status": 200, "body": {"message": "m"}}
    outcome = _answered(probe, server, case)
    assert (outcome["error"], outcome["provider_message"]) == (
        "ApiResponseValidationException",
        message,
    )
    probe.ask("close", session=f"vectors of {provider}")


def test_error_classes(probe: Probe, server: FaultServer) -> None:
    """The exception follows the code, or else the status."""
    for case in vectors("error_classes"):
        outcome = _answered(probe, server, case)
        expected = case["error"].replace("API", "Api").removesuffix("Error") + "Exception"
        assert expected == outcome["error"], outcome
    probe.ask("close", session="vectors of plain")


TYPED: tuple[tuple[int, object, bool], ...] = (
    (409, {"id": "x", "count": 1}, True),
    (422, {"id": "x", "count": "no number"}, True),
    (409, {"message": "no"}, False),
    (409, [{"id": "x"}], False),
    (501, {"id": "x", "count": 1}, False),
)
"""Statuses and bodies, and whether they are the object that an error of 4XX is promised to be."""


def test_errors_are_read_as_what_their_status_promises(probe: Probe, server: FaultServer) -> None:
    """A body that is such an object is given as one, however many defects it has, and no other."""
    for status, body, is_typed in TYPED:
        outcome = _answered(probe, server, {"status": status, "body": body})
        assert (outcome["status"], outcome["typed"]) == (status, body if is_typed else None)
    probe.ask("close", session="vectors")
