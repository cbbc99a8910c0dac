"""The third stage: everything that can be said against a description, in one report.

First the form (``structure``), then the rules that a meta-schema cannot express (``rules``). How
grave a fault is says the policy. What is only remarked on in a description of somebody else's is
mended as the remark says, until nothing is left that could be; nothing is assumed in silence.
``overlay`` comes before; ``lower`` may rely on a description without errors: references lead
somewhere, names exist, each thing has the form that the standard gives it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from generator.document import Document, join, split
from generator.findings import Finding, errors
from generator.mending import left_out, mended
from generator.policy import Kind, Policy
from generator.standard.uses import unserved
from generator.validate import structure
from generator.validate.rules import (
    authorization,
    completeness,
    components,
    credentials,
    depth,
    examples,
    extensions,
    http,
    media_types,
    operations,
    references,
    schema_patterns,
    schema_values,
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
    schema_values.check,
    schema_patterns.check,
    unions.check,
    x_variants.check,
    extensions.check,
    operations.check,
    authorization.check,
    components.check,
    completeness.check,
    credentials.check,
    http.check,
    media_types.check,
    unenforced.check,
    texts.check,
)

READERS: tuple[Rule, ...] = (
    components.check,
    completeness.check,
    credentials.check,
    unenforced.check,
    x_variants.check,
)
"""Rules that no mend gives anything new to say."""

ERRORS = 200
"""Errors after which a rule stops looking; half of them are shown."""

ROUNDS = 8
"""Times that a description is mended: a fault hides what is inside."""


def validated(document: Document, policy: Policy) -> tuple[Document, tuple[Finding, ...]]:
    """Return the description with its faults mended as far as they are remarks, and all findings.

    One of ours, and one that is read strictly, is returned as it is.
    """
    survey = Survey(document, policy)
    findings = _findings(survey)
    every = {*findings}
    for _ in range(ROUNDS if policy.is_lenient else 0):
        mends = [one.mend for one in findings if one.mend and one.severity != "error"]
        if not mends:
            break
        document = mended(document, mends)
        survey = Survey(document, policy, survey.sound)
        findings = _findings(survey, is_again=True)
        every = {*(one for one in every if one.severity != "error"), *findings}
    else:
        every |= {_hopeless(one) for one in findings if policy.is_lenient and one.mend}
    return document, tuple(sorted(every))


def _hopeless(finding: Finding) -> Finding:
    return replace(finding, severity="error", kind=None)


def validate(document: Document, policy: Policy | None = None) -> tuple[Finding, ...]:
    """Return all findings in the order of the text, graded by a policy.

    Args:
        document: the effective description.
        policy: by default strict, for a description of whoever `x-provider` says.
    """
    policy = policy or Policy(first_party=document.first_party, strict=True)
    return _findings(Survey(document, policy))


def _findings(survey: Survey, *, is_again: bool = False) -> tuple[Finding, ...]:
    """The same; `is_again` where it is looked at once more, for what faults have hidden."""
    document, policy = survey.document, survey.policy
    rules = [rule for rule in RULES if not is_again or rule not in READERS]
    findings = {finding for rule in rules for finding in _enough(_graded(rule, survey))}
    if policy.is_lenient and errors(findings):
        findings = set(_lessened(document, findings))
    if not is_again:
        faulty = {f.pointer for f in findings if f.severity == "error" or f.mend is not None}
        example_faults = examples.check(survey, faulty)
        findings |= set(_enough(finding.graded(policy) for finding in example_faults))
    return tuple(sorted(findings))


def _graded(rule: Rule, survey: Survey) -> Iterator[Finding]:
    for finding in rule(survey):
        if rule in (extensions.check, x_variants.check) and finding.kind is None:
            yield _of_an_extension(finding).graded(survey.policy)
        else:
            yield finding.graded(survey.policy)


def _of_an_extension(finding: Finding) -> Finding:
    """Others may have extensions of the same names: an error there is one in ours alone."""
    pointer = ""
    for token in split(finding.pointer):
        pointer = join(pointer, token)
        if token.startswith("x-") and finding.severity == "error":
            return replace(finding, kind=Kind.EXTENSION, mend=left_out(pointer))
    return finding


def _lessened(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Errors where no operation leads are none of the client's."""
    elsewhere = unserved(document)
    for finding in findings:
        if finding.severity == "error" and elsewhere(finding.pointer):
            yield replace(finding, kind=Kind.UNSERVED).graded(Policy(first_party=False))
        else:
            yield finding


def _enough(findings: Iterator[Finding]) -> Iterator[Finding]:
    """What a rule finds, up to more errors than anybody is shown."""
    count = 0
    for finding in findings:
        yield finding
        count += finding.severity == "error"
        if count >= ERRORS:
            return
