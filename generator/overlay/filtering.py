"""A description with only those operations that are wanted.

Job: take out the others with all that only they need. It comes after the overlays, whose actions
may name what isn't wanted, and before anything is validated: what is taken out refuses nothing.
Which ones are wanted is for `operation_filter` to say.
"""

from __future__ import annotations

from generator.document import Document, Node
from generator.operation_filter import OperationFilter, call_at, path_items
from generator.overlay.pruning import prune
from generator.standard.objects import METHODS


def filtered(document: Document, wanted: OperationFilter) -> Document:
    """Return the description with the operations that are wanted, and what these need.

    A path item without any goes, and where only some operations are included, so do the calls that
    the server makes.
    """
    paths = document.root.get("paths")
    if not wanted or paths is None:
        return document
    items = dict(paths.members)
    for path, item in path_items(document):
        members = _wanted_members(path, item, wanted)
        if not any(method in members for method in METHODS):
            del items[path]
        elif len(members) < len(item.members):
            items[path] = Node(members, item.where, item.key)
    members = {**document.root.members, "paths": Node(items, paths.where, paths.key)}
    if wanted.include:
        members.pop("webhooks", None)
    root = Node(members, document.root.where, document.root.key)
    return prune(Document(root=root, sources=document.sources))


def _wanted_members(path: str, item: Node, wanted: OperationFilter) -> dict[str, Node]:
    """Return what stands in a path item but for operations that aren't wanted."""
    return {
        name: member
        for name, member in item.members.items()
        if name not in METHODS or wanted.wants(call_at(path, name, member))
    }
