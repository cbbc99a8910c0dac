"""From the arguments of a command to its job: which files are meant, and what the output is called.

Job: refuse what can't be meant before anything is read but the root file, which may name the
package.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from generator import names_lock
from generator.inputs import overlays_beside, package_of
from generator.job import Job, UseError
from generator.languages import DEFAULT, LANGUAGE, LANGUAGES
from generator.languages.language import Language
from generator.load import RootFile, refusal, root_file
from generator.operation_filter import OperationFilter
from generator.places import SPEC
from generator.words import in_ascii, words

ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


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
            **written_in(name, options, job),
        )
        for at, name in enumerate(names)
    )


def written_in(name: str, options: argparse.Namespace, job: Job) -> dict[str, Any]:
    """Return the language of a job, made for the package that is asked for.

    Raises:
        UseError: the package can't be called as it is asked for.
    """
    package = getattr(options, f"{name}_package", None) or ""
    language = LANGUAGES[name](package)
    if package and not language.is_package_name(package):
        raise UseError(f"{package!r} can't be the name of a package; see --{name}-package")
    place = {} if name == DEFAULT else {"language": name, "root": language.folder(job.package)}
    return {"language": language, "remembered": {**job.remembered, **place}}


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
    description = described_by(options.description) if options.description else _own_description()
    root, package = (None, name) if name else _named(description, strict=options.strict)
    _refuse_unimportable(folder)
    if not LANGUAGE.is_package_name(package):
        option = "--package" if folder is None else "--name"
        raise UseError(f"{package!r} can't be the name of a package; give one with {option}")
    _refuse_hiding(package, folder, _languages(options))
    patterns = _patterns(options)
    return Job(
        description=description,
        package=package,
        root=root,
        package_only=folder is not None,
        names=_lock(description, options),
        writes_names=getattr(options, "names", None) is not None,
        overlays=overlays_beside(description) | dict(map(overlay_of, options.overlay)),
        providers=tuple(dict.fromkeys(options.provider)),
        strict=options.strict,
        operations=OperationFilter(**{option: tuple(t) for option, t in patterns.items()}),
        remembered=patterns,
    )


def _patterns(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return which operations are wanted, and which are not, each pattern once."""
    lists = {"include": options.include, "exclude": options.exclude}
    return {option: [*dict.fromkeys(texts)] for option, texts in lists.items() if texts}


def _lock(description: Path, options: argparse.Namespace) -> Path | None:
    """Return the lock of names that is asked for, or the one beside the description."""
    name = getattr(options, "names", None)
    if name is not None:
        return Path(name)
    beside = description.parent / names_lock.NAME
    return beside if beside.is_file() else None


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


def _languages(options: argparse.Namespace) -> tuple[Language[Any, Any], ...]:
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


def _own_description() -> Path:
    """Return the generator's own description, by the short way when it is below the folder."""
    try:
        return SPEC.relative_to(Path.cwd())
    except ValueError:
        return SPEC


def overlay_of(text: str) -> tuple[str, Path]:
    """Return the provider that an argument of `--overlay` names, and the file.

    Raises:
        UseError: it names none.
    """
    name, sign, path = text.partition("=")
    if not sign or not path or not LANGUAGE.is_package_name(name):
        raise UseError(f"--overlay takes NAME=FILE, NAME in lower case, not {text!r}")
    return name, Path(path)
