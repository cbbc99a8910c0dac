"""Breaks that a project has accepted: a committed file with a reason for each.

Job: read `accepted.yaml`, mark in a report what it accepts, and write what is accepted now. A break
is known by its fingerprint, which no wording decides; one that doesn't occur any more is an error
at its place. What is accepted is told all the same, and counts as before for the version: it only
fails no run.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.diff.change import Change
from generator.diff.report import Report
from generator.document import Where
from generator.findings import Diagnosis, Finding
from generator.load import load_file

NAME: Final = "accepted.yaml"

HEAD: Final = """\
# Breaks that are accepted, each with its reason. `compactgen diff --accept` adds to the list; what
# doesn't occur any more has to be taken out.

accepted:
"""

WANTED: Final = ("fingerprint", "because")


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted break."""

    because: str
    where: Where


def read(path: Path) -> tuple[Mapping[str, Entry], Diagnosis]:
    """Return what a file accepts, by fingerprint; nothing where there is no file."""
    if not path.is_file():
        return {}, Diagnosis()
    document, diagnosis = load_file(path)
    if document is None:
        return {}, diagnosis
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    breaks = document.root.get("accepted")
    for number, node in enumerate(breaks.items if breaks else ()):
        texts = {key: node.text(key) for key in WANTED}
        if not all(texts.values()):
            message = f"an accepted break has {' and '.join(WANTED)}, both texts"
            findings.append(Finding(node.where, f"/accepted/{number}", message))
        else:
            entries[str(texts["fingerprint"])] = Entry(str(texts["because"]), node.where)
    return entries, diagnosis + Diagnosis(findings=tuple(findings), sources=document.sources)


def applied(report: Report, entries: Mapping[str, Entry]) -> Report:
    """Return a report in which the changes say why they are accepted."""
    changes = (
        (
            dataclasses.replace(change, accepted=entries[change.fingerprint].because)
            if change.fingerprint in entries
            else change
        )
        for change in report.changes
    )
    return dataclasses.replace(report, changes=tuple(changes))


def stale(report: Report, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield the entries that accept nothing."""
    there = {change.fingerprint for change in report.changes}
    for fingerprint, entry in entries.items():
        if fingerprint not in there:
            message = f"the break {fingerprint} doesn't occur any more: take this entry out"
            yield Finding(entry.where, "", message)


def add(path: Path, change: Change, because: str) -> None:
    """Write down that a change is accepted."""
    before = path.read_text(encoding="utf-8") if path.is_file() else HEAD
    path.write_bytes((before + "".join(_entry(change, because))).encode())


def _entry(change: Change, because: str) -> Iterator[str]:
    one = change.difference
    members = {
        "rule": one.rule,
        "providers": [*change.providers],
        "address": one.address,
        "because": because,
    }
    yield f'  - fingerprint: "{change.fingerprint}"\n'
    yield from (f"    {k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in members.items())
