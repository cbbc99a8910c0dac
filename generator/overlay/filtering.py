"""A description with only those operations that are wanted.

Job: take out the others with all that only they need. It comes after the overlays, whose actions
may name what isn't wanted, and before anything is validated: what is taken out refuses nothing.
Which ones are wanted is for `operation_filter` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document import Document, Node
from generator.operation_filter import OperationFilter, calls, path_items
from generator.overlay.pruning import prune
from generator.standard.objects import METHODS


def filtered(document: Document, operations: OperationFilter) -> Document:
    """Return the description with the operations that are wanted, and what these need.

    A path item without any goes, and where only some operations are included, so do the calls that
    the server makes. Where names of methods go by rules, those of the whole description stay.
    """
    paths = document.root.get("paths")
    if not operations or paths is None:
        return document
    ways = {(c.path, c.method): c.way for c in calls(document) if operations.wants(c)}
    items = dict(paths.members)
    for path, item in path_items(document):
        members = dict(_members(path, item, ways))
        if any(method in members for method in METHODS):
            items[path] = Node(members, item.where, item.key)
        else:
            del items[path]
    members = {**document.root.members, "paths": Node(items, paths.where, paths.key)}
    if operations.include:
        members.pop("webhooks", None)
    root = Node(members, document.root.where, document.root.key)
    return prune(Document(root=root, sources=document.sources))


def _members(
    path: str, item: Node, ways: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, Node]]:
    """Yield what stands in a path item but for operations that aren't wanted."""
    for name, member in item.members.items():
        if name not in METHODS:
            yield name, member
        elif (path, name) in ways:
            yield name, _with_way(member, ways[path, name])


def _with_way(operation: Node, way: str) -> Node:
    if not way or not isinstance(operation.value, Mapping) or operation.get("x-method"):
        return operation
    members = {**operation.members, "x-method": Node(way, operation.where, operation.key)}
    return Node(members, operation.where, operation.key)
