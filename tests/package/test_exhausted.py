"""A process without a free file descriptor: only exceptions of the package, and no answer lost."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tests.package.served import PROVIDERS, ROOT
from tests.support.stub import Reply, Stub, reply

pytest.importorskip("resource")

CALLER = """
import asyncio, gc, os, resource, sys
sys.path.insert(0, sys.argv[1])
stage, kind, address = sys.argv[2:]
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
late, began = [], []

def exhaust(*event):
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))

class Imports:
    def find_spec(self, name, path=None, target=None):
        if began:
            late.append(name)

def audit(event, arguments):
    if event == "socket.connect" and not began:
        began.append(event)
        if stage == "connected":
            exhaust()

import responses_compact
retries = 1 if stage == "connected" else 0
options = {"api_key": "key-0123456789", "base_url": address, "max_retries": retries}
if stage == "hook":
    options["on_request"] = exhaust
names = ("OpenAI", "AsyncOpenAI")
client = getattr(responses_compact, names[kind == "async"])(**options)
from responses_compact import APIError

async def call():
    try:
        answer = client.responses.compact(model="m", input="x")
        answer = await answer if kind == "async" else answer
        print(type(answer).__name__, len(answer.defects), repr(answer.to_dict()) != "")
    except APIError as error:
        print(type(error).__name__, getattr(error, "sent", None), str(error) != "")

async def calls():
    sys.addaudithook(audit)
    if stage == "call":
        exhaust()
    await call()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    print(late)
    began.clear()
    await call()

sys.meta_path.insert(0, Imports())
asyncio.run(calls())
"""

GOOD: dict[str, Any] = next(iter(PROVIDERS["openai"].examples("response").values()))
ERROR = reply({"error": {"message": "m", "code": "c"}}, 400)
BUSY = reply({"error": {"message": "m"}}, 503, retry_after_ms="1")
ANSWERS: dict[str, tuple[Reply, str]] = {
    "success": (reply(GOOD), "CompactedResponse 0 True"),
    "defects": (reply({**GOOD, "usage": 5, "id": 5}), "CompactedResponse 2 True"),
    "refusal": (ERROR, "BadRequestError None True"),
    "page": (Reply(200, b"<p>&amp;</p>"), "APIResponseValidationError None True"),
}


def told(stage: str, kind: str, stub: Stub) -> list[str]:
    """What a program prints whose first call has no descriptors from that stage on."""
    path = str(ROOT / "generated")
    done = subprocess.run(
        [sys.executable, "-c", CALLER, path, stage, kind, stub.url],
        capture_output=True,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("name", "kind"),
    [*((name, "sync") for name in ANSWERS), ("success", "async"), ("refusal", "async")],
)
def test_nothing_is_imported_once_a_call_may_be_charged(name: str, kind: str, stub: Stub) -> None:
    """The first answer of a process is read without another file: success, defects or failure."""
    answer, expected = ANSWERS[name]
    stub.plays(answer)
    assert [expected, "[]", expected] == told("connected", kind, stub)


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("stage", ["call", "hook"])
def test_without_descriptors_a_call_says_that_nothing_was_sent(
    stage: str, kind: str, stub: Stub
) -> None:
    """Whatever can't be opened before, be it a module or a socket; the next call works."""
    stub.plays(reply(GOOD))
    first, _, second = told(stage, kind, stub)
    assert "APIConnectionError False True" == first
    assert ("CompactedResponse 0 True" if stage == "call" else first) == second
    assert len(stub.received) == (stage == "call")


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_further_try_imports_nothing(kind: str, stub: Stub) -> None:
    """What decides on it, and on the wait before it, is there; a new connection can't be had."""
    stub.plays(BUSY, reply(GOOD))
    first, late, _ = told("connected", kind, stub)
    assert "[]" == late
    assert first in ("CompactedResponse 0 True", "APIConnectionError False True")
