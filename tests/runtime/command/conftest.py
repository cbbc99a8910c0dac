"""The command of our package in this process, against a stub."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from responses_compact.__main__ import main

from tests.support.commanded import (
    ANSWER,
    GENERATED,
    KEY,
    SENT_TO,
    Call,
    Command,
    Outcome,
    compacted,
)
from tests.support.stub import Reply, Stub


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

    def run(*options: str, stdin: bytes = b"", words: str = "responses compact") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([*words.split(), f"--base-url={stub.url}/v1", *options])
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode())

    stub.plays(Reply(body=compacted()))
    return run


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_", "YC_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def command(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Command]:
    """Run a command of `responses compact` in this process, against the stub."""
    stub.plays(Reply(body=ANSWER))

    def run(*options: str, provider: str = "openai", stdin: bytes = b"", key: str = KEY) -> Outcome:
        for name in SENT_TO[provider]:
            monkeypatch.setenv(name, key) if key else monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        base = f"--base-url={stub.url}/v1"
        code = main(["--provider", provider, "responses", "compact", base, *options])
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode())

    yield run


@pytest.fixture
def environment(stub: Stub, tmp_path: Path) -> dict[str, str]:
    """What processes get: the stub's address, a key, and a place for temporary files."""
    known = {n: v for n, v in os.environ.items() if not n.startswith(("OPENAI_", "PYTHON"))}
    (tmp_path / "temporary").mkdir()
    return {
        **known,
        "PYTHONPATH": str(GENERATED),
        "OPENAI_API_KEY": "sk-0123456789abcdef",
        "OPENAI_BASE_URL": f"{stub.url}/v1",
        "TMPDIR": str(tmp_path / "temporary"),
    }
