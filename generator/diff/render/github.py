"""A report as workflow commands of GitHub, which annotates the lines of a change with them."""

from __future__ import annotations

from typing import Final

from generator.diff.change import Change
from generator.diff.effects import Verdict
from generator.diff.render.words import is_text, sentence
from generator.diff.report import Report

LEVELS: Final = {Verdict.MAJOR: "error", Verdict.MINOR: "warning", Verdict.PATCH: "notice"}


def github(report: Report) -> str:
    """Return a line for each change but those of words."""
    changes = [change for change in report.changes if not is_text(change)]
    return "".join(f"{_command(change, report)}\n" for change in changes)


def _command(change: Change, report: Report) -> str:
    whom = ", ".join(change.providers)
    level = "notice" if change.accepted else LEVELS.get(change.verdict, "notice")
    where = change.where
    places = (
        {"file": where.file, "line": str(where.line), "col": str(where.column)} if where else {}
    )
    properties = {**places, "title": f"{change.verdict} for {whom}"}
    attributes = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{level} {attributes}::{_escaped(sentence(change, report))}"


def _escaped(text: str, more: str = "") -> str:
    """Return text as a workflow command has it."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)
