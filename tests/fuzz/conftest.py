"""Lets the fuzzers use the package, and what its tests and those of safety have."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
for folder in (TESTS / "safety", TESTS.parent / "generated", TESTS / "package", TESTS / "fuzz"):
    sys.path.insert(0, str(folder))
