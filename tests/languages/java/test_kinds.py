"""The kind that an object is read as in Java: that of Python, by a tag, a shape or a JSON type."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.languages.java.conftest import OWN, QUICK, ROOT, written
from tests.languages.java.test_package import ran
from tests.output.test_cases import KINDS

NAMES = {"str": "String", "bool": "Boolean", "list": "List"}
"""What values without a class of their own are in Java."""


def package(case: str) -> str:
    """The name of the package of a case."""
    return f"kinds.{case.replace('_', '')}"


def test_values_are_of_each_kind(jdk: str, tmp_path: Path) -> None:
    """Both languages read a value as the same class."""
    for case in sorted({case for case, _, _ in KINDS}):
        written(ROOT / "tests" / "cases" / case / "openapi.yaml", package(case), tmp_path)
    sources = [*tmp_path.rglob("*.java"), OWN / "check" / "Kinds.java"]
    command = [jdk, *QUICK, "-nowarn", "-d", str(tmp_path / "classes"), *map(str, sources)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (0, "") == (done.returncode, done.stdout + done.stderr)
    words = (each for c, v, _ in KINDS for each in (package(c), json.dumps({"pet": v})))
    told = ran(tmp_path / "classes", "Kinds", *words)
    assert told == [NAMES.get(expected, expected) for _, _, expected in KINDS]
