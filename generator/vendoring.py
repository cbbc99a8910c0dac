"""The job of `compactgen vendor`: the arguments, and what the package says of the run before."""

from __future__ import annotations

import argparse
import dataclasses
import os
from pathlib import Path
from typing import Any

from generator.job import Job, UseError
from generator.job_arguments import job_of, overlay_of, written_in
from generator.languages import LANGUAGE
from generator.memory import Memory, way
from generator.places import SPEC
from generator.quoting import nearest


def vendoring(options: argparse.Namespace, before: Memory) -> Job:
    """Return what is asked for by the arguments, and else by those of the run before.

    Raises:
        UseError: they can't be meant.
    """
    folder = Path(options.folder)
    options = _as_before(options, folder, before)
    name = options.package or before.package or Path(os.path.abspath(folder)).name
    job = job_of(options, name, folder)
    without = before.without if options.without is None else _rooms(options.without)
    rooms = {"without": list(without)} if without else {}
    return dataclasses.replace(
        job,
        order=tuple(dict.fromkeys([*before.providers, *options.provider])),
        without=without,
        remembered={**_inputs(job, options.overlay, folder), **job.remembered, **rooms},
    )


def _as_before(options: argparse.Namespace, folder: Path, before: Memory) -> argparse.Namespace:
    """Return the arguments; what they leave open is as it was in the run before."""
    options = argparse.Namespace(**vars(options))
    if options.description is None:
        options.description = _made_from(folder, before)
        overlays = [f"{name}={_placed(folder, path)}" for name, path in before.overlays.items()]
        options.overlay = [*overlays, *options.overlay]
    if options.include is None and options.exclude is None:
        options.include, options.exclude = list(before.include), list(before.exclude)
    options.provider = options.provider or list(before.providers)
    return options


def vendoring_below(options: argparse.Namespace) -> Job:
    """Return what is asked for where a folder of packages is named, as some languages have it.

    Raises:
        UseError: they can't be meant.
    """
    if options.without is not None:
        raise UseError(f"--without leaves out nothing of {options.language}")
    job = job_of(options, options.package)
    return dataclasses.replace(job, is_alone=True, **written_in(options.language, options, job))


def _rooms(text: str) -> tuple[str, ...]:
    """Return the rooms that are to be left out, which "none" says of none."""
    names = sorted({*text.split(",")} - {"none"})
    for name in names:
        if name not in LANGUAGE.optional_rooms:
            choices = ", ".join(LANGUAGE.optional_rooms)
            hint = nearest(name, LANGUAGE.optional_rooms)
            raise UseError(f"--without can't leave out {name!r}{hint}; it can: {choices}")
    return tuple(names)


def _made_from(folder: Path, before: Memory) -> str | None:
    """Return the description that a package was made from, where it isn't our own."""
    if before.description is None:
        return None
    path = _placed(folder, before.description)
    if ".." not in Path(before.description).parts or not path.is_file():
        name = path.name if ".." not in Path(before.description).parts else path
        raise UseError(f"{folder} was made from {name}: name the description, {folder} first")
    return str(path)


def _placed(folder: Path, path: str) -> Path:
    return Path(os.path.normpath(folder / path))


def _inputs(job: Job, overlays: list[str], folder: Path) -> dict[str, Any]:
    """Return what a manifest says of the inputs; nothing where they are compactgen's own."""
    by_provider = {name: way(path, folder) for name, path in map(overlay_of, overlays)}
    own = job.description.resolve().is_relative_to(SPEC.resolve())
    description = {} if own else {"description": way(job.description, folder)}
    return {**description, **({"overlays": by_provider} if by_provider else {})}
