"""The text of the files that are data: schemas and effective descriptions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from generator.languages.documents import _indented

ROOT = Path(__file__).parents[2]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@given(JSON)
def test_json_is_written_as_python_writes_it(value: Any) -> None:
    """A value has the text that Python's `json` gives it with an indent of two."""
    assert json.dumps(value, ensure_ascii=False, indent=2) == _indented(value, "\n")


@pytest.mark.parametrize("folder", ["openapi", "schemas"])
def test_documents_are_written_as_python_writes_them(folder: str) -> None:
    """So have the files beside our package."""
    files = sorted((ROOT / "generated" / folder).glob("*.json"))
    assert 3 == len(files)
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
