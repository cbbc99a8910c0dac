"""Type checkers accept what users write, and find the mistakes that they are there to find."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import responses_compact

from tests.package.served import PROVIDERS, ROOT

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent / "typing"
CHECKERS = ("mypy", "pyright")
FILES = ("usage.py", "usage_errors.py")
MARK = "# error:"

Complaint = tuple[str, int, str]
"""File, line and message."""


def mypy(folder: Path) -> Iterator[Complaint]:
    """What mypy finds."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", *FILES]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "generated")}
    command += [f"--cache-dir={folder / 'cache'}", "--no-error-summary"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert "" == done.stderr
    for line in done.stdout.splitlines():
        found = re.fullmatch(r"(\S+?):(\d+): error: (.*)", line)
        if found:
            yield found[1], int(found[2]), found[3]


def pyright(folder: Path) -> Iterator[Complaint]:
    """What pyright finds; that an expression is left unused is not what is asked here."""
    settings = {
        "include": list(FILES),
        "extraPaths": [str(ROOT / "generated")],
        "pythonVersion": "3.11",
        "typeCheckingMode": "strict",
        "reportUnusedExpression": False,
        "reportUnusedImport": False,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    for found in json.loads(done.stdout)["generalDiagnostics"]:
        if found["severity"] == "error":
            line = found["range"]["start"]["line"] + 1
            yield Path(found["file"]).name, line, found["message"]


@pytest.fixture(scope="module", params=CHECKERS)
def complaints(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[Complaint]]:
    """What each checker finds in the two files, with its name."""
    folder = tmp_path_factory.mktemp(request.param)
    for name in FILES:
        (folder / name).write_bytes((HERE / name).read_bytes())
    check = mypy if request.param == "mypy" else pyright
    return request.param, list(check(folder))


def test_usage_is_clean(complaints: tuple[str, list[Complaint]]) -> None:
    """User code of every kind is right in the strictest mode of both checkers."""
    assert [] == [found for found in complaints[1] if found[0] == "usage.py"]


def test_mistakes_are_found(complaints: tuple[str, list[Complaint]]) -> None:
    """Each line that is marked is an error for both checkers, and no other is for either."""
    lines = (HERE / "usage_errors.py").read_text(encoding="utf-8").splitlines()
    expected = {number: line for number, line in enumerate(lines, 1) if line.endswith(MARK)}
    actual = {found[1]: found[2] for found in complaints[1] if found[0] == "usage_errors.py"}
    assert [] == [line for number, line in expected.items() if number not in actual]
    assert {} == {number: text for number, text in actual.items() if number not in expected}


def test_shared_classes_are_one() -> None:
    """A class that providers share is the same object under each of its names."""
    namespaces = [provider.namespace for provider in PROVIDERS.values()]
    shared = responses_compact.models
    names = ["SummaryText", "OutputText", "Refusal", "CompactionItem", "UrlCitation", "Annotation"]
    for name in names:
        assert {getattr(shared, name)} == {getattr(each, name) for each in namespaces}, name


def test_classes_that_differ_are_each_provider_s_own() -> None:
    """A class whose fields differ isn't shared; the package's models offer the first provider's."""
    namespaces = [provider.namespace for provider in PROVIDERS.values()]
    shared = responses_compact.models
    for name in ["CompactRequest", "CompactedResponse", "OutputItem", "InputItem", "ResponseUsage"]:
        assert getattr(shared, name) is getattr(namespaces[0], name)
        assert len(namespaces) == len({id(getattr(each, name)) for each in namespaces}), name


def test_every_name_that_is_offered_is_there() -> None:
    """What `__all__` lists can be imported, is listed by `dir`, and is nothing else's."""
    for provider in PROVIDERS.values():
        namespace = provider.namespace
        assert set(namespace.__all__) <= set(dir(namespace))
        for name in namespace.__all__:
            assert getattr(namespace, name) is not None
        missing = [n for n, s in provider.schemas.items() if not hasattr(namespace, n) and s]
        assert [] == missing
