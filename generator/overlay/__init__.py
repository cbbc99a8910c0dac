"""The second stage: the changes of an overlay, applied to a description (OpenAPI Overlay 1.1).

Strict where the standard is lenient: an action that matches nothing, has an unknown field or
cannot be carried out is an error at its place in the overlay. The tree is copied where it
changes and shared where it does not; what an overlay brings keeps the overlay's place. Which
components are left without use is ``pruning``' matter. ``load`` comes before, ``validate``
after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.document import DEPTH, Document, Node, Value, join
from generator.findings import MISTAKES, Diagnosis, Finding
from generator.overlay.editing import Parts, Refusal, appended, merged, removed, replaced
from generator.overlay.pruning import prune
from generator.overlay.rules import faults
from generator.overlay.selecting import PathFault, Paths
from generator.quoting import nearest
from generator.standard.uses import unused

__all__ = ["overlay", "prune", "unused"]

GROWTH = 100_000
"""Values that an overlay may add: copies are cheap to write and dear to work on."""


COPIES = 1_000_000
"""Values that stand beside those that an overlay changes, and are copied with them."""

ACTION = 100
"""Values that could be copied in the time that an action takes at the least."""


SINGLE = (str, int, float, type(None))


def overlay(document: Document, changes: Document) -> tuple[Document | None, Diagnosis]:
    """Return the description with all actions of an overlay applied, one after the other.

    There is none where the overlay isn't in form, or an action can't be carried out.
    """
    sources = {**document.sources, **changes.sources}
    findings = (*faults(changes), *_extends_fault(document, changes))
    if findings:
        return None, Diagnosis(findings=findings, sources=sources)
    application = _Application(document.root)
    for index, action in enumerate(changes.root.members["actions"].items):
        going = application.apply(action, join("/actions", index))
        if not going or len(application.findings) >= MISTAKES:
            break
    if application.findings:
        return None, Diagnosis(findings=tuple(application.findings), sources=sources)
    return Document(root=application.root, sources=sources), Diagnosis(sources=sources)


def _extends_fault(document: Document, changes: Document) -> Iterator[Finding]:
    """An overlay that says what it extends must be applied to that and nothing else."""
    extends = changes.root.get("extends")
    if extends is None or not isinstance(extends.value, str):
        return
    home = Path(changes.root.where.file).parent
    if (home / extends.value).resolve() != Path(document.root.where.file).resolve():
        message = f"the overlay extends {extends.value!r}, not {document.root.where.file!r}"
        yield Finding(extends.where, "/extends", message)


class _Application:
    """A description while actions are applied to it."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.paths = Paths()
        self.allowance = COPIES
        self.views: dict[int, Looked] = {}
        self.most = self._view(root).size + GROWTH

    def apply(self, action: Node, pointer: str) -> bool:
        """Carry out one action, or note why it cannot be; say whether others should be tried."""
        target = action.members["target"]
        self.allowance -= ACTION
        matches = self._matches(target, join(pointer, "target"))
        if matches is None:
            return self.paths.allowance.steps >= 0 and self.allowance >= 0
        self.allowance -= self._copies(matches, parents="remove" in action.members)
        if self.allowance < 0:
            message = f"the changes of this overlay copy more than {COPIES:,} values"
            self.findings.append(Finding(target.where, pointer, message))
            return False
        if not matches:
            self._note_nothing(target, join(pointer, "target"))
            return True
        return self._change(action, matches, pointer)

    def _note_nothing(self, target: Node, pointer: str) -> None:
        """Note that a path leads to nothing, with what it may have been meant for."""
        hint = nearest(*self.paths.missing(str(target.value), self._view(self.root).plain))
        message = f"nothing matches {target.value!r}{hint}"
        self.findings.append(Finding(target.where, pointer, message))

    def _change(self, action: Node, matches: list[Parts], pointer: str) -> bool:
        """Make the changes of an action, or note why not; say whether others should be tried."""
        target = action.members["target"]
        try:
            root = self._edited(action, matches, pointer)
        except Refusal as refusal:
            where = refusal.where or target.where
            self.findings.append(Finding(where, pointer, str(refusal)))
            return True
        excess = self._excess(root)
        if excess:
            self.findings.append(Finding(target.where, pointer, excess))
            return False
        self.root = root
        return True

    def _copies(self, matches: list[Parts], *, parents: bool) -> int:
        """How many values are copied to change these places, or to remove them."""
        copies = 0
        for parts in {parts[:-1]: None for parts in matches} if parents else matches:
            node = self.root
            for part in parts:
                copies += len(node.members) + len(node.items)
                node = node.items[part] if isinstance(part, int) else node.members[part]
            copies += len(node.members) + len(node.items)
            if copies > self.allowance:
                break
        return copies

    def _excess(self, root: Node) -> str:
        """What about the description would be too much, if anything is."""
        view = self._view(root)
        if view.size > self.most:
            return f"the overlay adds more than {GROWTH:,} values"
        if view.height > DEPTH:
            return f"the description would be nested deeper than {DEPTH} levels"
        return ""

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
            self.findings.append(Finding(source.where, pointer, message))
            return None
        node = self.root
        for part in matches[0]:
            node = node.items[part] if isinstance(part, int) else node.members[part]
        return Node(node.value, node.where, source.where)

    def _matches(self, path: Node, pointer: str) -> list[Parts] | None:
        """The places that a JSONPath selects, each once; nothing when it is not one."""
        try:
            return self.paths.selected(str(path.value), self._view(self.root).plain)
        except PathFault as fault:
            self.findings.append(Finding(path.where, pointer, str(fault)))
            return None

    def _view(self, node: Node) -> Looked:
        """The node as paths see it, kept for nodes that the next action finds unchanged."""
        if not isinstance(node.value, tuple) and not node.members:
            return Looked(node, node.plain(), 1, 1)
        if id(node) not in self.views:
            self.views[id(node)] = self._within(node)
        return self.views[id(node)]

    def _within(self, node: Node) -> Looked:
        """An object or array as paths see it, after all that it holds."""
        size, height, plain = 1, 0, list[Value]()
        for below in node.members.values() or node.items:
            if isinstance(below.value, SINGLE):  # most are, and need no more
                size, height = size + 1, height or 1
                plain.append(below.value)
            else:
                view = self._view(below)
                size, height = size + view.size, max(height, view.height)
                plain.append(view.plain)
        if isinstance(node.value, tuple):
            return Looked(node, self.paths.array(plain), size, 1 + height)
        members = dict(zip(node.members, plain, strict=True))
        return Looked(node, self.paths.object(members), size, 1 + height)


@dataclass(frozen=True, slots=True)
class Looked:
    """A node with its plain value, how many values it holds, and in how many levels."""

    node: Node
    """Kept alive, so that its id stays taken."""
    plain: Value
    size: int
    height: int


def updated(addition: Node, node: Node) -> Node:
    """One selected node after an update: objects merge, arrays grow by one, scalars change."""
    if isinstance(node.value, tuple):
        return appended(node, addition)
    return merged(node, addition)
