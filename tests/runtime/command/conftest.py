"""What tests of the command share: a command in this process, and one in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from responses_compact.__main__ import main

from tests.support.stub import Reply, Stub

GENERATED = Path(__file__).parents[3] / "generated"
KEY = "sk-0123456789abcdef"


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    code: int
    out: bytes
    err: str


Call = Callable[..., Ended]


def compacted(*items: str, usage: str = '{"input_tokens":200,"output_tokens":50}') -> bytes:
    """Return an answer with these items, each the text of one."""
    listed = ", ".join(items)
    return (
        f'{{"id": "r",  "object":"response.compaction","created_at":1.0e0,"output":[{listed}],'
        f'"usage":{usage}}}'
    ).encode()


@pytest.fixture
def call(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Call:
    """Run `responses compact` in this process, against the stub."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_", "YC_")) or name.endswith("_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*options: str, stdin: bytes = b"", words: str = "responses compact") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([*words.split(), f"--base-url={stub.url}/v1", *options])
        out, err = capfdbinary.readouterr()
        return Ended(code, out, err.decode())

    stub.plays(Reply(body=compacted()))
    return run


def process(
    *arguments: str, stub: Stub | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, with no settings of this machine."""
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "AZURE_", "YC_", "PYTHON", "COLUMNS"))
    }
    known |= {"PYTHONPATH": str(GENERATED), "OPENAI_API_KEY": KEY, "COLUMNS": "80"}
    known |= {"OPENAI_BASE_URL": f"{stub.url}/v1"} if stub is not None else {}
    known |= options.pop("env", {})
    line = [sys.executable, "-m", "responses_compact", *arguments]
    options = {"capture_output": True, **options}
    return subprocess.run(line, env=known, timeout=120, check=False, **options)
