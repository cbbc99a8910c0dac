"""P13: whatever a description is, it becomes a proved package or located diagnostics, in time."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.fuzz import descriptions, totality

pytestmark = pytest.mark.slow

CASES = Path(__file__).parents[1] / "cases"
SEEDS = [
    *sorted(CASES.glob("M50-*/description.yaml")),
    *sorted(CASES.glob("fine-variants/description.yaml")),
    *sorted(CASES.glob("lower_methods/openapi.yaml")),
]
QUIETLY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    max_examples=30,
)


@pytest.mark.case("P13")
@QUIETLY
@given(st.data())
def test_descriptions_are_written_or_refused(data: st.DataObject) -> None:
    """H42, P1-P6, P13: descriptions that are hostile in names, text and structure."""
    description = data.draw(descriptions.DESCRIPTIONS)
    totality.whole(descriptions.encoded(description), ".json")


@pytest.mark.case("P13", "H60", "H63", "M11")
@settings(QUIETLY, max_examples=150)
@given(
    seed=st.sampled_from(SEEDS),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=6)), min_size=1, max_size=6
    ),
)
def test_mutated_bytes_are_read_or_refused(
    seed: Path, edits: list[tuple[float, int, bytes]]
) -> None:
    """Descriptions with bytes taken out and put in, in YAML."""
    content = seed.read_bytes()
    for place, count, more in edits:
        at = int(place * len(content))
        content = content[:at] + more + content[at + count :]
    totality.read(content, ".yaml")


@pytest.mark.case("P13", "M02", "M12")
@settings(QUIETLY, max_examples=100)
@given(st.integers(0, 10**9), st.binary(max_size=4))
def test_mutated_json_is_read_or_refused(seed: int, more: bytes) -> None:
    """The same in JSON, with parts of the text moved about."""
    chance = random.Random(seed)
    text = json.dumps(_plain()).encode()
    for _ in range(3):
        one, other = sorted(chance.sample(range(len(text)), 2))
        part = text[one : min(other, one + 40)]
        at = chance.randrange(len(text))
        text = text[:at] + part + more + text[at + chance.randrange(4) :]
    totality.read(text, ".json")


def _plain() -> object:
    from tests.safety.hostile import everything

    return everything()
