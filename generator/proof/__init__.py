"""The proof of a report: somebody who uses all of the old package meets the new one.

Job: have code and payloads that were right before meet the new package (`trial`, `payloads`), and
hold what fails against what the rules say, place by place. What fails with the old package as well
is no evidence. A break that nothing witnesses is marked as unproven and is never major; a failure
that no rule explains where it happens is a fault of ours.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from generator.diff.change import Change
from generator.diff.effects import Effect, Verdict
from generator.diff.report import Report
from generator.proof.evidence import Failure, is_about, is_explained, is_of_type
from generator.proof.sides import Names
from generator.proof.trial import failures
from generator.spelled import Api
from generator.two_packages import refuse_without

Answers: TypeAlias = Mapping[str, Mapping[str, Sequence[Any]]]
"""Answers that were stored, as JSON, by provider and the id of the operation."""


class ProofError(Exception):
    """A rule says that all is well where code fails."""


def proved(report: Report, old: Api, new: Api, answers: Answers) -> Report:
    """Return a report whose breaks say whether code was seen to fail.

    Args:
        report: what the rules say.
        old: what there was.
        new: what there is.
        answers: those that were stored of the old side.

    Raises:
        ProofError: code fails where no rule says so.
        UseError: there is nothing to check types with.
    """
    if not report.changes:
        return report
    refuse_without("mypy", "--prove")
    names = Names.of(old, new)
    every = failures(old, new, names, answers)
    refuse_unexplained(report, every, names)
    changes = tuple(judged(c, _of(c, every, report, names)) for c in report.changes)
    return dataclasses.replace(report, changes=changes)


def _of(
    change: Change, every: Sequence[Failure], report: Report, names: Mapping[str, Names]
) -> list[Failure]:
    """Return the failures of a change: at its place, and where its type is and nothing else is."""
    here = [failure for failure in every if is_about(failure, change, names)]
    of_type = (failure for failure in every if is_of_type(failure, change, names))
    return here + [
        failure
        for failure in of_type
        if not any(is_about(failure, other, names) for other in report.changes)
    ]


def judged(change: Change, its_own: Sequence[Failure]) -> Change:
    """Return a change with its proof, by failures of it; what nothing witnesses isn't major."""
    effects = change.effects
    questions = {q for q in ("stay", "runs", "checks") if getattr(effects, q) is Effect.BREAKS}
    if not questions or change.difference.rule == "provider-removed":
        return change
    witness = next((failure for failure in its_own if failure.question in questions), None)
    if witness is not None:
        return dataclasses.replace(change, proof="proven", witness=witness.message)
    return dataclasses.replace(change, proof="unproven", verdict=min(change.verdict, Verdict.MINOR))


def refuse_unexplained(
    report: Report, every: Sequence[Failure], names: Mapping[str, Names]
) -> None:
    """Refuse a report that says nothing of what fails, where it fails.

    Raises:
        ProofError: no change explains a failure.
    """
    rest = [
        f"{failure.provider}: {failure.address} ({failure.question}): {failure.message}"
        for failure in every
        if not any(is_explained(failure, change, names) for change in report.changes)
    ]
    if rest:
        raise ProofError("no rule explains why this fails:\n" + "\n".join(rest))
