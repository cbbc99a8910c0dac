"""The second stage: the changes of an overlay, applied to a description (OpenAPI Overlay 1.1).

Strict where the standard is lenient: an action that matches nothing, has an unknown field or
cannot be carried out is an error at its place in the overlay. The tree is copied where it
changes and shared where it does not; what an overlay brings keeps the overlay's place. Which
components are left without use is ``components``' matter. ``load`` comes before, ``validate``
after.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import jsonpath

from generator.diagnostics import DescriptionError, Diagnostic
from generator.document import Document, Node, Value, join
from generator.overlay.components import prune, unused
from generator.overlay.editing import Parts, Refusal, appended, merged, removed, replaced
from generator.overlay.rules import faults

__all__ = ["overlay", "prune", "unused"]

PATHS = jsonpath.JSONPathEnvironment(strict=True)
"""RFC 9535 to the letter: what only this library understands is refused."""


def overlay(document: Document, changes: Document) -> Document:
    """The description with all actions of an overlay applied, one after the other."""
    sources = {**document.sources, **changes.sources}
    findings = [*faults(changes), *_extends_fault(document, changes)]
    if findings:
        raise DescriptionError(findings, sources)
    application = _Application(document.root)
    for index, action in enumerate(changes.root.members["actions"].items):
        application.apply(action, join("/actions", index))
    if application.findings:
        raise DescriptionError(application.findings, sources)
    return Document(root=application.root, sources=sources)


def _extends_fault(document: Document, changes: Document) -> Iterator[Diagnostic]:
    """An overlay that says what it extends must be applied to that and nothing else."""
    extends = changes.root.get("extends")
    if extends is None or not isinstance(extends.value, str):
        return
    home = Path(changes.root.where.file).parent
    if (home / extends.value).resolve() != Path(document.root.where.file).resolve():
        message = f"the overlay extends {extends.value!r}, not {document.root.where.file!r}"
        yield Diagnostic(extends.where, "/extends", message)


class _Application:
    """A description while actions are applied to it."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.findings: list[Diagnostic] = []
        self.known: dict[int, tuple[Node, Value]] = {}

    def apply(self, action: Node, pointer: str) -> None:
        """Carry out one action, or note why it cannot be."""
        target = action.members["target"]
        matches = self._matches(target, join(pointer, "target"))
        if matches is None:
            return
        if not matches:
            message = f"nothing matches {target.value!r}"
            self.findings.append(Diagnostic(target.where, join(pointer, "target"), message))
            return
        try:
            self.root = self._edited(action, matches, pointer)
        except Refusal as refusal:
            where = refusal.where or target.where
            self.findings.append(Diagnostic(where, pointer, str(refusal)))

    def _edited(self, action: Node, matches: list[Parts], pointer: str) -> Node:
        """The tree after an action; all matches were found before any of them changes."""
        if "remove" in action.members:
            return removed(self.root, matches)
        if "copy" in action.members:
            addition = self._copied(action.members["copy"], join(pointer, "copy"))
            if addition is None:
                return self.root
        else:
            addition = action.members["update"]
        return replaced(self.root, matches, partial(updated, addition))

    def _copied(self, source: Node, pointer: str) -> Node | None:
        """The one node that a ``copy`` names; its parts keep the places they come from."""
        matches = self._matches(source, pointer)
        if matches is None:
            return None
        if len(matches) != 1:
            message = f"'copy' must select one node, {source.value!r} selects {len(matches)}"
            self.findings.append(Diagnostic(source.where, pointer, message))
            return None
        node = self.root
        for part in matches[0]:
            node = node.items[part] if isinstance(part, int) else node.members[part]
        return Node(node.value, node.where, source.where)

    def _matches(self, path: Node, pointer: str) -> list[Parts] | None:
        """The places that a JSONPath selects, each once; nothing when it is not one."""
        try:
            found = [match.parts for match in PATHS.finditer(str(path.value), self._plain())]
        except jsonpath.JSONPathError as error:
            reason = str(error).splitlines()[0]
            message = f"not a JSONPath of RFC 9535: {reason}"
            self.findings.append(Diagnostic(path.where, pointer, message))
            return None
        return list(dict.fromkeys(found))

    def _plain(self) -> dict[str, Value]:
        plain = self._plain_of(self.root)
        assert isinstance(plain, dict)
        return plain

    def _plain_of(self, node: Node) -> Value:
        """The plain value, kept for nodes that the next action finds unchanged."""
        if not isinstance(node.value, tuple) and not node.members:
            return node.plain()
        if id(node) not in self.known:
            children = {token: self._plain_of(below) for token, below in node.children()}
            plain: Value = list(children.values()) if isinstance(node.value, tuple) else children
            self.known[id(node)] = node, plain  # The node stays alive, so its id stays taken.
        return self.known[id(node)][1]


def updated(addition: Node, node: Node) -> Node:
    """One selected node after an update: objects merge, arrays grow by one, scalars change."""
    if isinstance(node.value, tuple):
        return appended(node, addition)
    return merged(node, addition)
