"""What is wrong with a description, said in a form that leads to the place.

Findings are the author's errors; a fault of this program is an ordinary exception instead.
This module formats and orders them. How grave they are is the policy's; nothing is printed here.
Every stage up to `lower` makes findings; the command line shows them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from generator.document import Where
from generator.mending import Mend
from generator.policy import Kind, Policy, Severity
from generator.quoting import visible
from generator.standard.credentials import hidden

LIMIT = 100
"""More findings than this help nobody; the rest is counted."""

FEW = 3
"""Warnings of one kind that are told one by one."""

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")

MISTAKES = 1_000
"""Findings after which a stage looks for no more of them."""

WIDTH = 96
"""Characters of a source line that a frame shows."""

MESSAGE = 10_000
"""Characters of a message that are looked at; fewer are shown."""

KEY = 4096
"""Characters that a credential has at most."""

TOKEN = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|[\[{]|[^\s,\[\]{}]+""")
"""What a frame underlines: a quoted string, a bracket or a word."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding. The order of the fields is the order in which findings are sorted."""

    where: Where
    pointer: str
    message: str
    severity: Severity = "error"
    kind: Kind | None = field(default=None, compare=False)
    """By which the policy grades it; one without is graded where it was found."""
    mend: Mend | None = field(default=None, compare=False, repr=False)
    """What is taken instead, where the fault is a remark."""
    one: str = field(default="", compare=False)
    """What one of its kind is called, where it has none of the policy's."""
    many: str = field(default="", compare=False)
    """What several of it are called."""
    follows: bool = field(default=False, compare=False)
    """Whether another error may have brought it about: where there is one, it is only counted."""

    def graded(self, policy: Policy) -> Finding:
        """Return the finding, as grave as it is by a policy."""
        if self.kind is None:
            return self
        verdict = self.kind.value
        severity = policy.severity(self.kind)
        return replace(self, severity=severity, one=verdict.one, many=verdict.many)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What a stage has found, and the texts that its findings point into."""

    findings: tuple[Finding, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    """By the names of files."""
    advice: str = ""
    """What else to say of errors, below them."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that forbid to go on."""
        return errors(self.findings)

    def graded(self, policy: Policy) -> Diagnosis:
        """Return the same, as grave as it is by a policy."""
        return replace(self, findings=tuple(one.graded(policy) for one in self.findings))

    def refusal(self) -> DescriptionError:
        """Return the exception to raise because of them."""
        return DescriptionError(self.findings, self.sources, self.advice)

    def __add__(self, other: Diagnosis) -> Diagnosis:
        """Return what two stages have found."""
        return Diagnosis(
            findings=(*self.findings, *other.findings),
            sources={**self.sources, **other.sources},
            advice=other.advice or self.advice,
        )


class DescriptionError(Exception):
    """The description is at fault; holds all findings and the texts that they point into.

    The pipeline raises it, and `load` within itself, where reading on makes no sense. `advice` is
    what else to say of them, below.
    """

    def __init__(
        self, findings: Iterable[Finding], sources: Mapping[str, str], advice: str = ""
    ) -> None:
        self.findings = tuple(sorted(_said_once(findings)))
        self.sources = dict(sources)
        self.advice = advice
        causes = _causes(self.findings)
        rest = _rest(len(self.findings) - len(causes))
        super().__init__(render(causes, self.sources) + rest + advice)

    @property
    def brief(self) -> str:
        """What is wrong, and of remarks no more than where nothing is: the rest is counted."""
        causes = _causes(self.findings)
        remarks, lines = summary(one for one in causes if one.severity != "error")
        counts = "".join(f"{visible(line)}\n" for line in lines)
        rest = _rest(len(self.findings) - len(causes))
        return render([*errors(causes), *remarks], self.sources) + counts + rest + self.advice


def _said_once(findings: Iterable[Finding]) -> set[Finding]:
    """The findings without those that are an error as well: two stages may look at one place."""
    once = set(findings)
    wrong = {(one.where, one.pointer, one.message) for one in errors(once)}
    return {
        one
        for one in once
        if one.severity == "error" or (one.where, one.pointer, one.message) not in wrong
    }


def _causes(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without the errors that may follow from another one."""
    causes = tuple(one for one in findings if not (one.follows and one.severity == "error"))
    return causes if errors(causes) else findings


def _rest(count: int) -> str:
    """Return the line about findings that are only counted."""
    if not count:
        return ""
    which = "1 more, which may" if count == 1 else f"{count} more, which may all"
    return f"... and {which} follow from these: told where nothing else is wrong\n"


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only the findings that forbid to go on."""
    return tuple(finding for finding in findings if finding.severity == "error")


def summary(findings: Iterable[Finding]) -> tuple[list[Finding], list[str]]:
    """Return the warnings that are told one by one, and a line for each kind of the others.

    Notes are only counted, and so are warnings that there are more than `FEW` of.
    """
    kinds: dict[str, list[Finding]] = {}
    for finding in sorted(set(findings)):
        kinds.setdefault(finding.many or finding.severity, []).append(finding)
    single: list[Finding] = []
    totals: Counter[tuple[str, str]] = Counter()
    for many, alike in kinds.items():
        warnings = [finding for finding in alike if finding.severity == "warning"]
        alone = not alike[0].many or len(warnings) <= FEW
        single += warnings if alone else []
        rest = len(alike) - (len(warnings) if alone else 0)
        names = (alike[0].one, many) if alike[0].many else ("other remark", "other remarks")
        totals[names] += rest
    lines = [_counted(count, *names) for names, count in totals.items() if count]
    return single, [text for _, text in sorted(lines)]


def _counted(count: int, one: str, many: str) -> tuple[str, str]:
    """Return how many there are of a kind, and that with how to see them."""
    text, them = (f"1 {one}", "it") if count == 1 else (f"{count} {many}", "them")
    return text, f"{text}; --notes lists {them}"


def render(
    findings: Iterable[Finding], sources: Mapping[str, str], limit: int | None = LIMIT
) -> str:
    """Return the findings as text: sorted, each once, errors never crowded out by notes."""
    findings = sorted(set(findings))
    limit = len(findings) if limit is None else limit
    foremost = sorted(sorted(findings, key=_weight)[:limit])
    shown_in = {one.where.file for one in foremost}
    lines = {file: sources[file].splitlines() for file in shown_in & sources.keys()}
    parts = ["\n".join(_finding(one, lines.get(one.where.file, []))) for one in foremost]
    if len(findings) > limit:
        parts.append(f"... and {len(findings) - limit} more")
    return "".join(part + "\n" for part in parts)


def _weight(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


def _finding(finding: Finding, lines: list[str]) -> Iterator[str]:
    message = visible(hidden(finding.message[:MESSAGE]), 1000)
    yield f"{visible(str(finding.where))}: {finding.severity}: {message}"
    if finding.pointer:
        yield f"  at {visible(hidden(finding.pointer[:MESSAGE]))}"
    if 0 < finding.where.line <= len(lines):
        yield from _frame(finding.where, lines[finding.where.line - 1])


def _frame(where: Where, line: str) -> Iterator[str]:
    """The source line with a mark under the place, cut around it when it is long."""
    at = where.column - 1
    start = max(0, at - WIDTH // 2) if len(line) > WIDTH else 0
    around = max(0, start - KEY)  # a key that begins before what is shown is hidden as well
    line = hidden(line[around : start + WIDTH + KEY])
    before, rest = line[start - around : at - around], line[at - around : start + WIDTH - around]
    match = TOKEN.match(rest)
    mark = match.group() if match else " "
    gutter = str(where.line)
    before, rest, mark = _printable(before), _printable(rest), _printable(mark)
    yield f"    {gutter} | {'...' if start else ''}{before}{rest}".rstrip()
    indent = " " * (len(before) + (3 if start else 0))
    yield f"    {' ' * len(gutter)} | {indent}^{'~' * (len(mark) - 1)}"


def _printable(text: str) -> str:
    return visible(text.replace("\t", " "), limit=len(text) + 1)
