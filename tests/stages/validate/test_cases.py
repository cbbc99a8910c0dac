"""Each directory of ``cases`` with an ``expected.txt`` shows one mistake and what is said about it.

That is how a description is read strictly; ``remarks.txt`` is what is said by default, where it is
somebody else's and a mistake is no reason to refuse it.

A directory holds the smallest description that shows the behaviour and, where it is about
overlays, ``overlays/*.yaml``. Names start with an id of the safety catalogue where one applies.
"""

import re
from pathlib import Path

import pytest

from generator.findings import DescriptionError, Finding, render
from generator.load import load as loaded
from generator.overlay import prune
from generator.policy import Policy
from generator.validate import validate, validated
from tests.support import golden
from tests.support.refusing import load, load_overlay, overlay

CASES = Path(__file__).parents[2] / "cases"
DIRECTORIES = sorted(found.parent for found in CASES.glob("*/expected.txt"))
PLACE = re.compile(r"^[^\n:]+:\d+:\d+: (error|warning|note): ", re.MULTILINE)


def description_of(directory: Path) -> Path:
    """The root file of a case, as a path relative to the case."""
    (found,) = directory.glob("description.*")
    return Path(found.name)


def report() -> str:
    """What the stages say about the case in the current directory."""
    try:
        base = load(description_of(Path(".")))
        changed = [base]
        for file in sorted(Path("overlays").glob("*")):
            changed.append(prune(overlay(base, load_overlay(file))))
    except DescriptionError as error:
        return render(error.findings, error.sources)
    findings: set[Finding] = set()
    for document in changed:
        findings.update(validate(document))
    return render(findings, {k: v for one in changed for k, v in one.sources.items()})


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda directory: directory.name)
def test_diagnostics(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake is reported at its place, in the words of the golden."""
    monkeypatch.chdir(directory)
    golden.check(directory / "expected.txt", report())


def remarks() -> str:
    """What is said of the description in the current directory, which isn't read strictly."""
    document, diagnosis = loaded(description_of(Path(".")))
    policy = Policy(first_party=False)
    found = diagnosis.graded(policy).findings
    if document is not None:
        found += validated(document, policy)[1]
    return render(found, diagnosis.sources)


@pytest.mark.parametrize(
    "directory", [d for d in DIRECTORIES if (d / "remarks.txt").exists()], ids=lambda d: d.name
)
def test_remarks(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake that changes nothing of what travels is remarked on, and doesn't refuse."""
    monkeypatch.chdir(directory)
    golden.check(directory / "remarks.txt", remarks())


@pytest.mark.case("M50")
def test_same_words_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look at a description with many mistakes says the same in the same order."""
    monkeypatch.chdir(CASES / "M50-ten-mistakes")
    assert report() == report()


def test_every_finding_has_a_place() -> None:
    """Every expected report names file, line and column, or is empty because nothing is wrong."""
    texts = {directory.name: (directory / "expected.txt").read_text() for directory in DIRECTORIES}
    fine = {name for name, text in texts.items() if text == "" and name.startswith("fine-")}
    assert [] == [name for name in texts.keys() - fine if not PLACE.match(texts[name])]


def test_no_stale_golden() -> None:
    """A case without a description is a golden that nothing produces."""
    assert [] == [one for one in DIRECTORIES if len(list(one.glob("description.*"))) != 1]
