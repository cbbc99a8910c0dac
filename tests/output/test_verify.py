"""The package's own look at its files, run where there is nothing but Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.files import File
from generator.places import TEMPLATES
from generator.publish import publish
from generator.publish.manifest import complete, manifest

VERIFY = (TEMPLATES / "python/verify.py").read_text(encoding="utf-8")
TEXTS = {"thing/__init__.py": "", "thing/verify.py": VERIFY, "thing/sub/a.py": "a = 1\nb = 1\n"}
NONE: dict[str, Any] = {
    "modified": [],
    "reformatted": [],
    "line_ends": [],
    "missing": [],
    "foreign": [],
    "incomplete": False,
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with this module in it, and files beside it."""
    files = {path: File(text) for path, text in {**TEXTS, "schemas/x.json": "{}\n"}.items()}
    about = manifest(files, "thing", generator="0.1.0", inputs={}, options={})
    publish(complete(files, "thing", about), tmp_path, "thing")
    return tmp_path / "thing"


def run(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it as a module of the package, without any other package."""
    command = [sys.executable, "-S", "-W", "error", "-m", f"{package.name}.verify", *arguments]
    return subprocess.run(
        command, cwd=package.parent, env={"PATH": ""}, capture_output=True, text=True
    )


def found(package: Path) -> dict[str, Any]:
    """What it finds, as JSON; the exit code has to agree."""
    done = run(package, "--json")
    findings = json.loads(done.stdout)
    assert findings.pop("ok") is (done.returncode == 0)
    assert done.returncode in (0, 1)
    return dict(findings)


def test_untouched_files_are_sound(package: Path) -> None:
    """All is well, and a line says so; running it has written nothing that it complains of."""
    for _ in range(2):
        done = run(package)
        assert (done.returncode, done.stdout) == (0, "all files are as they were generated\n")
    assert found(package) == NONE


def test_kinds_of_differences_are_told_apart(package: Path) -> None:
    """Modified, missing and foreign files come under their names, and the exit code is 1."""
    (package / "__init__.py").write_text("mine\n")
    (package / "sub/a.py").unlink()
    (package / "sub/mine.py").write_text("")
    differing = {"modified": ["__init__.py"], "missing": ["sub/a.py"], "foreign": ["sub/mine.py"]}
    (package / "__init__.py").write_text("mine = 1\n")
    assert found(package) == {**NONE, **differing}
    done = run(package)
    assert done.returncode == 1
    assert done.stdout.split() == [
        *("modified", "__init__.py", "missing", "sub/a.py", "foreign", "sub/mine.py")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "_custom.py",
        "__pycache__/x.pyc",
        "sub/__pycache__/a.cpython-311.pyc",
        ".mypy_cache/3.11/x.json",
        "sub/.ruff_cache/x",
        "sub/a.pyc",
        "sub/a.py.orig",
        "MANIFEST.json.orig2",
    ],
)
def test_nobodys_business(package: Path, path: str) -> None:
    """The user's own module, caches, and what --force has kept are not looked at."""
    (package / path).parent.mkdir(parents=True, exist_ok=True)
    (package / path).write_text("mine = 1\n")
    assert found(package) == NONE


@pytest.mark.parametrize("path", ["sub/_custom.py", "mine.orig", "custom.py", ".hidden/x.py"])
def test_anything_else_is_foreign(package: Path, path: str) -> None:
    """What only looks like one of those is told."""
    (package / path).parent.mkdir(parents=True, exist_ok=True)
    (package / path).write_text("")
    assert found(package) == {**NONE, "foreign": [path]}


@pytest.mark.parametrize("path", ["json.py", "re/__init__.py", "hashlib.py"])
def test_no_file_of_the_package_is_run(package: Path, path: str) -> None:
    """A file that is called as one of Python's own is told like any other, and not imported."""
    (package / path).parent.mkdir(parents=True, exist_ok=True)
    (package / path).write_text("raise SystemExit(0)")
    command = [sys.executable, "-S", "-W", "error", str(package / "verify.py")]
    done = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (1, ["foreign", path])


@pytest.mark.case("F36")
def test_line_ends_are_explained(package: Path) -> None:
    """Files that git has converted are told apart from modified ones, with a way out."""
    path = package / "sub/a.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(package) == {**NONE, "line_ends": ["sub/a.py"]}
    assert ".gitattributes" in run(package).stdout
    path.write_bytes(path.read_bytes() + b"c = 1\r\n")
    assert found(package) == {**NONE, "modified": ["sub/a.py"]}


@pytest.mark.case("F01")
def test_a_run_that_was_cut_short_is_told(package: Path) -> None:
    """The journal of the generator means that the package is between two versions."""
    (package / ".compactgen-journal").write_text("{}")
    assert found(package) == {**NONE, "incomplete": True}
    assert "incomplete" in run(package).stdout


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.rename(path.with_name("kept"))
    path.symlink_to("kept")


@pytest.mark.case("F19")
@pytest.mark.parametrize("change", [_pipe, _link])
def test_what_is_no_file_is_modified(package: Path, change: Callable[[Path], None]) -> None:
    """A pipe or a link in the place of a file is told, without waiting for it."""
    change(package / "sub/a.py")
    assert found(package)["modified"] == ["sub/a.py"]


def test_a_linked_folder_is_foreign(package: Path, tmp_path: Path) -> None:
    """A link to a folder is not followed."""
    (tmp_path / "big").mkdir()
    (tmp_path / "big/x.py").write_text("")
    (package / "more").symlink_to(tmp_path / "big")
    assert found(package) == {**NONE, "foreign": ["more"]}


@pytest.mark.case("F23")
@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "{}",
        "<<<<<<<",
        "\xff",
        "[" * 99_999,
        '{"files": {"../x": ""}}',
        '{"files": 1}',
    ],
)
def test_without_a_manifest_nothing_can_be_told(package: Path, text: str | None) -> None:
    """A manifest that is missing or none ends it with 2 and a line, never a traceback."""
    (package / "MANIFEST.json").unlink()
    if text is not None:
        (package / "MANIFEST.json").write_bytes(text.encode("latin-1"))
    done = run(package)
    assert done.returncode == 2
    assert "MANIFEST.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_runs_as_a_file(package: Path, tmp_path: Path) -> None:
    """It needs no package around it to be found in, so a path is enough."""
    moved = package.rename(tmp_path / "other")
    command = [sys.executable, "-I", str(moved / "verify.py")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_it_imports_the_standard_library_alone() -> None:
    """Its imports, and those of what runs before it in a package, are of Python itself."""
    import ast

    for name in ("verify.py", "_runtime/lazy.py"):
        tree = ast.parse((TEMPLATES / "python" / name).read_text())
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0
                names = [node.module or ""]
            assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
