"""The two sides of a comparison: what OLD and NEW stand for, and what each means.

Job: from the words of a command to two Apis with their documents. A side is a description, a folder
with one, or a revision of the repository around the description; what none of them is refuses the
command, and a description that is at fault is refused by the side that it stands on.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator import descriptions, pipeline, revisions
from generator.descriptions import Drafts
from generator.diff.versions import is_version
from generator.document import Document
from generator.findings import DescriptionError
from generator.job import Job, UseError
from generator.job_arguments import job_of
from generator.meanings import Meanings, key
from generator.places import SPEC
from generator.spelled import Api
from generator.surface import LONGEST, NAME, Surface, SurfaceError, surface

NAMES: Final = ("openapi.yaml", "openapi.yml", "openapi.json")
FOLDERS: Final = (".", "spec")
"""Where in a folder a description is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: what its description means, and where that is written."""

    name: str
    """What it is called in a report."""
    api: Api
    documents: tuple[Document, ...]
    folder: str = ""
    """Where its files were put to be read, which no place names."""
    place: str = ""
    """The way to that folder in the repository, with a slash at its end."""
    description: Path | None = None
    """The description, where it is one on the disk."""
    release: str = ""
    """The version that it is of, or comes after, where a tag says it."""
    surface: Surface | None = None
    """What a package says of itself, where it is one: a comparison is then one of surfaces."""

    def file(self, file: str) -> str:
        """Return what a file is called, a revision's by the revision."""
        if not self.folder or not file.startswith(self.folder):
            return file
        return f"{self.name}:{self.place}{file[len(self.folder) :].lstrip('/')}"


def sides(options: argparse.Namespace) -> tuple[Side, Side]:
    """Return both sides.

    Raises:
        UseError: they can't be meant.
        DescriptionError: a description is at fault; it says on which side.
    """
    first, second = _named(options)
    description = _description(second) if second is not None else _description(".") or SPEC
    if description is None and second is not None and _package(second) is not None:
        description = SPEC
    if description is None:
        raise UseError(f"{second!r} is no description, no folder with one and no package")
    words = [each for each in (first, second) if each is not None and options.against is None]
    packages = [package.api.package for each in words if (package := _package(each)) is not None]
    job = _job(options, _near(description), options.package or next(iter(packages), None))
    meanings = Meanings(revisions.own_folder(job.description.parent))
    old = _old(first if options.against is None else options.against, job, options, meanings)
    if second is not None and (package := _package(second)) is not None:
        return old, package
    order = tuple(provider.name for provider in old.api.providers)
    job = dataclasses.replace(job, order=order)
    return old, _side("the new side", str(second or _near(description)), job, meanings)


def _named(options: argparse.Namespace) -> tuple[str | None, str | None]:
    """Return the words for OLD and NEW: a description alone is NEW, anything else alone is OLD.

    Raises:
        UseError: OLD is there twice.
    """
    if options.against is not None and options.new is not None:
        raise UseError("--against is in the place of OLD: give NEW alone")
    if options.old is None or options.new is not None:
        return options.old, options.new
    is_new = options.against is not None or _package(options.old) is None
    if is_new and (options.against is not None or _description(options.old) is not None):
        return None, options.old
    return options.old, None


def _near(path: Path) -> Path:
    """Return a path by the short way where it is below the folder of the process."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def _description(text: str) -> Path | None:
    """Return the description that a path means."""
    path = Path(text)
    if path.is_file():
        return path
    places = (path / folder / name for folder in FOLDERS for name in NAMES)
    return next((place for place in places if place.is_file()), None)


def _package(text: str) -> Side | None:
    """Return what a package of ours in a folder says of itself.

    Raises:
        UseError: it says that in a way that can't be read.
    """
    path = Path(text) / NAME
    if not path.is_file():
        return None
    if path.stat().st_size > LONGEST:
        raise UseError(f"{path} is no surface of a package: it is larger than {LONGEST:,} bytes")
    try:
        package_surface = surface(path.read_text(encoding="utf-8", errors="replace"))
    except SurfaceError as error:
        raise UseError(f"{path}: {error}") from None
    return Side(name=text, api=package_surface.api, documents=(), surface=package_surface)


def _old(text: str | None, job: Job, options: argparse.Namespace, meanings: Meanings) -> Side:
    folder = job.description.parent
    if text is None:
        text = revisions.before(folder)
        if text is None:
            raise UseError(_no_base(folder))
    elif options.against is None and (package := _package(text)) is not None:
        return package
    elif options.against is None and (description := _description(text)) is not None:
        return _side("the old side", text, _job(options, description, job.package), meanings)
    if revisions.commit(folder, text) is None:
        there = "" if options.against else "a description, a folder with one, a package, or "
        around = f"the repository around {folder}"
        if revisions.own_folder(folder) is None:
            around = f"a repository, since {folder} is in none of git"
        raise UseError(f"{text!r} is not {there}a revision of {around}")
    return _of_revision(text, job, options, meanings)


def _no_base(folder: Path) -> str:
    """Return why nothing can be taken for OLD, and what helps."""
    if revisions.own_folder(folder) is None:
        return f"{folder} is in no repository of git: name what is OLD"
    if revisions.is_shallow(folder):
        return (
            f"{folder} is in a clone without its history, so there is no merge base: name what is"
            " OLD, or fetch more first (git fetch --unshallow)"
        )
    return f"{folder} is in no repository with a default branch or a tag: name what is OLD"


def _of_revision(revision: str, job: Job, options: argparse.Namespace, meanings: Meanings) -> Side:
    """Return what the folder of the new description was at a revision."""
    folder, name = job.description.parent, revisions.short(job.description.parent, revision)
    with tempfile.TemporaryDirectory() as temporary:
        into = Path(temporary).resolve()
        description = into / job.description.name
        if not revisions.extracted(folder, revision, into) or not description.is_file():
            raise UseError(f"{job.description} wasn't there at {name}")
        side = _side("the old side", name, _job(options, description, job.package), meanings)
        return dataclasses.replace(
            side,
            folder=into.as_posix(),
            place=revisions.place(folder),
            release=_release(folder, revision),
        )


def _release(folder: Path, revision: str) -> str:
    """Return the version that a revision is, or comes after; "" where no tag says it."""
    tags = [revision, *revisions.releases(folder, revision)]
    return next(filter(is_version, tags), "")


def _job(options: argparse.Namespace, description: Path, package: str | None) -> Job:
    """Return what reading a description takes; providers are chosen in the report."""
    reading = argparse.Namespace(
        description=str(description),
        overlay=[],
        provider=[],
        strict=False,
        include=options.include,
        exclude=options.exclude,
    )
    return job_of(reading, package)


def _side(which: str, name: str, job: Job, meanings: Meanings) -> Side:
    try:
        drafts = descriptions.drafts(job, _silent)
        api = _meaning(drafts, job, meanings)
    except DescriptionError as error:
        advice = f"that is {which}, {name}: nothing can be compared with it\n{error.advice}"
        raise DescriptionError(error.findings, error.sources, advice) from None
    return Side(name=name, api=api, documents=drafts.documents, description=job.description)


def _meaning(drafts: Drafts, job: Job, meanings: Meanings) -> Api:
    """Return what descriptions mean; those whose meaning is known have been valid."""
    known_by = _key(drafts, job)
    api = None if drafts.diagnosis.errors else meanings.known(known_by)
    if api is None:
        _, (api,), _ = pipeline.meaning(descriptions.valid(drafts, _silent), [job], _silent)
        meanings.keep(known_by, api)
    return api


def _key(drafts: Drafts, job: Job) -> str:
    texts = {
        os.path.relpath(file, job.description.parent): text
        for document in drafts.documents
        for file, text in document.sources.items()
    }
    lock = job.names.read_text(encoding="utf-8", errors="replace") if job.names is not None else ""
    options = {
        "package": job.package,
        "description": job.description.name,
        "providers": [document.provider for document in drafts.documents],
        "include": [*job.operations.include],
        "exclude": [*job.operations.exclude],
        "names": lock,
    }
    return key(options, texts)


def _silent(stage: str, result: str) -> None:
    """Say nothing of a stage."""
