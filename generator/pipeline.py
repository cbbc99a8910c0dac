"""The straight line: from a description to files on the disk, one line a stage.

Job: put the stages in their order and hand each what the one before made. Up to `lower` what is
wrong is the author's, and all of it is told in one report; after it, it is ours. This module
decides nothing that a stage could, and prints nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import publish
from generator.api import Api
from generator.changes import Change
from generator.descriptions import Descriptions, Tell, describe
from generator.files import Files
from generator.findings import Diagnosis, Finding
from generator.former_output import changes_from, effect_on_callers
from generator.job import Job
from generator.names_lock import read as read_names, text as names_of
from generator.outputs import followed, outputs
from generator.publish import destination, manifest
from generator.publish.manifest import Manifest
from generator.publish.report import Report
from generator.spelled import Api as SpelledApi
from generator.verify import verify

if TYPE_CHECKING:
    from generator.diff.report import Report as Effect

Show = Callable[[Job, "Effect"], None]
"""Is told what becomes of the callers of a job's package, before it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """What a run did, and what it was made from."""

    report: Report
    descriptions: Descriptions
    changes: tuple[Change, ...]
    """What callers get and lose, where the folder told what there was before."""
    left_out: tuple[str, ...] = ()
    """What the language can't have of the Api, a line each."""
    names_current: bool = True
    """Whether the lock of names is what the run makes of it, where it was asked for."""


def generate(
    jobs: Sequence[Job],
    out: Path,
    *,
    check: bool,
    force: bool,
    tell: Tell,
    show: Show = lambda _, __: None,
) -> tuple[Generated, ...]:
    """Bring the output folder up to date, or only compare it.

    The jobs are one job in several languages: what the descriptions mean is found out once.
    What becomes of the callers of a package that is there is shown before it is written.
    """
    descriptions = describe(jobs[0], tell)
    for job in jobs:
        _refuse(job, out, descriptions, check=check)
    api, spelled_apis, descriptions = meaning(descriptions, jobs, tell)
    packages = outputs(api, spelled_apis, descriptions, jobs, tell)
    for job, (files, _) in zip(jobs, packages, strict=True):
        if (effect := effect_on_callers(files, out, job)) is not None:
            show(job, effect)
    results = [
        _generated(each, job, out, descriptions, check=check, force=force, tell=tell)
        for job, each in zip(jobs, packages, strict=True)
    ]
    lockable_apis = (each for each in spelled_apis if isinstance(each, SpelledApi))
    names_current = all(
        _lock_names(each, descriptions, jobs[0], check=check) for each in lockable_apis
    )
    return tuple(
        dataclasses.replace(each, left_out=job.language.left_out(api), names_current=names_current)
        for job, each in zip(jobs, results, strict=True)
    )


def _generated(
    files_and_manifest: tuple[Files, Manifest],
    job: Job,
    out: Path,
    descriptions: Descriptions,
    *,
    check: bool,
    force: bool,
    tell: Tell,
) -> Generated:
    """Bring one package up to date, or only compare it."""
    files, about = files_and_manifest
    files = manifest.complete(files, job.folder, about)
    effects = changes_from(files, out)
    if check:
        report = publish.check(files, out, job.folder)
    else:
        report = publish.publish(files, out, job.folder, force=force)
    tell("check" if check else "publish", f"{report.total} files")
    return Generated(report=report, descriptions=descriptions, changes=effects)


def _lock_names(api: SpelledApi, descriptions: Descriptions, job: Job, *, check: bool) -> bool:
    """Write the lock of names if that was asked for, and return whether it was as it is now."""
    if job.names is None or not job.writes_names:
        return True
    text = names_of(api, descriptions.names)
    if text == descriptions.names.text:
        return True
    if not check:
        job.names.write_bytes(text.encode())
    return False


def _refuse(job: Job, out: Path, descriptions: Descriptions, *, check: bool) -> None:
    """Refuse a folder that can't take output, before work is spent on it."""
    inputs = [Path(file) for file in descriptions.sources]
    folder = destination.resolved(out)
    destination.refuse_folder(folder, job.description, inputs)
    if not check:
        destination.refuse_fixed(folder)


def meaning(
    descriptions: Descriptions, jobs: Sequence[Job], tell: Tell
) -> tuple[Api, tuple[Any, ...], Descriptions]:
    """Return what the descriptions mean, and them with what was found meanwhile.

    Between them stands the same in the names of each job's language.

    Raises:
        DescriptionError: something in them isn't supported, or can't be a name in a language; what
            was found before is told as well.
    """
    from generator.lower import lower  # what is kept from before needs none of it

    job = jobs[0]
    with followed(descriptions):
        api, diagnosis = lower(descriptions.documents, job.package, descriptions.policy)
        names, unread = read_names(job.names)
        descriptions = dataclasses.replace(descriptions, names=names)
        diagnosis = (
            Diagnosis(findings=descriptions.findings, sources=descriptions.sources) + diagnosis
        )
        diagnosis += unread
        spelled_apis = []
        for each in jobs:
            spelling, misspelt = _spelled(api, descriptions, each)
            spelled_apis.append(spelling)
            diagnosis += misspelt
        if diagnosis.errors:
            raise diagnosis.refusal()
        api = verify(api)
    tell("lower", f"{len(api.declarations)} declarations")
    findings = tuple(sorted({*diagnosis.findings}))
    return api, tuple(spelled_apis), dataclasses.replace(descriptions, findings=findings)


def _spelled(api: Api, descriptions: Descriptions, job: Job) -> tuple[Any, Diagnosis]:
    """Return an Api in the names of a job's language, and what can't be one."""
    whole = not job.providers and not job.operations
    spelled_api, diagnosis = job.language.spelled(api, descriptions.names, whole=whole)
    documents = {document.provider: document for document in descriptions.documents}
    refusals = (
        Finding(documents[each.provider].where(each.pointer), each.pointer, each.message)
        for each in job.language.refused(spelled_api)
    )
    return spelled_api, diagnosis + Diagnosis(findings=tuple(refusals))
