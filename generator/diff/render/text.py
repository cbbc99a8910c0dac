"""A report for a terminal: a table of providers, then what breaks, then what else changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from generator.diff.change import Change
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
from generator.terminal import line

QUESTIONS: Final = ("stay", "runs", "checks")

RED: Final = "31"
YELLOW: Final = "33"
COLOURS: Final = {"major": "1;31", "minor": "33", "patch": "36", "none": "32", "ok": "32"}
"""Of verdicts, and of a cell that is fine."""

GAP: Final = "   "

Paint: TypeAlias = Callable[[str, str], str]
"""Colours a text by the word that decides its colour."""


def text(report: Report, *, coloured: bool = False) -> str:
    """Return a report as lines, with the colours of a terminal if they are asked for."""
    paint = _coloured if coloured else _plain
    lines = [
        _head(report, paint),
        *(f"  {line(each)}" for each in report.project),
        *_table(report, paint),
        *_changes(report, paint),
        _foot(report),
    ]
    return "".join(f"{each.rstrip()}\n" for each in lines)


def _plain(words: str, _: str) -> str:
    return words


def _coloured(words: str, key: str) -> str:
    colour = COLOURS.get(key) or (RED if "break" in key else YELLOW)
    return f"\x1b[{colour}m{words}\x1b[0m"


def _head(report: Report, paint: Paint) -> str:
    sides = f"{line(report.old)} -> {line(report.new)}" if report.old else ""
    verdict = paint(str(report.verdict), str(report.verdict))
    reason = exceptions(report)
    acting, version = line(who_must_act(report)), line(next_version(report))
    parts = (sides, verdict, f"({reason})" if reason else "", version, acting)
    return GAP.join(part for part in parts if part)


def _table(report: Report, paint: Paint) -> Iterator[str]:
    rows: list[tuple[str, ...]] = [("", *QUESTIONS, "verdict", "")]
    for name in report.providers:
        one = report.of(name)
        cells = (cell(one.changes, question) for question in QUESTIONS)
        rows.append((name, *cells, str(one.verdict), line(gist(one.changes))))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        wide_cells = [word.ljust(width) for word, width in zip(row, widths, strict=True)]
        pairs = zip(row, wide_cells, strict=True)
        words = [_cell(word, wide, paint) if number else wide for word, wide in pairs]
        yield f"  {GAP.join(words)}"


def _cell(word: str, wide_cell: str, paint: Paint) -> str:
    is_answer = word in COLOURS or word.endswith(("break", "breaks", "note", "notes"))
    return paint(wide_cell, word) if is_answer else wide_cell


def _changes(report: Report, paint: Paint) -> Iterator[str]:
    changes = [change for change in report.changes if not is_text(change)]
    breaks = [change for change in changes if not is_plain(change)]
    for change in (*breaks, *(change for change in changes if is_plain(change))):
        yield from _change(change, report, paint)
    texts = counts(change for change in report.changes if is_text(change))
    if texts:
        yield f"{paint('patch', 'patch')}  {texts}"


def _change(change: Change, report: Report, paint: Paint) -> Iterator[str]:
    verdict, place = str(change.verdict), str(change.where or "")
    whom = "" if change.providers == report.providers else f"{', '.join(change.providers)}: "
    words = line(f"{whom}{sentence(change, report)}")
    parts = (words, line(place), change.proof)
    yield f"{paint(verdict, verdict)}  {GAP.join(each for each in parts if each)}"
    if change.witness:
        yield f"       {line(change.witness)}"
    fix = RULES[change.difference.rule].fix
    if change.accepted:
        yield f"       accepted: {line(change.accepted)}"
    elif verdict == "major":
        advice = [f"fix: {fix}"] if fix else []
        yield f"       {GAP.join([*advice, f'accept: {change.fingerprint}'])}"


def _foot(report: Report) -> str:
    return f"policy {report.policy}: {SAYS[report.policy]}; below 1.0.0 a step less"
