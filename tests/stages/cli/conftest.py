"""Folders and projects in which tests run the command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.things import THINGS
from tests.support.vendored import OTHER, OVERLAY, PACKAGE, SMALL, run


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a small description of two providers, and a package for one; to be copied."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "src/app").mkdir(parents=True)
    (folder / "src/app/__init__.py").touch()
    (folder / "api").mkdir()
    (folder / "api/shapes.yaml").write_text(SMALL)
    (folder / "api/two.yaml").write_text(OTHER)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("vendor", PACKAGE, "api/shapes.yaml", *OVERLAY, "--provider", "two") == 0
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that project, which is where commands run."""
    shutil.copytree(made, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture(scope="session")
def ours_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package that the README speaks of, made from our own description; to be copied."""
    folder = tmp_path_factory.mktemp("ours") / "src/app"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    assert run("vendor", folder / "my_client", "--provider", "azure") == 0
    return folder


@pytest.fixture
def small(project: Path) -> Path:
    """The package in that copy."""
    return project / PACKAGE


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a description, which is where the command runs."""
    (tmp_path / "things.yaml").write_text(THINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path
