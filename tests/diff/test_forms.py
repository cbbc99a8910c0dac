"""A report in each of its forms."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.diff import diff
from generator.diff.effects import Verdict
from generator.diff.render.github import github
from generator.diff.render.json import json as as_json
from generator.diff.render.markdown import MARK, escaped, markdown
from generator.diff.render.text import text
from generator.diff.report import Report
from generator.diff.versions import following
from generator.document import Where
from tests.diff.changed import states

SCHEMA = Path(__file__).parents[2] / "generator" / "diff" / "report.schema.json"
CASE: dict[str, Any] = {
    "joins": ["old", "new"],
    "set": {
        "/components/schemas/NoteRequest/properties/tone/enum": ["calm", "loud", "shy"],
        "/components/schemas/Note/required": ["id", "object", "parts"],
        "/components/schemas/Place/description": "Where it is.",
    },
    "beta": {"/components/schemas/Place/properties/street": {"type": "string"}},
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report with a break for one provider alone, a finding for checkers, and other words."""
    old, new = states(CASE, tmp_path_factory.mktemp("case"))
    return diff(old, new, places=lambda *_: Where("spec/a:b.yaml", 12, 7))


def test_a_terminal_reads_the_worst_first(report: Report) -> None:
    """A table of providers is followed by breaks with their advice, then by the rest."""
    lines = text(report).splitlines()
    assert lines[0] == "major   (minor without beta)   nobody must act who stays"
    assert re.split(r" {2,}", lines[2].strip())[:5] == ["alpha", "1 note", "ok", "1 break", "minor"]
    assert lines[4].startswith("major  beta: NoteRequest is no longer models.NoteRequest")
    assert re.search(r" {3}accept: [0-9a-f]{12}$", lines[5])
    assert any(line.startswith("minor  Note.level isn't required any more") for line in lines)
    assert lines[-2] == "patch  1 other text"


def test_colours_are_asked_for(report: Report) -> None:
    """Without its colours, a coloured report is the other one."""
    coloured = text(report, coloured=True)
    assert "\x1b[1;31mmajor\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(report)


def test_json_has_the_form_that_its_schema_states(report: Report) -> None:
    """The schema takes the report, and the top level says the verdict and its reasons."""
    value = json.loads(as_json(report))
    jsonschema.validate(value, json.loads(SCHEMA.read_text("utf-8")))
    top = {key: value[key] for key in ("verdict", "stay", "runs", "checks")}
    assert top == {"verdict": "major", "stay": "note", "runs": "breaks", "checks": "breaks"}
    assert [p["verdict"] for p in value["providers"]] == ["minor", "major"]


def test_github_reads_a_command_a_line(report: Report) -> None:
    """A break is an error at its place, and what a command would take for its own is escaped."""
    lines = github(report).splitlines()
    assert all(
        re.match(r"::(error|warning|notice) file=spec/a%3Ab.yaml,line=12,", x) for x in lines
    )
    assert lines[0].startswith("::error ") and lines[0].count("::") == 2
    assert sum(line.startswith("::error") for line in lines) == 3


def test_markdown_is_one_comment(report: Report) -> None:
    """It begins with the mark by which it is found again, and ends with an entry to copy."""
    page = markdown(report)
    assert page.startswith(f"{MARK}\n## ") and "| beta | " in page
    assert "- **Breaking:** `Place` is no longer models.Place" in page
    assert page.count("<details>") == page.count("</details>") == 2


def test_texts_of_a_description_are_no_markdown() -> None:
    """No sign of a name or value means anything in the comment."""
    assert escaped("<b>*x*|`y`\n[z](u)") == r"&lt;b>\*x\*\|\`y\` \[z\](u)"


def test_no_change_is_said_in_each_form(report: Report, tmp_path: Path) -> None:
    """A description against itself is a table of providers that need nothing."""
    old, _ = states(CASE, tmp_path)
    same = diff(old, old)
    assert same.verdict is Verdict.NONE
    assert text(same).splitlines()[0] == "none   nobody must act who stays"
    assert github(same) == ""
    assert "Nothing changed for callers." in markdown(same)


def test_what_was_deprecated_goes_with_a_word(tmp_path: Path) -> None:
    """A value that goes after it was deprecated is told as such."""
    mood = "/components/schemas/Note/properties/mood"
    whole = {"enum": ["good", "bad", "odd"], "x-deprecated-values": ["bad"]}
    case = {"set": {mood: whole}, "then": {mood: {"enum": ["good", "odd"]}}}
    told = text(diff(*states(case, tmp_path)))
    assert 'Note.mood can\'t be "bad" any more, as it was deprecated' in told


def test_an_operation_that_was_deprecated_goes_with_a_word(tmp_path: Path) -> None:
    """So does an operation, and it is as major as any that goes."""
    case = {"set": {"/paths/~1ping/get/deprecated": True}, "then_remove": ["/paths/~1ping"]}
    report = diff(*states(case, tmp_path))
    assert "ping ping is gone, as it was deprecated" in text(report)
    assert report.verdict is Verdict.MAJOR


@pytest.mark.parametrize(
    ("release", "verdict", "version"),
    [
        ("v1.4.2", Verdict.MAJOR, "v2.0.0"),
        ("v1.4.2", Verdict.MINOR, "v1.5.0"),
        ("1.4.2", Verdict.PATCH, "1.4.3"),
        ("v0.4.2", Verdict.MAJOR, "v0.5.0"),
        ("v0.4.2", Verdict.MINOR, "v0.4.3"),
        ("client-0.4.2", Verdict.PATCH, "client-0.4.3"),
        ("v1.4.2", Verdict.NONE, "v1.4.2"),
        ("main", Verdict.MAJOR, ""),
        ("v1.4", Verdict.MAJOR, ""),
    ],
)
def test_the_next_version(release: str, verdict: Verdict, version: str) -> None:
    """A verdict is a step of the version, one less below 1.0.0; what is none has none next."""
    assert following(release, verdict) == version


def test_each_form_names_the_next_version(report: Report) -> None:
    """A report that knows a release says which version comes next, and heads the entry with it."""
    told = dataclasses.replace(report, old="v1.4.2", release="v1.4.2")
    assert "   the next version is v2.0.0   " in text(told).splitlines()[0]
    assert "The next version is v2.0.0.\n" in markdown(told)
    assert "```markdown\n## [v2.0.0]\n" in markdown(told)
    assert json.loads(as_json(told))["next_version"] == "v2.0.0"
    later = dataclasses.replace(told, old="0123456")
    assert "after v1.4.2 comes at least v2.0.0" in text(later)
    assert "next" not in text(report).splitlines()[0]
