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
    examples,
    extensions,
    http,
    operations,
    references,
    schemas,
    texts,
    unenforced,
    unions,
    x_variants,
)
from generator.validate.survey import Survey

Rule = Callable[[Survey], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    structure.check,
    references.check,
    depth.check,
    schemas.check,
    unions.check,
    x_variants.check,
    extensions.check,
    operations.check,
    components.check,
    completeness.check,
    credentials.check,
    http.check,
    unenforced.check,
    texts.check,
)

ERRORS = 200
"""Errors after which a rule stops looking; half of them are shown."""


def validate(document: Document, *, first_party: bool | None = None) -> tuple[Finding, ...]:
    """All findings in the order of the text; ``own`` overrides what ``x-provider`` says."""
    survey = Survey(document, document.first_party if first_party is None else first_party)
    findings = {finding for rule in RULES for finding in _enough(rule(survey))}
    faulty = {finding.pointer for finding in errors(findings)}
    return tuple(sorted({*findings, *_enough(examples.check(survey, faulty))}))


def _enough(findings: Iterator[Finding]) -> Iterator[Finding]:
    """What a rule finds, up to more errors than anybody is shown."""
    count = 0
    for finding in findings:
        yield finding
        count += finding.severity == "error"
        if count >= ERRORS:
            return
