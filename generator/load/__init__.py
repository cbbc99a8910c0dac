"""The first stage: a path becomes a Document, one tree however many files it was written in.

What a single file needs to be readable is ``reading``'s matter, what a reference may be
``references``'. This module changes no meaning: it checks the version, bundles the files and
hands over; whether the description makes sense is for ``validate`` to say. ``overlay`` is next.
"""

from dataclasses import dataclass
from pathlib import Path

from generator.document import Document, Node
from generator.findings import DescriptionError, Finding
from generator.load.bundling import Bundle
from generator.load.reading import read
from generator.load.source import Budget
from generator.standard.versions import SUPPORTED, version_named


@dataclass(frozen=True, slots=True)
class RootFile:
    """The root file of a description, read, and what the others may still take."""

    text: str
    root: Node
    budget: Budget


def root_file(path: Path) -> RootFile:
    """The root file alone, for who has to know something of it before all is loaded."""
    budget = Budget()
    return RootFile(*read(path, path.as_posix(), budget), budget)


def load(path: Path, root: RootFile | None = None) -> Document:
    """The description that a file and the files it refers to hold together."""
    root = root or root_file(path)
    fault = _version_fault(root.root)
    if fault:
        raise DescriptionError([fault], {path.as_posix(): root.text})
    return Bundle(path, root.text, root.root, root.budget).document()


def load_overlay(path: Path) -> Document:
    """An overlay document: a single file, nothing followed."""
    file = path.as_posix()
    text, root = read(path, file)
    return Document(root=root, sources={file: text})


def _version_fault(root: Node) -> Finding | None:
    """What is wrong with the version that the description states."""
    version = root.get("openapi")
    supported = f"supported are {SUPPORTED}"
    if version is None:
        what = "this is Swagger 2.0" if root.get("swagger") else "'openapi' is missing"
        return Finding(root.where, "", f"{what}; {supported}")
    if not isinstance(version.value, str):
        hint = f"quote it and write the patch number: '{version.value}.0'"
        return Finding(version.where, "/openapi", f"the version must be a string; {hint}")
    if version_named(version.value) is None:
        message = f"OpenAPI {version.value!r} is not supported; {supported}"
        return Finding(version.where, "/openapi", message)
    return None
