"""One compilation for all tests of packages in Java."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.api import Api
from generator.languages.java.language import Java
from generator.verify import verify
from tests.languages.java.described import HOSTILE, MANY, PACKAGE
from tests.support.packages import documents_of, foreign_api
from tests.support.refusing import lower

ROOT = Path(__file__).parents[3]
GENERATED = ROOT / "generated" / "java"
OWN = Path(__file__).parent / "own"
QUICK = ("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xss4m")
"""What has the compiler itself compiled once: it runs for seconds, in which more doesn't pay."""
FLAGS = (*QUICK, "--release", "17", "-Xlint:all", "-Xdoclint:all,-missing", "-Werror")


def written(description: Path, package: str, folder: Path) -> Path:
    """Write the proved package of a description into a folder; return the folder."""
    return written_of(verify(lower(documents_of(description), "thing")), package, folder)


def written_of(api: Api, package: str, folder: Path) -> Path:
    """Write the proved package of an Api into a folder; return the folder."""
    java = Java(package)
    plan = java.plan(api)
    for path, file in java.prove(java.formatted(java.render(plan)), api, plan).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(file.text)
    return folder


@pytest.fixture(scope="session")
def jdk() -> str:
    """The compiler; where there is none, tests are left out, except where they have to run."""
    found = shutil.which("javac")
    if found is None and (os.environ.get("CI") or os.environ.get("REQUIRE_JDK")):
        pytest.fail("there is no JDK, which the tests of Java packages need")
    if found is None:
        pytest.skip("there is no JDK")
    return found


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of a description that is all traps."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "thing.json").write_text(HOSTILE)
    return written(folder / "thing.json", PACKAGE, folder)


@pytest.fixture(scope="session")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of a description whose answers are of every kind."""
    case = ROOT / "tests" / "cases" / "lower_contents" / "openapi.yaml"
    return written(case, "acme.contents", tmp_path_factory.mktemp("contents"))


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of a description with forms in one line and in several parts."""
    case = ROOT / "tests" / "cases" / "lower_forms" / "openapi.yaml"
    return written(case, "acme.forms", tmp_path_factory.mktemp("forms"))


@pytest.fixture(scope="session")
def streams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of a description whose answers are streams."""
    case = ROOT / "tests" / "cases" / "lower_streams" / "openapi.yaml"
    return written(case, "acme.streams", tmp_path_factory.mktemp("streams"))


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with more methods than one file has."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "many.json").write_text(MANY)
    api = foreign_api(folder / "many.json", "many")
    return written_of(api, "acme.many", folder)


@pytest.fixture(scope="session")
def classes(
    jdk: str,
    hostile: Path,
    contents: Path,
    forms: Path,
    streams: Path,
    many: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Everything compiled at once, without a warning: our package, those of cases, and `own`."""
    folder = tmp_path_factory.mktemp("classes")
    sources = sorted(
        str(path)
        for root in (GENERATED, OWN, hostile, contents, forms, streams, many)
        for path in root.rglob("*.java")
    )
    done = subprocess.run(
        [jdk, *FLAGS, "-d", str(folder), *sources], capture_output=True, text=True
    )
    assert (0, "") == (done.returncode, done.stdout + done.stderr)
    return folder
