"""Goldens: files that say what a run must produce, byte for byte.

A comparison that fails prints a unified diff and, as its last line, the command that accepts the
new text. ``UPDATE_GOLDEN=1`` (``make golden``) writes instead of comparing. A golden that no run
produced is stale, and ``stale`` finds it.
"""

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

COMMAND = "make golden"

produced: set[Path] = set()
"""The goldens that this run has compared or written."""


def updating() -> bool:
    """Whether this run rewrites goldens."""
    return os.environ.get("UPDATE_GOLDEN") == "1"


def check(golden: Path, text: str) -> None:
    """Hold a text against its golden."""
    produced.add(golden.resolve())
    if updating():
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(text.encode())
        return
    expected = golden.read_bytes().decode() if golden.exists() else ""
    if text != expected or not golden.exists():
        raise AssertionError(difference(golden.name, expected, text))


def difference(name: str, expected: str, text: str) -> str:
    """A unified diff, and last the command that accepts what is new."""
    lines = difflib.unified_diff(
        expected.splitlines(), text.splitlines(), f"{name} (golden)", f"{name} (now)", lineterm=""
    )
    return "\n".join(["the golden differs:", *lines, "", f"to accept: {COMMAND}"])


def stale(goldens: Iterable[Path]) -> list[Path]:
    """The goldens among those that no check of this run was about."""
    return sorted(golden for golden in goldens if golden.resolve() not in produced)
