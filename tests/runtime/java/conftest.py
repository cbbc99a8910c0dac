"""One compilation and one JVM for all tests of the Java runtime."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.languages.java.conftest import FLAGS

ROOT = Path(__file__).parents[3]
RUNTIME = ROOT / "templates" / "java"
OWN = Path(__file__).parent


class Probe:
    """A JVM that answers questions: a line of JSON each way."""

    def __init__(self, classes: Path) -> None:
        flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-ea"]
        command = ["java", *flags, "-cp", str(classes), "compactgen_root.internal.Probe"]
        kept = {n: v for n, v in os.environ.items() if not n.lower().endswith("_proxy")}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8", env=kept,
        )  # fmt: skip

    def ask(self, action: str, /, **question: Any) -> dict[str, Any]:
        """Return the answer to a question."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": action, **question}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "broken" not in answer, answer["broken"]
        return answer

    def start(self, name: str, operation: str = "make", **question: Any) -> None:
        """Start a call, which goes on by itself."""
        self.ask("start", id=name, operation=operation, **{"provider": "plain", **question})

    def outcome(self, name: str) -> dict[str, Any]:
        """Return how a call has ended."""
        return self.ask("wait", id=name)

    def call(self, operation: str = "make", **question: Any) -> dict[str, Any]:
        """Make a call and return how it ended."""
        self.start("call", operation, **question)
        return self.outcome("call")

    def close(self) -> int:
        """End the JVM by the end of its input; return its exit code."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        code = self._process.wait(60)
        self._process.stdout.close()
        return code


@pytest.fixture(scope="session")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runtime and what the tests have beside it, compiled without a warning."""
    if shutil.which("javac") is None:
        if os.environ.get("REQUIRE_JDK"):
            pytest.fail("there is no JDK, which the tests of Java packages need")
        pytest.skip("there is no JDK")
    folder = tmp_path_factory.mktemp("classes")
    sources = sorted(str(path) for root in (RUNTIME, OWN) for path in root.rglob("*.java"))
    done = subprocess.run(
        ["javac", *FLAGS, "-d", str(folder), *sources], capture_output=True, text=True
    )
    assert (0, "") == (done.returncode, done.stdout + done.stderr)
    return folder


@pytest.fixture(scope="session")
def probe(classes: Path) -> Iterator[Probe]:
    """A JVM that answers questions; it ends with its input, whatever its threads do."""
    probe = Probe(classes)
    yield probe
    assert 0 == probe.close()
