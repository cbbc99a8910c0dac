"""Each rule by the smallest change that shows it, there and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diff import diff, rules
from generator.diff.change import Direction
from generator.diff.effects import Effect, Effects, Verdict
from generator.diff.report import Report
from generator.diff.rules.rule import Row
from generator.diff.runtime import generator_difference, runtime_differences
from generator.diff.verdicts import Policy, verdict
from generator.spelled import Api
from tests.diff.changed import states

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
WAYS: tuple[str, str] = ("there", "back")


@cache
def apis(number: int, folder: Path) -> tuple[Api, Api]:
    """Both states of a case."""
    return states(CASES[number], folder)


RUNTIME = [
    "client option A runtime-removed ok/breaks/breaks major",
    "client option C runtime-changed ok/note/note minor",
    "client option B runtime-added ok/ok/ok minor",
    "client generator generator-changed ok/ok/ok patch",
]
"""What is said of two runtimes that differ."""


@pytest.fixture(scope="module")
def runtime() -> Report:
    """The report of two packages that differ in their runtimes alone."""
    old, new = {"option A": "int", "option C": "int"}, {"option B": "int", "option C": "float"}
    beside = [*runtime_differences(old, new), *generator_difference("1", "2")]
    api = states({}, Path())[0]
    return diff(api, api, beside=beside)


@pytest.fixture(scope="module")
def reports(
    tmp_path_factory: pytest.TempPathFactory, runtime: Report
) -> dict[tuple[int, str], Report]:
    """The report of each case, both ways."""
    result = {(-1, "there"): runtime}
    for number in range(len(CASES)):
        old, new = apis(number, tmp_path_factory.mktemp("case"))
        result |= {(number, "there"): diff(old, new), (number, "back"): diff(new, old)}
    return result


def lines(report: Report) -> Iterator[str]:
    """What a report says, as the cases write it."""
    for change in report.changes:
        one, effects = change.difference, change.effects
        whom = "" if len(report.providers) == 1 else f"{' '.join(change.providers)}: "
        did = f"{effects.stay}/{effects.runs}/{effects.checks} {change.verdict}"
        strict = verdict(one, "strict")
        more = "" if strict == change.verdict else f" strict {strict}"
        yield f"{whom}{one.direction} {one.address} {one.rule} {did}{more}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["case"])
def test_a_change_is_judged(number: int, way: str, reports: dict[Any, Report]) -> None:
    """A change does to who stays and who upgrades what the case says, and so does its undoing."""
    assert [*lines(reports[number, way])] == CASES[number][way]


def test_runtimes_are_judged(runtime: Report) -> None:
    """What a runtime loses, gets and changes is judged as well, by rules of its own."""
    assert [*lines(runtime)] == RUNTIME


def test_every_row_has_a_case() -> None:
    """No row of the table goes without a change that shows it."""
    written = {
        (line.split(" ")[-3 - 2 * (" strict " in line)], word)
        for told in (RUNTIME, *(case[way] for case in CASES for way in WAYS))
        for line in told
        for word in line.replace(": ", " ").split(" ")[:2]
    }
    every = {(name, way) for name, rule in rules.RULES.items() for way in rule.rows}
    both = {(name, way) for name, word in written if word == "both" for way in ("sent", "received")}
    assert every - written - both == set()


def test_every_rule_has_a_mirror() -> None:
    """What undoes a change is a change as well, and the mirror of a mirror is the rule."""
    for name, rule in rules.RULES.items():
        back = rules.RULES[rule.mirror].mirror
        assert name == back or {name, back} == {"argument-added", "required-argument-added"}


def test_a_rule_for_one_way_says_why() -> None:
    """A rule has a row for what is sent and one for what is received, or a reason."""
    for name, rule in rules.RULES.items():
        assert {*rule.rows} == {"sent", "received"} or rule.waiver, name
        assert not ({*rule.rows} == {"sent", "received"} and rule.waiver), name


def weaker(row: Row) -> Iterator[Row]:
    """A row with one thing less: an effect, or the least step."""
    for question in ("stay", "runs", "checks"):
        effect = getattr(row.effects, question)
        if effect is not Effect.OK:
            less: Effects = dataclasses.replace(row.effects, **{question: Effect(effect - 1)})
            yield Row(less, row.floor)
    if row.floor > Verdict.PATCH:
        yield Row(row.effects, Verdict(row.floor - 1))


ROWS = [(name, way) for name, rule in rules.RULES.items() for way in rule.rows]


@pytest.mark.parametrize(("name", "way"), ROWS, ids="-".join)
def test_no_row_can_be_weakened(name: str, way: Direction, reports: dict[Any, Report]) -> None:
    """A row that lost an effect, or a step that decides, is seen by a case."""
    judged = [
        (change.difference, change.effects, change.verdict)
        for report in reports.values()
        for change in report.changes
        if change.difference.rule == name
    ]
    rule = rules.RULES[name]
    policy: Policy = "default"
    for less in weaker(rule.rows[way]):
        changed = dataclasses.replace(rule, rows={**rule.rows, way: less})
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(rules.RULES, name, changed)  # type: ignore[arg-type]
            after = [
                (one, rules.row_of(name, one.direction).effects, verdict(one, policy))
                for one, _, _ in judged
            ]
        decides = less.effects != rule.rows[way].effects or _decides(rule.rows[way])
        assert (after != judged) is decides


def _decides(row: Row) -> bool:
    """Whether the least step is more than what follows from the effects."""
    effects = (row.effects.stay, row.effects.runs, row.effects.checks)
    return Effect.BREAKS not in (effects[1], effects[2]) and row.floor > Verdict.PATCH


def test_what_stays_the_same_is_no_change(tmp_path: Path) -> None:
    """A description against itself has the verdict none, without a change."""
    old, new = apis(0, tmp_path)
    assert (diff(old, old).verdict, diff(new, new).changes) == (Verdict.NONE, ())
