"""Reads a lock of names."""

from __future__ import annotations

import keyword
from pathlib import Path

from generator.document import Where
from generator.findings import Diagnosis, Finding
from generator.names_lock.entries import COLUMNS, Entry, NamesLock


def read(path: Path | None) -> tuple[NamesLock, Diagnosis]:
    """Return the lock that a file holds; one that isn't there holds nothing."""
    if path is None or not path.is_file():
        return NamesLock(), Diagnosis()
    file, text = path.as_posix(), path.read_text(encoding="utf-8", errors="replace")
    entries: list[Entry] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            _take(line, Where(file, number, 1), entries, findings)
    lock = NamesLock(file=file, text=text, entries=tuple(entries))
    return lock, Diagnosis(findings=tuple(findings), sources=lock.sources)


def _take(line: str, where: Where, entries: list[Entry], findings: list[Finding]) -> None:
    parts = line.rsplit(maxsplit=COLUMNS - 1)
    names = parts[1].split(",") if len(parts) == COLUMNS else []
    if not names or not all(map(_is_name, names)):
        message = "a line is an address, a name in code, and providers with commas between them"
        findings.append(Finding(where, "", message))
        return
    if twice := next((name for name in names if names.count(name) > 1), None):
        findings.append(Finding(where, "", f"{twice} is there twice: take one of them out"))
        return
    name, *former = names
    providers = tuple(parts[2].split(","))
    entry = Entry(
        address=parts[0], name=name, former=tuple(former), providers=providers, where=where
    )
    entries.append(entry)


def _is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)
