"""P8: the output is a function of the inputs, whatever surrounds the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.trees import tree

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "generated"

SURROUNDINGS = {
    "hash seed": {"PYTHONHASHSEED": "2"},
    "locale": {"LC_ALL": "C", "PYTHONUTF8": "0"},
    "day": {"TZ": "Pacific/Kiritimati"},
    "person": {"HOME": "/nonexistent", "USER": "nobody", "COLUMNS": "20"},
}
"""What a run is surrounded by and another isn't."""
PLAIN = {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8"}


def run(folder: Path, description: Path, mask: int, **variables: str) -> dict[str, bytes]:
    """Generate into a new folder, and return what is there."""
    path = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "generate", str(description), "--out", "out"]
    command += ["--language", "python", "--language", "java"]
    subprocess.run(
        command,
        cwd=folder,
        env={**path, **variables},
        check=True,
        capture_output=True,
        preexec_fn=lambda: os.umask(mask) and None,
    )
    return tree(folder / "out")


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's description in a folder of another name."""
    copy = tmp_path_factory.mktemp("a folder with blanks") / "Beschreibung"
    shutil.copytree(ROOT / "spec", copy)
    return copy / "openapi.yaml"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, description: Path) -> dict[str, bytes]:
    """What a run makes for a person of another language, and without any of these surroundings."""
    return run(tmp_path_factory.mktemp("plain"), description, 0o022, **PLAIN)


@pytest.mark.case("F31", "F32", "P8")
def test_surroundings_leave_no_trace(
    tmp_path: Path, description: Path, plain: dict[str, bytes]
) -> None:
    """Hash seed, locale, time zone, user, umask, folder and settings of black change not a byte.

    All of them at once; only where something differs each is tried alone, to say whose fault it is.
    """
    every = {name: text for each in SURROUNDINGS.values() for name, text in each.items()}
    again = surrounded(tmp_path / "all", description, **every)
    if again != plain:
        apart = {n: surrounded(tmp_path / n, description, **e) for n, e in SURROUNDINGS.items()}
        assert [name for name, files in apart.items() if files != plain] == []
    assert again.keys() == plain.keys()
    assert [path for path in plain if again[path] != plain[path]] == []


def surrounded(folder: Path, description: Path, **variables: str) -> dict[str, bytes]:
    """What a run makes beside settings for black, with a umask that lets nobody read."""
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[tool.black]\nline-length = 40\n")
    return run(folder, description, 0o077, **{**PLAIN, **variables})


@pytest.mark.case("F32")
def test_nothing_tells_where_it_was_made(plain: dict[str, bytes], description: Path) -> None:
    """No file holds the path of an input, of the generator or of a person's home."""
    for path, content in plain.items():
        for place in (str(description.parent), str(ROOT), str(Path.home())):
            assert place.encode() not in content, path


def test_the_folder_is_current(plain: dict[str, bytes]) -> None:
    """`generated/` is what the description makes, except for what packaging adds to it."""
    committed = tree(GENERATED)
    assert [path for path in plain if committed.get(path) != plain[path]] == []
