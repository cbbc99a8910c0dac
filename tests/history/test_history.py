"""The steps that the operation took in the summer and autumn of 2026, told as reports.

Each step is an overlay in our own words over our own description as it was then, put on top of
those before; the first makes the state of May, and the last leads to the description as it is. What
a step has to come to stands here; the reports are goldens.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diff import diff
from generator.diff.render.changelog import changelog
from generator.diff.render.text import text
from generator.diff.verdicts import Policy
from generator.overlay import prune
from generator.places import SPEC
from generator.spelled import Api
from tests.support import golden
from tests.support.refusing import load, load_overlay, overlay, spelled

HERE = Path(__file__).parent
STEPS = sorted((HERE / "steps").glob("*.yaml"))[1:]

VERDICTS = {
    "01_july_15_programs": ("minor", "major"),
    "02_july_30_fast": ("minor", "minor"),
    "03_july_30_names": ("minor", "minor"),
    "04_august_3_model": ("minor", "minor"),
    "05_august_4_limit": ("patch", "patch"),
    "06_august_5_call_id": ("minor", "major"),
    "07_august_13_models": ("minor", "minor"),
    "08_august_13_access": ("minor", "minor"),
    "09_august_14_errors": ("minor", "major"),
    # A client reads every failure and waits as `Retry-After` says, listed or not: no code, no type
    # and no word of the package depends on it.
    "10_august_14_retry_after": ("none", "none"),
    "11_august_14_no_text": ("major", "major"),
    "12_august_19_length": ("patch", "patch"),
    "13_august_20_pictures": ("minor", "minor"),
    "14_november": ("minor", "minor"),
}
"""By the default policy and the strict one."""


@pytest.fixture(scope="module")
def states() -> list[Api]:
    """What the description meant before the first step and after each."""
    then = load(HERE / "description.yaml")
    document = overlay(then, load_overlay(HERE / "steps" / "00_may.yaml"))
    result = [spelled([prune(document)], "case")]
    for step in STEPS:
        document = overlay(document, load_overlay(step))
        result.append(spelled([prune(document)], "case"))
    return [*result, spelled([prune(load(SPEC))], "case")]


@pytest.mark.parametrize("number", range(len(VERDICTS)), ids=lambda n: [*VERDICTS][n])
def test_a_step_is_told(number: int, states: list[Api]) -> None:
    """A step has the verdict of the table by both policies, and a report that says why."""
    name, sides = [*VERDICTS][number], (states[number], states[number + 1])
    policies: tuple[Policy, Policy] = ("default", "strict")
    assert tuple(str(diff(*sides, policy).verdict) for policy in policies) == VERDICTS[name]
    golden.check(HERE / "reports" / f"{name}.txt", text(diff(*sides)))


def test_all_steps_are_an_entry(states: list[Api]) -> None:
    """All steps together are one entry of a changelog."""
    golden.check(HERE / "reports" / "CHANGELOG.md", changelog(diff(states[0], states[-1])))


def test_no_report_is_stale() -> None:
    """Each report belongs to a step, and each overlay is one."""
    names = {path.stem for path in (HERE / "reports").iterdir()}
    assert names == {"CHANGELOG", *VERDICTS}
    assert [step.stem for step in STEPS] == [*VERDICTS][:-1]
