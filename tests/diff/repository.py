"""A repository with a small description, and the command in it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

BASE = (Path(__file__).parent / "base.yaml").read_text("utf-8")
LOUDER = BASE.replace("[calm, loud]", "[calm, loud, shy]")
BROKEN = BASE.replace("tone: {", "voice: {")

Run = Callable[..., tuple[int, str, str]]
"""The command, by its arguments: its exit code, and what it said on both streams."""


def git(folder: Path, *arguments: str) -> None:
    """Run git, as nobody in particular."""
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)
