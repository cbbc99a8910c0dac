"""A report as an entry of a changelog, in the form of Keep a Changelog."""

from __future__ import annotations

from typing import Final

from generator.diff.change import Change
from generator.diff.effects import Verdict
from generator.diff.render.words import counts, is_text, sentence
from generator.diff.report import Report
from generator.terminal import line

SECTIONS: Final = ("Added", "Changed", "Deprecated", "Removed")


def changelog(report: Report) -> str:
    """Return an entry, ready to be copied; breaks say so."""
    changes = [change for change in report.changes if not is_text(change)]
    lines = [f"## [{report.next_version}]", ""] if report.next_version and changes else []
    for section in SECTIONS:
        entries = [_entry(change, report) for change in changes if _section(change) == section]
        if entries:
            lines += [f"### {section}", "", *dict.fromkeys(entries), ""]
    texts = counts(change for change in report.changes if is_text(change))
    lines += [f"Also: {texts}.", ""] if texts else []
    return "".join(f"{each}\n" for each in lines) or "Nothing changed for callers.\n"


def _section(change: Change) -> str:
    rule = change.difference.rule
    if rule.endswith("-added"):
        return "Added"
    if rule.endswith("-removed"):
        return "Removed"
    return "Deprecated" if rule == "deprecated" else "Changed"


def _entry(change: Change, report: Report) -> str:
    address = change.difference.address
    breaks = "**Breaking:** " * (change.verdict is Verdict.MAJOR)
    whom = "" if change.providers == report.providers else f" ({', '.join(change.providers)})"
    words = line(f"`{address.replace('`', '')}`{sentence(change, report)[len(address) :]}{whom}")
    return f"- {breaks}{words}"
