"""A folder with a description, for tests of commands that write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.published import THINGS


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a description, which is where the command runs."""
    (tmp_path / "things.yaml").write_text(THINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path
