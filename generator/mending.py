"""Mending a description: what is taken in the place of what is at fault, all at once.

Job: nouns for a mend, and the tree with all of them made in one walk. Which mend a fault has is
said by the rule that finds it; nothing here knows OpenAPI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from generator.document import Document, Node, Value, Where, split

Change = Callable[[Node], "Node | None"]
"""Returns what takes the place of a node; nothing where it goes."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of what stands at a pointer."""

    pointer: str
    change: Change


def left_out(pointer: str) -> Mend:
    """Leave out what stands there."""
    return Mend(pointer, lambda _: None)


def replaced(pointer: str, value: Value) -> Mend:
    """Put another value there, which stands in the same place of the file."""
    return Mend(pointer, lambda node: node_of(value, node.where, node.key))


def with_member(pointer: str, name: str, value: Value) -> Mend:
    """Give the object there a member more, or another one of that name."""
    return Mend(
        pointer,
        lambda node: Node({**node.members, name: node_of(value, node.where)}, node.where, node.key),
    )


def with_item(pointer: str, name: str, value: Value) -> Mend:
    """Give the list that a member of the object there is, or would be, an item more."""

    def change(node: Node) -> Node:
        items_node = node.get(name) or Node((), node.where)
        items = (*items_node.items, node_of(value, node.where))
        members = {**node.members, name: Node(items, items_node.where, items_node.key)}
        return Node(members, node.where, node.key)

    return Mend(pointer, change)


def renamed(pointer: str, old: str, new: str) -> Mend:
    """Give a member of the object there another name, in the same place."""

    def change(node: Node) -> Node:
        members = {new if name == old else name: member for name, member in node.members.items()}
        return Node(members, node.where, node.key)

    return Mend(pointer, change)


def node_of(value: Value, where: Where, key: Where | None = None) -> Node:
    """Return a plain value as a tree, all of which stands at one place."""
    if isinstance(value, dict):
        return Node({name: node_of(one, where) for name, one in value.items()}, where, key)
    if isinstance(value, list):
        return Node(tuple(node_of(one, where) for one in value), where, key)
    return Node(value, where, key)


@dataclass(slots=True)
class _Place:
    """The changes at a node and below it."""

    changes: list[Change] = field(default_factory=list[Change])
    below: dict[str, _Place] = field(default_factory=dict[str, "_Place"])


def mended(document: Document, mends: Iterable[Mend]) -> Document:
    """Return the description with all mends made, the inner before the outer."""
    top = _Place()
    for mend in mends:
        place = top
        for token in split(mend.pointer):
            place = place.below.setdefault(token, _Place())
        place.changes.append(mend.change)
    root = _changed(document.root, top)
    return Document(root=root or document.root, sources=document.sources)


def _changed(node: Node, place: _Place) -> Node | None:
    result: Node | None = _with_changes_below(node, place.below) if place.below else node
    for change in place.changes:
        if result is None:
            return None
        result = change(result)
    return result


def _with_changes_below(node: Node, below: dict[str, _Place]) -> Node:
    children = {
        token: _changed(child, below[token]) if token in below else child
        for token, child in node.children()
    }
    remaining = {token: child for token, child in children.items() if child is not None}
    if isinstance(node.value, tuple):
        return Node(tuple(remaining.values()), node.where, node.key)
    return Node(remaining, node.where, node.key)
