"""A report as one comment of a pull request: verdict, table, breaks, additions, changelog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.diff.change import Change
from generator.diff.effects import Effect
from generator.diff.render.changelog import changelog
from generator.diff.render.words import (
    cell,
    counts,
    exceptions,
    gist,
    is_plain,
    is_text,
    next_version,
    sentence,
    who_must_act,
)
from generator.diff.report import Report
from generator.diff.rules import RULES
from generator.diff.verdicts import SAYS

MARK: Final = "<!-- compactgen diff -->"
"""By which whoever posts the comment finds the one before, to replace it."""


def markdown(report: Report) -> str:
    """Return a report as Markdown."""
    changes = [change for change in report.changes if not is_text(change)]
    breaks = [change for change in changes if not is_plain(change)]
    additions = [change for change in changes if is_plain(change)]
    lines = [MARK, *_head(report), "", *_table(report), ""]
    if report.project:
        own = [f"- {escaped(each)}" for each in report.project]
        lines += ["### What fails in the project's own code", "", *own, ""]
    if breaks:
        lines += ["### What changes", "", *(_item(change, report) for change in breaks), ""]
    if additions:
        lines += _folded(f"{counts(additions)}", [_item(change, report) for change in additions])
    texts = counts(change for change in report.changes if is_text(change))
    lines += [f"{texts}.", ""] if texts else []
    entry = changelog(report).rstrip().splitlines()
    lines += _folded("Entry for the changelog", ["```markdown", *entry, "```"])
    lines.append(f"Policy `{report.policy}`: {SAYS[report.policy]}; below 1.0.0 a step less.")
    return "".join(f"{line}\n" for line in lines)


def _head(report: Report) -> Iterator[str]:
    reason = exceptions(report)
    yield f"## {escaped(report.old)} → {escaped(report.new)}: {report.verdict}"
    yield ""
    yield f"**{escaped(who_must_act(report))}.**{f' ({reason})' if reason else ''}"
    if version := next_version(report):
        yield f"{escaped(version[0].upper() + version[1:])}."
    for change in report.must_act:
        yield f"- {escaped(sentence(change, report))} ({', '.join(change.providers)})"


def _table(report: Report) -> Iterator[str]:
    yield "| provider | stay | runs | checks | verdict | |"
    yield "|---|---|---|---|---|---|"
    for name in report.providers:
        one = report.of(name)
        cells = (cell(one.changes, question) for question in ("stay", "runs", "checks"))
        yield f"| {' | '.join([name, *cells, str(one.verdict), escaped(gist(one.changes))])} |"


def _item(change: Change, report: Report) -> str:
    whom = "" if change.providers == report.providers else f"{', '.join(change.providers)}: "
    place = f" (`{change.where}`)" if change.where else ""
    fix = RULES[change.difference.rule].fix
    ends = [f"fix: {fix}"] if fix and Effect.BREAKS in _effects(change) else []
    if change.proof:
        ends.append(change.proof + (f": {escaped(change.witness)}" if change.witness else ""))
    if change.accepted:
        ends = [f"accepted: {escaped(change.accepted)}"]
    elif str(change.verdict) == "major":
        ends.append(f"accept: `{change.fingerprint}`")
    after = f"; {'; '.join(ends)}" if ends else ""
    return f"- **{change.verdict}** {whom}{escaped(sentence(change, report))}{place}{after}"


def _effects(change: Change) -> tuple[Effect, ...]:
    return change.effects.stay, change.effects.runs, change.effects.checks


def _folded(title: str, lines: list[str]) -> list[str]:
    return ["<details>", f"<summary>{escaped(title)}</summary>", "", *lines, "", "</details>", ""]


def escaped(text: str) -> str:
    """Return text whose signs mean nothing in Markdown, and are no HTML."""
    result = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    for sign in "\\*_[]|#`":
        result = result.replace(sign, f"\\{sign}")
    return result
