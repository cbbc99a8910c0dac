"""The effective descriptions: what each provider serves, read, overlaid, filtered and valid.

Job: put the stages before `lower` in their order. What is wrong is the author's, and all of it is
told in one report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.document import Document
from generator.findings import Diagnosis, Finding
from generator.inputs import examples_beside
from generator.job import Job, refuse_unknown_providers, refuse_unmatched
from generator.load import load, load_file, refusal
from generator.names_lock import NamesLock
from generator.overlay import examples
from generator.overlay.filtering import filtered
from generator.overlay.providers import provided
from generator.policy import Policy

Tell = Callable[[str, str], None]
"""Is told of each stage that is done, and how much came out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The effective descriptions as they were read: nobody has asked yet whether they are valid."""

    documents: tuple[Document, ...]
    diagnosis: Diagnosis
    """What was found meanwhile."""
    policy: Policy
    """By which what is found in them is graded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptions:
    """The effective descriptions, free of errors, and what else was found."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    policy: Policy
    """By which what is found in them is graded."""
    names: NamesLock = NamesLock()
    """The names that stay, where a lock says so."""

    @property
    def sources(self) -> dict[str, str]:
        """The text of every file that was read."""
        texts = {file: text for d in self.documents for file, text in d.sources.items()}
        return {**texts, **self.names.sources}


def describe(job: Job, tell: Tell) -> Descriptions:
    """Return the effective description of each provider, valid and with its examples.

    Raises:
        DescriptionError: something is wrong with them.
        UseError: a provider is asked for that isn't there.
    """
    return valid(drafts(job, tell), tell)


def drafts(job: Job, tell: Tell) -> Drafts:
    """Return the effective description of each provider, with its examples.

    Raises:
        DescriptionError: the base description can't be read.
        UseError: a provider is asked for that isn't there.
    """
    base, diagnosis = load(job.description, job.root)
    if base is None:
        raise refusal(diagnosis, strict=job.strict)
    policy = Policy(first_party=base.first_party, strict=job.strict)
    tell("load", f"{len(base.sources)} files")
    refuse_unknown_providers(job, base.provider)
    overlays, unread = _overlays(job)
    documents, overlay_diagnosis = provided(base, overlays, job.providers, job.order)
    tell("overlay", f"{len(documents)} providers")
    refuse_unmatched(job, documents)
    documents = tuple(filtered(document, job.operations) for document in documents)
    documents, example_diagnosis = _with_examples(documents, job)
    diagnosis = (diagnosis + unread + overlay_diagnosis + example_diagnosis).graded(policy)
    return Drafts(documents=documents, diagnosis=diagnosis, policy=policy)


def valid(drafts: Drafts, tell: Tell) -> Descriptions:
    """Return the same descriptions, valid.

    Raises:
        DescriptionError: something is wrong with them.
    """
    from generator.validate import validated  # its libraries take longer than all that is before

    policy = drafts.policy
    results = [validated(document, policy) for document in drafts.documents]
    diagnosis = drafts.diagnosis
    diagnosis += Diagnosis(
        findings=tuple(finding for _, findings_of_one in results for finding in findings_of_one)
    )
    if diagnosis.errors:
        raise diagnosis.refusal()
    findings = tuple(sorted({*diagnosis.findings}))
    tell("validate", f"{len(findings)} findings")
    documents = tuple(document for document, _ in results)
    return Descriptions(documents=documents, findings=findings, policy=policy)


def _overlays(job: Job) -> tuple[dict[str, Document], Diagnosis]:
    """Return the overlays of the wanted providers, as far as they can be read."""
    overlays: dict[str, Document] = {}
    diagnosis = Diagnosis()
    for name, path in job.overlays.items():
        if not job.providers or name in job.providers:
            document, problems = load_file(path)
            overlays |= {name: document} if document is not None else {}
            diagnosis += problems
    return overlays, diagnosis


def _with_examples(
    documents: tuple[Document, ...], job: Job
) -> tuple[tuple[Document, ...], Diagnosis]:
    """Return the descriptions with the examples that stand in files of their own."""
    providers = {document.provider for document in documents}
    loaded_files = [load_file(path) for path in examples_beside(job.description, providers)]
    files = [file for file, _ in loaded_files if file is not None]
    pairs = [examples.embed(document, files) for document in documents]
    problems = [diagnosis for _, diagnosis in (*loaded_files, *pairs)]
    return tuple(document for document, _ in pairs), sum(problems, Diagnosis())
