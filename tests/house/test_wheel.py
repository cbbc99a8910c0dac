"""The generator's wheel: what is in it, and that it works without the checkout."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SOURCES = ("generator", "spec", "templates")
FILES = ("pyproject.toml", "setup.py", "MANIFEST.in", "LICENSE", "README.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a wheel, built from a copy."""
    pytest.importorskip("setuptools", minversion="77")
    copy = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, copy / name)
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(out), str(copy)], check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


def test_description_and_templates_travel(wheel: Path) -> None:
    """Each file of `spec/` and `templates/` is in the wheel, byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    for folder in ("spec", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                name = f"generator/_data/{path.relative_to(ROOT).as_posix()}"
                assert inside[name] == path.read_bytes()
    assert "generator/py.typed" in inside


def test_every_module_travels(wheel: Path) -> None:
    """No package of the generator is forgotten in the list of packages."""
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    modules = {p.relative_to(ROOT).as_posix() for p in (ROOT / "generator").rglob("*.py")}
    assert modules - inside == set()
    assert not any(name.startswith(("tests/", "bench/", "generated/")) for name in inside)


def test_installed_command_needs_no_checkout(wheel: Path, tmp_path: Path) -> None:
    """Unpacked anywhere, the command finds the description and the templates that came along."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    command = [sys.executable, "-m", "generator", "generate"]
    surroundings = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    ended = subprocess.run(
        command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    (about,) = (tmp_path / "generated").glob("*/MANIFEST.json")
    inputs = json.loads(about.read_text())["inputs"]
    description = hashlib.sha256((ROOT / "spec/openapi.yaml").read_bytes()).hexdigest()
    assert inputs["openapi.yaml"] == description


def test_every_requirement_is_locked() -> None:
    """What pyproject.toml names is in the lock with that version, and every entry has hashes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements.lock").read_text()
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in wanted:
        name, version = re.sub(r"\[.*\]", "", requirement).split("==")
        assert re.search(rf"^{name}=={re.escape(version)}[ ;\\]", lock, re.MULTILINE), requirement
    entries = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert len(entries) > len(wanted)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_build_backend_is_the_locked_one() -> None:
    """The backend that pyproject.toml pins is what --no-build-isolation finds."""
    built = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    lock = (ROOT / "requirements.lock").read_text()
    assert all(re.search(rf"^{requirement} ", lock, re.MULTILINE) for requirement in built)
