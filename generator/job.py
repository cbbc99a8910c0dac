"""What a run of the command is asked to do."""

from __future__ import annotations

import argparse
import dataclasses
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from generator import names_lock
from generator.document import Document
from generator.findings import nearest
from generator.inputs import overlays_beside, package_of
from generator.languages import DEFAULT, LANGUAGE, LANGUAGES
from generator.languages.language import Language
from generator.load import RootFile, refusal, root_file
from generator.memory import Memory, way
from generator.operation_filter import OperationFilter, calls, unmatched
from generator.places import SPEC
from generator.words import in_ascii, words

ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class UseError(Exception):
    """The command was used in a way that can't be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is asked for."""

    description: Path
    package: str
    root: RootFile | None = None
    """The description's root file, where finding the package's name took reading it."""
    overlays: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """By the name of the provider that each makes."""
    providers: tuple[str, ...] = ()
    """Those that are wanted; all when empty."""
    names: Path | None = None
    """The lock of names."""
    writes_names: bool = False
    """Whether the lock is written, and not only read."""
    order: tuple[str, ...] = ()
    """Providers that come first, in this order: whose names mean what they meant before."""
    strict: bool = False
    """Whether what else is a remark about a description of somebody else's refuses it."""
    without: tuple[str, ...] = ()
    """Rooms of the runtime that are left out."""
    operations: OperationFilter = OperationFilter()
    """Which operations are wanted."""
    package_only: bool = False
    """Whether the output is the package, and the folder is the package's."""
    language: Language[Any, Any] = LANGUAGE
    """What the package is written in."""
    place: str = ""
    """The way to the folder of packages below the output's, "" where it is that."""
    is_alone: bool = False
    """Whether nothing is written beside the package: no schemas, no descriptions."""
    remembered: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What the next run for the same folder need not be told, besides names and providers."""

    @property
    def folder(self) -> str:
        """The package's folder below the output's; "" when it is that."""
        return "" if self.package_only else f"{self.place}{self.language.folder(self.package)}"


def in_languages(job: Job, options: argparse.Namespace) -> tuple[Job, ...]:
    """Return the job once for each language that is asked for.

    What is written beside packages comes with the first. The packages of all languages but the
    usual one stand in a folder that has the language's name.

    Raises:
        UseError: a package can't be called as it is asked for.
    """
    names = dict.fromkeys(options.language or (DEFAULT,))
    return tuple(
        dataclasses.replace(
            job,
            place="" if name == DEFAULT else f"{name}/",
            is_alone=at > 0,
            **_written_in(name, options, job),
        )
        for at, name in enumerate(names)
    )


def vendoring_below(options: argparse.Namespace) -> Job:
    """Return what is asked for where a folder of packages is named, as some languages have it.

    Raises:
        UseError: they can't be meant.
    """
    if options.without is not None:
        raise UseError(f"--without leaves out nothing of {options.language}")
    job = job_of(options, options.package)
    return dataclasses.replace(job, is_alone=True, **_written_in(options.language, options, job))


def _written_in(name: str, options: argparse.Namespace, job: Job) -> dict[str, Any]:
    """Return the language of a job, made for the package that is asked for."""
    package = getattr(options, f"{name}_package", None) or ""
    language = LANGUAGES[name](package)
    if package and not language.is_package_name(package):
        raise UseError(f"{package!r} can't be the name of a package; see --{name}-package")
    place = {} if name == DEFAULT else {"language": name, "root": language.folder(job.package)}
    return {"language": language, "remembered": {**job.remembered, **place}}


def vendoring(options: argparse.Namespace, before: Memory) -> Job:
    """Return what is asked for by the arguments, and else by those of the run before.

    Raises:
        UseError: they can't be meant.
    """
    folder = Path(options.folder)
    options = argparse.Namespace(**vars(options))
    if options.description is None:
        options.description = _made_from(folder, before)
        overlays = [f"{name}={_placed(folder, path)}" for name, path in before.overlays.items()]
        options.overlay = [*overlays, *options.overlay]
    if options.include is None and options.exclude is None:
        options.include, options.exclude = list(before.include), list(before.exclude)
    options.provider = options.provider or list(before.providers)
    name = options.package or before.package or Path(os.path.abspath(folder)).name
    job = job_of(options, name, folder)
    order = tuple(dict.fromkeys([*before.providers, *options.provider]))
    without = before.without if options.without is None else _rooms(options.without)
    memory = {**_told(job, options.overlay, folder), **job.remembered}
    return dataclasses.replace(
        job,
        order=order,
        without=without,
        remembered={**memory, **({"without": list(without)} if without else {})},
    )


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


def _told(job: Job, overlays: list[str], folder: Path) -> dict[str, Any]:
    """Return what a manifest says of the inputs; nothing where they are compactgen's own."""
    by_provider = {name: way(path, folder) for name, path in map(_overlay, overlays)}
    own = job.description.resolve().is_relative_to(SPEC.resolve())
    described = {} if own else {"description": way(job.description, folder)}
    return {**described, **({"overlays": by_provider} if by_provider else {})}


def job_of(options: argparse.Namespace, name: str | None, folder: Path | None = None) -> Job:
    """Return what the arguments ask for.

    Args:
        options: the arguments.
        name: what the package is to be called; what the description says when there is none.
        folder: the package's own folder, where it is to stand alone.

    Raises:
        UseError: they can't be meant.
        DescriptionError: the description's root file can't be read, and would name the package.
    """
    description = described_by(options.description) if options.description else _own()
    begun, package = (None, name) if name else _named(description, strict=options.strict)
    alone = folder is not None
    _refuse_unimportable(folder)
    if not LANGUAGE.is_package_name(package):
        option = "--name" if alone else "--package"
        raise UseError(f"{package!r} can't be the name of a package; give one with {option}")
    _refuse_hiding(package, folder, _asked(options))
    lists = {"include": options.include, "exclude": options.exclude}
    patterns = {option: [*dict.fromkeys(texts)] for option, texts in lists.items() if texts}
    return Job(
        description=description,
        package=package,
        root=begun,
        package_only=alone,
        names=_lock(description, options),
        writes_names=getattr(options, "names", None) is not None,
        overlays=overlays_beside(description) | dict(map(_overlay, options.overlay)),
        providers=tuple(dict.fromkeys(options.provider)),
        strict=options.strict,
        operations=OperationFilter(**{option: tuple(t) for option, t in patterns.items()}),
        remembered=patterns,
    )


def _lock(description: Path, options: argparse.Namespace) -> Path | None:
    """Return the lock of names that is asked for, or the one beside the description."""
    name = getattr(options, "names", None)
    if name is not None:
        return Path(name)
    beside = description.parent / names_lock.NAME
    return beside if beside.is_file() else None


def refuse_unknown_providers(job: Job, base: str) -> None:
    """Refuse to make what neither the description, which is `base`'s, nor an overlay is of.

    Raises:
        UseError: there is no provider of a name that is asked for.
    """
    names = {base, *job.overlays}
    for name in job.providers:
        if name not in names:
            there = ", ".join(sorted(names))
            raise UseError(
                f"there is no provider {name!r}{nearest(name, names)}; there are: {there}"
                f" (--overlay {name}=FILE makes one)"
            )


def refuse_unmatched(job: Job, documents: Sequence[Document]) -> None:
    """Refuse patterns that match no operation in any of the descriptions, and to want none at all.

    Raises:
        UseError: there is such a pattern, or no operation is left.
    """
    if not job.operations:
        return
    every = [call for document in documents for call in calls(document)]
    for option, text in unmatched(every, job.operations):
        hint = nearest(text, {name for call in every for name in call.names})
        raise UseError(f"{option} {text!r} matches no operation{hint}")
    if not any(map(job.operations.wants, every)):
        raise UseError("--include and --exclude leave no operation")


def described_by(text: str) -> Path:
    """Return the file that is called a description on the command line.

    Raises:
        UseError: it is standard input or an address, which have nothing beside them.
    """
    if text == "-" or ADDRESS.match(text):
        what = "standard input is" if text == "-" else "addresses are"
        raise UseError(
            f"{what} never read: what a description refers to, its overlays and its names.lock"
            " stand beside it; save it as a file and name that"
        )
    return Path(text)


def _named(description: Path, *, strict: bool) -> tuple[RootFile, str]:
    """Return the root file, and the name that it gives the package.

    Raises:
        DescriptionError: it can't be read.
    """
    root = root_file(description)
    if root.root is None:
        raise refusal(root.diagnosis, strict=strict)
    return root, package_of(description, root.root)


def _refuse_unimportable(folder: Path | None) -> None:
    """Refuse a folder that no `import` can name, whatever the package in it is called."""
    name = "" if folder is None else Path(os.path.abspath(folder)).name
    if name and not LANGUAGE.is_importable(name):
        suggestion = "_".join(words(in_ascii(name))).lower()
        hint = (
            f", such as {_beside(folder, suggestion)}"
            if folder and LANGUAGE.is_package_name(suggestion)
            else ""
        )
        raise UseError(f"a folder {name!r} can't be imported; give another one{hint}")


def _beside(folder: Path, name: str) -> Path:
    """Return the folder of a name that stands beside another one, whatever way leads there."""
    is_named = folder.name not in ("", "..")
    return folder.with_name(name) if is_named else Path(os.path.normpath(folder / ".." / name))


def _asked(options: argparse.Namespace) -> tuple[Language[Any, Any], ...]:
    """Return the languages that are asked for, one or several."""
    names = getattr(options, "language", None) or (DEFAULT,)
    names = (names,) if isinstance(names, str) else names
    return tuple(LANGUAGES[name]("") for name in names)


def _refuse_hiding(
    package: str, folder: Path | None, languages: Sequence[Language[Any, Any]]
) -> None:
    """Refuse what would be imported in the place of another module; one in a package never is."""
    if folder is None:
        names, option = [package], "another name with --package"
    else:
        inside = LANGUAGE.is_package(folder.parent)
        names, option = [package, Path(os.path.abspath(folder)).name], "another folder"
        names = [] if inside else names
    for name in (n for n in names if any(language.hides(n) for language in languages)):
        raise UseError(f"a package {name!r} would hide the module of that name; give {option}")


def _own() -> Path:
    """Return the generator's own description, by the short way when it is below the folder."""
    try:
        return SPEC.relative_to(Path.cwd())
    except ValueError:
        return SPEC


def _overlay(text: str) -> tuple[str, Path]:
    name, sign, path = text.partition("=")
    if not sign or not path or not LANGUAGE.is_package_name(name):
        raise UseError(f"--overlay takes NAME=FILE, NAME in lower case, not {text!r}")
    return name, Path(path)
