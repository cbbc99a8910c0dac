"""Examples that stand in files of their own become examples of the description.

Job: put each `<provider>.request.<label>.json` and `<provider>.response.<label>.json` that stands
beside a description under its label among the examples of the media type that the provider's only
operation takes or answers with. Comes after `overlay` and before `validate`, which
then holds them against the schemas. It must not read anything into them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from generator.document import Document, Node, child
from generator.findings import Diagnosis, Finding
from generator.inputs import EXAMPLE
from generator.overlay.editing import Parts
from generator.standard.objects import METHODS

MEDIA_TYPE: Final = "application/json"


def embed(document: Document, files: Iterable[Document]) -> tuple[Document, Diagnosis]:
    """Return the description with those of the files in it that are its provider's."""
    diagnosis = Diagnosis()
    for file in files:
        name = EXAMPLE.fullmatch(PurePath(file.root.where.file).name)
        if name is not None and name["provider"] == document.provider:
            document, findings = _with(document, file, name["side"], name["label"])
            diagnosis += findings
    return document, diagnosis


def _with(document: Document, file: Document, side: str, label: str) -> tuple[Document, Diagnosis]:
    sources = {**document.sources, **file.sources}
    parts = _place(document.root, side)
    if parts is None:
        message = f"nothing to put it in: one operation with a {side} of {MEDIA_TYPE} is needed"
        finding = Finding(file.root.where, "", message, follows=True)
        return document, Diagnosis(findings=(finding,), sources=sources)
    example = Node({"value": file.root}, file.root.where)
    entries = Node({label: example}, file.root.where)
    whole = Document(root=_added(document.root, parts, entries), sources=sources)
    return whole, Diagnosis(sources=sources)


def _place(root: Node, side: str) -> Parts | None:
    """Return the way to the media type of the only operation; nothing when there is none."""
    operations = _operations(root)
    if len(operations) != 1:
        return None
    path, method = operations[0]
    operation: Parts = ("paths", path, method)
    body: Parts | None = (*operation, "requestBody")
    if side == "response":
        status = _success(_at(root, (*operation, "responses")))
        body = (*operation, "responses", status) if status else None
    place = (*body, "content", MEDIA_TYPE) if body else None
    return place if place and _at(root, place) is not None else None


def _operations(root: Node) -> list[tuple[str, str]]:
    paths = root.get("paths")
    return [
        (path, method)
        for path, item in (paths.members if paths else {}).items()
        for method in METHODS
        if item.get(method) is not None
    ]


def _success(responses: Node | None) -> str | None:
    """Return the first status that means success."""
    statuses = responses.members if responses else {}
    return next((status for status in statuses if status.startswith("2")), None)


def _at(root: Node, parts: Parts) -> Node | None:
    node: Node | None = root
    for part in parts:
        node = child(node, str(part)) if node else None
    return node


def _added(node: Node, parts: Parts, entries: Node) -> Node:
    """Return the tree with entries more among the `examples` of the node at `parts`."""
    if parts:
        key = str(parts[0])
        below = _added(node.members[key], parts[1:], entries)
        return Node({**node.members, key: below}, node.where, node.key)
    present = node.get("examples") or Node({}, node.where)
    examples = Node({**present.members, **entries.members}, present.where, present.key)
    return Node({**node.members, "examples": examples}, node.where, node.key)
