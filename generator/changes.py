"""What callers get and lose between two states of the Api, by their texts (`dump`).

Job: compare the lines of two dumps, each with what it stands below, and say once what is the same
for several providers. In which namespace a declaration stands is no caller's matter and left out;
of a provider that joins or leaves, one line stands for all.
It must not judge a change: whether one breaks callers can't be seen from lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

PROVIDER: Final = re.compile(r"provider (\w+): ")
DECLARED: Final = re.compile(
    r"  (?:model|alias|union) (\w+)(?: as \w+)?(?: \([^)]*\))? \[([\w ]+)\]"
)
METHOD: Final = re.compile(r"    method (\S+)")
BODY: Final = re.compile(r"    sends \w+: (\w+)$")

Line: TypeAlias = tuple[str, str]
"""What a line stands below, and the line."""

Lines: TypeAlias = dict[Line, list[str]]
"""The providers of each line."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is there no more, or new."""

    sign: str
    """`+` or `-`."""
    subject: str
    line: str
    providers: tuple[str, ...]

    def __str__(self) -> str:
        subject = f"{self.subject}: " if self.subject else ""
        return f"{self.sign} {subject}{self.line} ({', '.join(self.providers)})"


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return what changed from one dump to another, in the order of the second."""
    old, new = _lines(before), _lines(after)
    order = {subject: place for place, (subject, _) in enumerate([*new, *old])}
    deletions, additions = _missing(old, new, "-"), _missing(new, old, "+")
    return tuple(sorted([*deletions, *additions], key=lambda one: order[one.subject]))


def _missing(these: Lines, those: Lines, sign: str) -> Iterator[Change]:
    elsewhere = {name for providers in those.values() for name in providers}
    for (subject, line), providers in these.items():
        others = {*those.get((subject, line), ())}
        if not PROVIDER.match(line):  # of one that joins or leaves, this line stands for all
            others |= {*providers} - elsewhere
        absentees = tuple(name for name in providers if name not in others)
        if absentees:
            yield Change(sign, subject, line, absentees)


def _lines(text: str) -> Lines:
    result: Lines = {}
    arguments = _arguments(text)
    for providers, subject, line in _placed(text.splitlines()):
        for provider in providers:
            method = arguments.get((provider, subject))
            place = (method, f"argument {line}") if method else (subject, line)
            if not (method and line.startswith(f"model {subject}")):
                result.setdefault(place, []).append(provider)
    return result


def _placed(lines: Iterable[str]) -> Iterator[tuple[list[str], str, str]]:
    """Yield the providers of each line, what it stands below, and the line."""
    providers: list[str] = []
    subject = ""
    for line in lines:
        if provider := PROVIDER.match(line):
            providers, subject = [provider[1]], ""
        elif match := DECLARED.match(line):
            providers, subject = match[2].split(), match[1]
        elif line.startswith("  operation "):
            subject = line.strip().partition(":")[0]
        elif line.startswith("namespace "):
            continue
        if providers and line:
            yield providers, subject, re.sub(r" \[[\w ]+\]", "", line).strip()


def _arguments(text: str) -> dict[tuple[str, str], str]:
    """Return the method to which the properties of a model are arguments, for each provider."""
    result: dict[tuple[str, str], str] = {}
    provider = method = ""
    for line in text.splitlines():
        if match := PROVIDER.match(line):
            provider = match[1]
        elif match := METHOD.match(line):
            method = match[1]
        elif match := BODY.match(line):
            result[provider, match[1]] = method
    return result
