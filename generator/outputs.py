"""From an Api to the files of each language, proved, and the manifest of each package.

Job: take each job through the stages that are its language's, several jobs at a time. Comes after
`lower` and before `publish`. What is wrong here is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from generator import surface
from generator.api import Api
from generator.child_process import child
from generator.descriptions import Descriptions, Tell
from generator.dump import dump
from generator.files import File, Files
from generator.findings import DescriptionError, Finding
from generator.former_output import API
from generator.head import head
from generator.inputs import hashes
from generator.job import Job
from generator.languages.documents import description_files
from generator.publish import manifest
from generator.publish.manifest import Manifest, prefix
from generator.surface import Surface
from generator.version import VERSION


def outputs(
    api: Api,
    spelled_apis: Sequence[Any],
    descriptions: Descriptions,
    jobs: Sequence[Job],
    tell: Tell,
) -> list[tuple[Files, Manifest]]:
    """Return the files of each job and their manifest; one language doesn't wait for another."""
    pairs = [*zip(jobs, spelled_apis, strict=True)]
    with ExitStack() as children:
        work = (partial(_output, api, names, descriptions, job) for job, names in pairs[1:])
        others = [children.enter_context(child(each)) for each in work]
        first = [output(api, names, descriptions, job, tell) for job, names in pairs[:1]]
        return [*first, *(_told(other(), tell) for other in others)]


def _output(
    api: Api, spelled_api: Any, descriptions: Descriptions, job: Job
) -> tuple[tuple[Files, Manifest], list[tuple[str, str]]]:
    """Return the files of a job and their manifest, and what is to be told of its stages."""
    stages: list[tuple[str, str]] = []
    output_ = output(api, spelled_api, descriptions, job, lambda *stage: stages.append(stage))
    return output_, stages


def _told(
    result: tuple[tuple[Files, Manifest], list[tuple[str, str]]], tell: Tell
) -> tuple[Files, Manifest]:
    """Tell the stages of a job, and return its files and their manifest."""
    files_and_manifest, stages = result
    for stage in stages:
        tell(*stage)
    return files_and_manifest


def output(
    api: Api, spelled_api: Any, descriptions: Descriptions, job: Job, tell: Tell
) -> tuple[Files, Manifest]:
    """Return the files, proved, and their manifest.

    Args:
        api: what the descriptions mean.
        spelled_api: the same in the names of the job's language.
        descriptions: what both were made of.
        job: what is asked for.
        tell: is told of each stage.
    """
    language = job.language
    with followed(descriptions):
        package = language.plan(spelled_api, job.without)
        tell("plan", f"{len(api.providers)} namespaces")
        beside = {**_beside(api, descriptions, job), **_surface(spelled_api, package, job)}
        files: Files = {**language.render(package), **beside}
        tell("render", f"{len(files)} files")
        files = language.formatted(files)
        tell("format", f"{sum(not file.copied for file in files.values())} files")
        files = head(language.prove(files, api, package))
    tell("prove", f"{len(api.declarations)} declarations")
    files = manifest.alone(files, job.package) if job.package_only else _placed(files, job)
    return files, _manifest(files, api, descriptions, job)


def _surface(spelled_api: Any, package: Any, job: Job) -> Files:
    """Return what the package says of itself; nothing of a language whose packages don't."""
    runtime = job.language.surface(package)
    if runtime is None:
        return {}
    text = surface.text(Surface(api=spelled_api, runtime=runtime, generator=VERSION))
    return {prefix(job.language.folder(job.package)) + surface.NAME: File(text)}


def _manifest(files: Files, api: Api, descriptions: Descriptions, job: Job) -> Manifest:
    """Return what the package was made from, and of which files it is."""
    options = {
        "package": job.package,
        "providers": [provider.name for provider in api.providers],
        **job.remembered,
    }
    inputs = hashes(descriptions.sources, job.description)
    return manifest.manifest(files, job.folder, generator=VERSION, inputs=inputs, options=options)


def _beside(api: Api, descriptions: Descriptions, job: Job) -> Files:
    """Return what is written beside a package: the same for people and for other tools."""
    if job.is_alone:
        return {}
    return {**dict(description_files(descriptions.documents)), API: File(dump(api))}


def _placed(files: Files, job: Job) -> Files:
    """Return the files by their paths in the output's folder: the package's have one of its own."""
    lead = prefix(job.language.folder(job.package))
    return {f"{job.place}{p}" if p.startswith(lead) else p: file for p, file in files.items()}


@contextmanager
def followed(descriptions: Descriptions) -> Iterator[None]:
    """Refuse a description that Python's stack ends in, where no rule has refused it before."""
    try:
        yield
    except RecursionError:
        document = descriptions.documents[0]
        message = "what stands within each other here is too deep to be worked on"
        finding = Finding(document.root.where, "", message)
        raise DescriptionError((*descriptions.findings, finding), descriptions.sources) from None
