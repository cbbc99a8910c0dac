"""The models are held against those of an engine that reads JSON Schemas by rules of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.files import File
from generator.languages import LANGUAGE
from generator.places import SPEC
from tests.support.engine import differences
from tests.support.packages import documents_of
from tests.support.refusing import spelled

CASES = Path(__file__).parents[1] / "cases"
DESCRIPTIONS = [
    SPEC,
    *sorted(path.with_name("openapi.yaml") for path in CASES.glob("*/expected_models.py")),
]


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda path: path.parent.name)
def test_engine_agrees(description: Path) -> None:
    """Whatever type, default, docstring or union a model has, the engine writes the same."""
    api = spelled(documents_of(description), "package")
    assert [] == list(differences(api, LANGUAGE.render(LANGUAGE.plan(api))))


def test_differences_are_seen() -> None:
    """A limit that one of the two has alone is told, by the name of its declaration."""
    api = spelled(documents_of(SPEC), "package")
    files = LANGUAGE.render(LANGUAGE.plan(api))
    models = files["package/models.py"]
    text = models.text.replace("ge=0.0, le=1.0", "ge=0.0, le=2.0", 1)
    assert text != models.text
    (difference,) = differences(api, {**files, "package/models.py": File(text)})
    assert "le=2.0" in difference and "le=1.0" in difference
