"""The third stage: everything that can be said against a description, in one report.

First the form (``structure``), then the rules that a meta-schema cannot express (``rules``).
Nothing is changed, repaired or assumed in silence. ``overlay`` comes before; ``lower`` may rely
on a description without errors: references lead somewhere, tags are complete, names exist.
"""

from collections.abc import Callable, Iterator

from generator.document import Document
from generator.findings import Finding, errors
from generator.validate import structure
from generator.validate.rules import (
    completeness,
    components,
    credentials,
    depth,
    extensions,
    links,
    operations,
    samples,
    schemas,
    texts,
    unenforced,
    unions,
    variants,
    wire,
)
from generator.validate.survey import Survey

Rule = Callable[[Survey], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    structure.check,
    links.check,
    depth.check,
    schemas.check,
    unions.check,
    variants.check,
    extensions.check,
    operations.check,
    components.check,
    completeness.check,
    credentials.check,
    wire.check,
    unenforced.check,
    texts.check,
)

ERRORS = 200
"""Errors after which a rule stops looking; half of them are shown."""


def validate(document: Document, *, own: bool | None = None) -> tuple[Finding, ...]:
    """All findings in the order of the text; ``own`` overrides what ``x-provider`` says."""
    survey = Survey(document, document.first_party if own is None else own)
    findings = {finding for rule in RULES for finding in _enough(rule(survey))}
    faulty = {finding.pointer for finding in errors(findings)}
    return tuple(sorted({*findings, *_enough(samples.check(survey, faulty))}))


def _enough(findings: Iterator[Finding]) -> Iterator[Finding]:
    """What a rule finds, up to more errors than anybody is shown."""
    count = 0
    for finding in findings:
        yield finding
        count += finding.severity == "error"
        if count >= ERRORS:
            return
