"""What Java sends as a form, to a server on loopback: the bytes that Python sends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.output.test_forms import FORM, MEMBERS
from tests.runtime.java.conftest import Probe
from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import KEY


def sent(server: FaultServer, probe: Probe, operation: str, body: Any) -> tuple[bytes, bytes]:
    """Return the head and the body of the request that a call makes."""
    server.plays(WELL)
    arguments = {"api_key": KEY}
    outcome = probe.call(operation, arguments=arguments, base_url=server.url, body=body)
    assert outcome["status"] == 200
    head, _, data = server.requests[-1].partition(b"\r\n\r\n")
    return head, data


@pytest.mark.parametrize(("name", "value", "piece"), MEMBERS)
def test_members(server: FaultServer, probe: Probe, name: str, value: Any, piece: str) -> None:
    """A member of a form arrives in its style, and as JSON where an object has none."""
    head, data = sent(server, probe, "form", {"grant": "a&b=c", name: value})
    assert data.decode() == "&".join(["grant=a%26b%3Dc", *([piece] if piece else [])])
    assert f"\r\nContent-Type: {FORM}; charset=utf-8\r\n".encode() in head + b"\r\n"


def test_a_form_without_members(server: FaultServer, probe: Probe) -> None:
    """Nothing is sent where nothing has to be."""
    head, data = sent(server, probe, "form", {"raw": None})
    assert (data, b"Content-Type" in head) == (b"", False)


@pytest.mark.parametrize(
    ("operation", "body", "message"),
    [
        ("form", ["a"], "form sends a form, which has to be an object"),
        ("form", {"\ud800": "a"}, "a form holds half a surrogate pair, which UTF-8 doesn't have"),
        (
            "switched",
            {"stream": True},
            "stream can't be true: the answer of this call is no stream",
        ),
    ],
)
def test_what_is_not_sent(
    server: FaultServer, probe: Probe, operation: str, body: Any, message: str
) -> None:
    """What no form can hold, and a stream where none can be read, is refused before it is sent."""
    before = len(server.requests)
    arguments = {"api_key": KEY}
    outcome = probe.call(operation, arguments=arguments, base_url=server.url, body=body)
    assert (outcome["error"], outcome["message"]) == ("ArgumentException", message)
    assert len(server.requests) == before


@pytest.mark.parametrize("stated", [{}, {"stream": False}, {"stream": None}])
def test_streams_are_switched_off(server: FaultServer, probe: Probe, stated: Any) -> None:
    """A call whose answer comes at once says so, whatever the server does if nothing is said."""
    _, data = sent(server, probe, "switched", {"id": "a", **stated})
    assert json.loads(data) == {"id": "a", "stream": False}
