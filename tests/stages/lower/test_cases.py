"""Each directory ``cases/lower_*`` shows one rule of lowering by the smallest description.

Beside the description stands what has to come of it: ``expected.dump``, what it means; where names
are the point, ``expected.names``, what is called otherwise in code; where the emitted code is,
``expected_models.py``, the classes and aliases of the shared module as they are written; or
``refused.txt``, what is said where it can't be expressed. Overlays in ``overlays/`` make further
providers.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator import lower as lowering
from generator.document import Document
from generator.dump import dump
from generator.files import Files
from generator.findings import DescriptionError, render
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.verify import verify
from tests.support import golden
from tests.support.names import names
from tests.support.packages import documents_of
from tests.support.refusing import lower, spelled

CASES = Path(__file__).parents[2] / "cases"
PACKAGE = "case"
GOLDENS = ("expected.dump", "expected.names", "expected_models.py", "told.txt", "refused.txt")
DIRECTORIES = sorted(CASES.glob("lower_*"))
PLACE = re.compile(r"^[^\n:]+:\d+:\d+: error: ", re.MULTILINE)


def meaning(documents: Sequence[Document]) -> str:
    """What the descriptions mean, as text."""
    return dump(verify(lower(documents, PACKAGE)))


def with_golden(name: str) -> list[Path]:
    """The cases that have a golden of this name."""
    return [found for found in DIRECTORIES if (found / name).exists()]


def named(directory: Path) -> str:
    """The name of a case."""
    return directory.name


def declarations(files: Files) -> str:
    """The classes and aliases of the shared module, as they are written."""
    path = f"{PACKAGE}/models.py"
    text = format_files({path: files[path]})[path].text
    body = [node for node in ast.parse(text).body if not isinstance(node, ast.ImportFrom)]
    lines = text.splitlines(keepends=True)[body[1].lineno - 1 : body[-1].lineno - 1]
    return "".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("directory", with_golden("expected.dump"), ids=named)
def test_meaning(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A description is lowered to what it means."""
    monkeypatch.chdir(directory)
    golden.check(directory / "expected.dump", meaning(documents_of(Path("openapi.yaml"))))


@pytest.mark.parametrize("directory", with_golden("expected.names"), ids=named)
def test_names(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be called in code as it is in JSON, or in words, has a name like it."""
    monkeypatch.chdir(directory)
    documents = documents_of(Path("openapi.yaml"))
    text = names(lower(documents, PACKAGE), spelled(documents, PACKAGE))
    golden.check(directory / "expected.names", text)


@pytest.mark.parametrize("directory", with_golden("expected_models.py"), ids=named)
def test_models(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The emitted classes and aliases are those that a person would have written."""
    monkeypatch.chdir(directory)
    api = spelled(documents_of(Path("openapi.yaml")), PACKAGE)
    files = LANGUAGE.render(LANGUAGE.plan(api))
    golden.check(directory / "expected_models.py", declarations(files))


@pytest.mark.parametrize("directory", with_golden("told.txt"), ids=named)
def test_told(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a type says less than a foreign description, there is a warning at the place."""
    monkeypatch.chdir(directory)
    documents = documents_of(Path("openapi.yaml"))
    _, diagnosis = lowering.lower(documents, PACKAGE)
    golden.check(directory / "told.txt", render(diagnosis.findings, documents[0].sources))


@pytest.mark.parametrize("directory", with_golden("refused.txt"), ids=named)
def test_refused(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be expressed is refused at its place, and nothing else is said."""
    monkeypatch.chdir(directory)
    with pytest.raises(DescriptionError) as caught:
        spelled(documents_of(Path("openapi.yaml")), PACKAGE)
    found = [d for d in caught.value.findings if d.severity == "error"]
    golden.check(directory / "refused.txt", render(found, caught.value.sources))


def test_every_refusal_has_a_place() -> None:
    """Every refusal names file, line and column."""
    texts = {path.name: (path / "refused.txt").read_text() for path in with_golden("refused.txt")}
    assert [] == [name for name, text in texts.items() if not PLACE.match(text)]


def test_every_case_has_a_golden() -> None:
    """A case without a golden shows nothing."""
    empty = [d.name for d in DIRECTORIES if not any((d / name).exists() for name in GOLDENS)]
    assert [] == empty
