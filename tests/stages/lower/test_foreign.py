"""Each directory ``cases/foreign_*`` shows what a description of somebody else's comes to.

By default, that is, where what can't be expressed and what is wrong is remarked on and mended.
``expected.dump`` is what it means, ``told.txt`` what is said of it, and ``expected.names``, where
names are the point, what is called otherwise in code.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import lower as lowering
from generator.api import Api
from generator.dump import dump
from generator.findings import Finding, errors, render
from generator.languages import LANGUAGE
from generator.load import load
from generator.names_lock import NamesLock
from generator.policy import Policy
from generator.validate import validated
from generator.verify import verify
from tests.support import golden
from tests.support.names import names

CASES = Path(__file__).parents[2] / "cases"
DIRECTORIES = sorted(CASES.glob("foreign_*"))
POLICY = Policy(first_party=False)


def meaning() -> tuple[Api, str]:
    """What the description in the current directory means, and what is said of it."""
    document, read = load(Path("openapi.yaml"))
    assert document is not None
    document, valid = validated(document, POLICY)
    api, diagnosis = lowering.lower([document], "case", POLICY)
    found: set[Finding] = {*read.graded(POLICY).findings, *valid, *diagnosis.findings}
    assert not errors(found)
    return verify(api), render(found, document.sources)


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda directory: directory.name)
def test_meaning(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is lowered to what it means as far as it can be, and each concession is said."""
    monkeypatch.chdir(directory)
    means, told = meaning()
    golden.check(directory / "expected.dump", dump(means))
    golden.check(directory / "told.txt", told)
    if (directory / "expected.names").exists():
        named, _ = LANGUAGE.spelled(means, NamesLock())
        golden.check(directory / "expected.names", names(means, named))
