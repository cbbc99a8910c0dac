"""Versions: which one comes next, by Semantic Versioning."""

from __future__ import annotations

import re
from typing import Final

from generator.diff.effects import Verdict

VERSION: Final = re.compile(r"(?P<prefix>\D*)(?P<major>\d+)\.(?P<minor>\d+)\.(?P<patch>\d+)", re.A)
"""A version, as tags are called by it."""


def is_version(name: str) -> bool:
    """Return whether a name is that of a version."""
    return VERSION.fullmatch(name) is not None


def following(version: str, verdict: Verdict) -> str:
    """Return the version that comes next: the same where nothing changed, "" after what is none.

    Below 1.0.0 each step is one less.
    """
    match = VERSION.fullmatch(version)
    if match is None or verdict is Verdict.NONE:
        return version if match else ""
    major, minor, patch = (int(match[name]) for name in ("major", "minor", "patch"))
    step = verdict if major else Verdict(max(verdict - 1, Verdict.PATCH))
    numbers = {
        Verdict.MAJOR: (major + 1, 0, 0),
        Verdict.MINOR: (major, minor + 1, 0),
        Verdict.PATCH: (major, minor, patch + 1),
    }[step]
    return match["prefix"] + ".".join(map(str, numbers))
