"""What a repository remembers of the meaning of descriptions: that nothing is asked twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import descriptions
from tests.diff.repository import BASE, BROKEN, LOUDER, Run


def kept(project: Path) -> list[Path]:
    """What the repository remembers."""
    return sorted((project / ".git" / "compactgen").glob("*"))


def forbid(patch: pytest.MonkeyPatch) -> None:
    """Have nothing validated any more."""

    def never(*_: object) -> None:
        raise AssertionError

    patch.setattr(descriptions, "valid", never)


def test_nothing_is_validated_twice(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run says the same without asking whether its sides are valid, texts and all."""
    text = BROKEN.replace("summary: Add a note", "summary: Add one more note")
    (project / "openapi.yaml").write_text(text, "utf-8")
    once = run("v1", "openapi.yaml", "--format", "json")
    assert len(kept(project)) == 2 and '"text-changed"' in once[1]
    forbid(monkeypatch)
    assert run("v1", "openapi.yaml", "--format", "json") == once


def test_two_sides_of_the_same_texts_are_one(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing changed, one side is validated and the other is the same."""
    real, asked = descriptions.valid, []
    monkeypatch.setattr(descriptions, "valid", lambda *a: asked.append(a) or real(*a))
    assert json.loads(run("v1", "openapi.yaml", "--format", "json")[1])["changes"] == []
    assert len(asked) == 1


def test_what_is_refused_is_not_remembered(project: Path, run: Run) -> None:
    """A description at fault is told of each time."""
    (project / "openapi.yaml").write_text(BASE.replace("summary:", "sumary:"), "utf-8")
    once = run("v1", "openapi.yaml")
    assert once[0] == 2 and len(kept(project)) == 1
    assert run("v1", "openapi.yaml") == once


def test_what_cannot_be_read_was_never_there(project: Path, run: Run) -> None:
    """A memory that was cut off costs time, and changes nothing."""
    (project / "openapi.yaml").write_text(LOUDER, "utf-8")
    once = run("v1", "openapi.yaml")
    whole = [path.read_bytes() for path in kept(project)]
    for path in kept(project):
        path.write_bytes(path.read_bytes()[:-40])
    assert run("v1", "openapi.yaml") == once
    assert [path.read_bytes() for path in kept(project)] == whole


def test_the_oldest_are_forgotten(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository remembers a few states, the latest."""
    monkeypatch.setattr("generator.meanings.MOST", 2)
    states: list[list[Path]] = []
    for number in range(3):
        text = BASE.replace("summary: Add a note", f"summary: Add note {number}")
        (project / "openapi.yaml").write_text(text, "utf-8")
        assert run("openapi.yaml", "openapi.yaml")[0] == 0
        states.append(kept(project))
    assert [len(each) for each in states] == [1, 2, 2] and states[0][0] not in states[2]
