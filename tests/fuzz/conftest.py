"""Lets the fuzzers use what the tests of safety have."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "safety"))
sys.path.insert(0, str(Path(__file__).parent))
