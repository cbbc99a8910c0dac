"""The first stage: a path becomes a Document, one tree however many files it was written in.

What a single file needs to be readable is ``reading``'s matter, what a reference may be
``references``'. This module changes no meaning: it checks the version, bundles the files and
hands over; whether the description makes sense is for ``validate`` to say. ``overlay`` is next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from generator.document import Document, Node
from generator.findings import DescriptionError, Diagnosis, Finding
from generator.load.bundling import Bundle
from generator.load.reading import read
from generator.load.source import Budget
from generator.policy import Kind, Policy
from generator.quoting import nearest
from generator.standard.versions import SUPPORTED, version_named, version_spelt


@dataclass(frozen=True, slots=True, kw_only=True)
class RootFile:
    """The root file of a description, read, and what the others may still take."""

    root: Node | None
    """Nothing where it can't be read."""
    budget: Budget
    diagnosis: Diagnosis


def root_file(path: Path) -> RootFile:
    """Return the root file alone, for who has to know something of it before all is loaded."""
    budget = Budget()
    root, diagnosis = _read(path, budget)
    return RootFile(root=root, budget=budget, diagnosis=diagnosis)


def load(path: Path, root: RootFile | None = None) -> tuple[Document | None, Diagnosis]:
    """Return the description that a file and the files it refers to hold together.

    `root` is the file itself, where it has been read already. There is no description where a file
    can't be read, or where a reference between files is at fault.
    """
    root = root or root_file(path)
    if root.root is None:
        return None, root.diagnosis
    tree, fault = root.root, _version_fault(root.root)
    if fault is not None and (plain_tree := version_meant(tree)) is not None:
        tree, fault = plain_tree, replace(fault, kind=Kind.VERSION)
    if fault is not None and fault.kind is None:
        return None, Diagnosis(findings=(fault,), sources=root.diagnosis.sources)
    document, diagnosis = Bundle(path, root.diagnosis.sources, tree, root.budget).document()
    findings = root.diagnosis.findings if fault is None else (*root.diagnosis.findings, fault)
    return document, Diagnosis(findings=findings) + diagnosis


def refusal(diagnosis: Diagnosis, *, strict: bool) -> DescriptionError:
    """Return the exception to raise where a description can't be read as a whole.

    What is a remark on one that can be read is one here too, and forbids nothing. Only the text can
    tell whose it is: a description of ours names its provider.
    """
    ours = any("x-provider" in text for text in diagnosis.sources.values())
    return diagnosis.graded(Policy(first_party=ours, strict=strict)).refusal()


def load_file(path: Path) -> tuple[Document | None, Diagnosis]:
    """Return a single file, nothing followed: an overlay, or an example."""
    root, diagnosis = _read(path, Budget())
    return (Document(root=root, sources=diagnosis.sources) if root else None), diagnosis


def _read(path: Path, budget: Budget) -> tuple[Node | None, Diagnosis]:
    file = path.as_posix()
    try:
        text, root, remarks = read(path, file, budget)
    except DescriptionError as error:
        return None, Diagnosis(findings=error.findings, sources=error.sources)
    return root, Diagnosis(findings=remarks, sources={file: text})


def version_meant(root: Node) -> Node | None:
    """Return somebody else's description with its version as the standard writes it.

    Nothing where another version is meant, or the description is ours.
    """
    version, info = root.get("openapi"), root.get("info")
    version_ = version_spelt(version.value) if version is not None else None
    if version is None or version_ is None or (info is not None and info.get("x-provider")):
        return None
    node = Node(f"{version_.value}.0", version.where, version.key)
    return Node({**root.members, "openapi": node}, root.where, root.key)


OTHERS: Mapping[str, str] = {
    "swagger": "this is Swagger 2.0, which swagger2openapi and others convert",
    "asyncapi": "this describes an AsyncAPI",
    "overlay": "this is an overlay, which --overlay takes",
    "arazzo": "this is an Arazzo description",
    "item": "this is a collection of Postman",
    "$schema": "this is a JSON Schema",
}
"""What a document is that has such a member and no version of OpenAPI."""


def _other_document(root: Node) -> str:
    """Return what a document is that isn't one of OpenAPI, as far as its members tell."""
    kinds = (what for name, what in OTHERS.items() if root.get(name) is not None)
    names = ((name, name.lower()) for name in root.members)
    alike = (name for name, low in names if low == "openapi" or nearest(low, ["openapi"]))
    misspelt = "".join(f" ({name!r} is something else)" for name in islice(alike, 1))
    return next(kinds, f"'openapi' is missing{misspelt}")


def _version_fault(root: Node) -> Finding | None:
    """What is wrong with the version that the description states."""
    version = root.get("openapi")
    versions = f"supported are {SUPPORTED}"
    if version is None:
        return Finding(root.where, "", f"{_other_document(root)}; supported is OpenAPI {SUPPORTED}")
    if not isinstance(version.value, str):
        number = isinstance(version.value, int | float)
        hint = f"quote it and write the patch number: '{version.value}.0'" if number else versions
        return Finding(version.where, "/openapi", f"the version must be a string; {hint}")
    if version_named(version.value) is None:
        message = f"OpenAPI {version.value!r} is not supported; {versions}"
        return Finding(version.where, "/openapi", message)
    return None
