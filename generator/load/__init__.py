"""The first stage: a path becomes a Document, one tree however many files it was written in.

What a single file needs to be readable is ``reading``'s matter, what a reference may be
``references``'. This module changes no meaning: it checks the version, bundles the files and
hands over; whether the description makes sense is for ``validate`` to say. ``overlay`` is next.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from generator.document import Document, Node
from generator.findings import DescriptionError, Finding
from generator.load.bundling import Bundle
from generator.load.reading import Allowance, read

SUPPORTED = re.compile(r"3\.(?:0|1)\.\d+")


@dataclass(frozen=True, slots=True)
class RootFile:
    """The root file of a description, read, and what the others may still take."""

    text: str
    root: Node
    allowance: Allowance


def root_file(path: Path) -> RootFile:
    """The root file alone, for who has to know something of it before all is loaded."""
    allowance = Allowance()
    return RootFile(*read(path, path.as_posix(), allowance), allowance)


def load(path: Path, begun: RootFile | None = None) -> Document:
    """The description that a file and the files it refers to hold together."""
    begun = begun or root_file(path)
    fault = _version_fault(begun.root)
    if fault:
        raise DescriptionError([fault], {path.as_posix(): begun.text})
    return Bundle(path, begun.text, begun.root, begun.allowance).document()


def load_overlay(path: Path) -> Document:
    """An overlay document: a single file, nothing followed."""
    file = path.as_posix()
    text, root = read(path, file)
    return Document(root=root, sources={file: text})


def _version_fault(root: Node) -> Finding | None:
    """What is wrong with the version that the description states."""
    version = root.get("openapi")
    known = "supported are 3.0.x and 3.1.x"
    if version is None:
        what = "this is Swagger 2.0" if root.get("swagger") else "'openapi' is missing"
        return Finding(root.where, "", f"{what}; {known}")
    if not isinstance(version.value, str):
        hint = f"quote it and write the patch number: '{version.value}.0'"
        return Finding(version.where, "/openapi", f"the version must be a string; {hint}")
    if not SUPPORTED.fullmatch(version.value):
        message = f"OpenAPI {version.value!r} is not supported; {known}"
        return Finding(version.where, "/openapi", message)
    return None
