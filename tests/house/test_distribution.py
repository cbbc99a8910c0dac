"""The generated package as its own distribution: built, installed and run without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

GENERATED = Path(__file__).parents[2] / "generated"


def _pip(*arguments: str) -> None:
    line = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy in which an earlier build of another kind has left a module."""
    folder = tmp_path_factory.mktemp("distribution")
    source, target = folder / "source", folder / "target"
    caches = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", ".compactgen_cache")
    shutil.copytree(GENERATED, source, ignore=caches)
    left = source / "build/lib/responses_compact/stale.py"
    left.parent.mkdir(parents=True)
    left.write_text("stale = 1\n")
    before = sorted(source.rglob("*"))
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    _pip("wheel", *options, "--wheel-dir", str(target), str(source))
    assert sorted(source.rglob("*")) == before, "building leaves nothing behind"
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel in it, which borrows the dependencies of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    options = ("--no-deps", "--no-index", "--quiet")
    _pip("--python", str(python), "install", *options, str(wheel))
    paths = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", vars=paths, scheme="venv"))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def _run(environment: Path, *line: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(environment / line[0]), *line[1:]]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, env=known, cwd=environment
    )


def test_the_wheel_holds_the_whole_package(wheel: Path) -> None:
    """Every file of the package is in the wheel, and no other besides the metadata."""
    files = (p for p in (GENERATED / "responses_compact").rglob("*") if p.is_file())
    expected = {f.relative_to(GENERATED).as_posix() for f in files if "__pycache__" not in f.parts}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert expected == held
    for name in ("py.typed", "LICENSE", "README.md", "PROVIDERS.md", "MANIFEST.json"):
        assert f"responses_compact/{name}" in held


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licence, Python and dependencies stand in the metadata."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(archive.read(name).decode())
    stated = {key: metadata[key] for key in ("Name", "Version", "License-Expression")}
    assert {
        "Name": "responses-compact",
        "Version": "0.1.0",
        "License-Expression": "Apache-2.0",
    } == stated
    assert ">=3.11" == metadata["Requires-Python"]
    assert [
        'argcomplete>=3.5; extra == "cli"',
        "httpx2<3,>=2.16",
        'jmespath>=1.0.1; extra == "cli"',
    ] == sorted(map(_normalised, metadata.get_all("Requires-Dist") or ()))
    assert ["cli"] == metadata.get_all("Provides-Extra")


def _normalised(requirement: str) -> str:
    """A requirement with its bounds in order: they mean the same in each."""
    name, bounds, rest = re.fullmatch(r"([a-z0-9]+)([<>=.,0-9]*)(.*)", requirement).groups()
    return f"{name}{','.join(sorted(bounds.split(',')))}{rest.replace(' ;', ';')}"


def test_the_installed_script_answers(environment: Path) -> None:
    """The console script and the module show the same help."""
    script = _run(environment, "responses-compact", "--help")
    module = _run(environment, "python", "-m", "responses_compact", "--help")
    assert (0, "") == (script.returncode, script.stderr)
    assert "responses compact" in script.stdout
    assert script.stdout == module.stdout


def test_the_installed_package_is_the_one_that_runs(environment: Path) -> None:
    """It is imported from the environment, and its models load."""
    code = "import responses_compact as p; p.openai.CompactedResponse; print(p.__file__)"
    done = _run(environment, "python", "-c", code)
    assert 0 == done.returncode, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(environment.parent)
