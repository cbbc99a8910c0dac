"""Calls with drawn values to descriptions that nobody here wrote for this generator."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.corpus import operations
from bench.roulette import KINDS, roulette

FOLDER = Path(__file__).parents[1] / "foreign"
FOREIGN = [path for path in sorted(FOLDER.iterdir()) if operations(path)]


@pytest.mark.slow
@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_prism_objects_to_nothing(path: Path) -> None:
    """What goes out is as the description has it, and what is read equals what came."""
    tally = roulette(path, f"roulette_{path.stem}", 25, random.Random(7))
    assert [] == tally.told
    assert tally.kinds["right"] + tally.kinds["defect"] == tally.kinds.total() > 0
    assert tally.kinds.keys() <= set(KINDS)
