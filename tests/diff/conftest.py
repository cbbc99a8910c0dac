"""What tests of the command have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from tests.diff.repository import BASE, Run, git


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose first commit, tagged, has the description; it is the folder of the run."""
    (tmp_path / "openapi.yaml").write_text(BASE, "utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    git(tmp_path, "tag", "v1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command: its exit code, and what it said where."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["diff", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run
