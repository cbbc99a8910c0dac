"""P8: the output is a function of the inputs, whatever surrounds the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "generated"

SURROUNDINGS = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2 and a Turkish locale": {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8"},
    "plain C and another day": {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
    "nobody's home": {"HOME": "/nonexistent", "USER": "nobody", "COLUMNS": "20"},
}


def run(folder: Path, description: Path, mask: int, **variables: str) -> dict[str, bytes]:
    """Generate into a new folder, and return what is there."""
    path = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "generate", str(description), "--out", "out"]
    subprocess.run(
        command,
        cwd=folder,
        env={**path, **variables},
        check=True,
        capture_output=True,
        preexec_fn=lambda: os.umask(mask) and None,
    )
    return tree(folder / "out")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, caches aside."""
    found = [
        p
        for p in folder.rglob("*")
        if p.is_file() and not {"__pycache__", ".compactgen_cache"} & {*p.parts}
    ]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(found)}


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's description in a folder of another name."""
    copy = tmp_path_factory.mktemp("a folder with blanks") / "Beschreibung"
    shutil.copytree(ROOT / "spec", copy)
    return copy / "openapi.yaml"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, description: Path) -> dict[str, bytes]:
    """What a run makes in no particular surroundings."""
    return run(tmp_path_factory.mktemp("plain"), description, 0o022, PYTHONHASHSEED="0")


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_F31_F32_P8_surroundings_leave_no_trace(
    tmp_path: Path, description: Path, plain: dict[str, bytes], name: str
) -> None:
    """Hash seed, locale, time zone, user, umask and folder change not a byte."""
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 40\n")
    again = run(tmp_path, description, 0o077, **SURROUNDINGS[name])
    assert again.keys() == plain.keys()
    assert [path for path in plain if again[path] != plain[path]] == []


def test_F32_nothing_tells_where_it_was_made(plain: dict[str, bytes], description: Path) -> None:
    """No file holds the path of an input, of the generator or of a person's home."""
    for path, content in plain.items():
        for place in (str(description.parent), str(ROOT), str(Path.home())):
            assert place.encode() not in content, path


def test_the_folder_is_current(plain: dict[str, bytes]) -> None:
    """`generated/` is what the description makes, except for what packaging adds to it."""
    committed = tree(GENERATED)
    assert [path for path in plain if committed.get(path) != plain[path]] == []
