"""A description without the components that nothing refers to, which overlays leave behind."""

from generator.document import Document, Node, join
from generator.standard.uses import unused


def prune(document: Document) -> Document:
    """Return the description without its unused components; sections that become empty go too."""
    gone = frozenset(unused(document))
    components = document.root.get("components")
    if not gone or components is None:
        return document
    sections = {
        section: _kept(entries, join("/components", section), gone)
        for section, entries in components.members.items()
    }
    left = {
        section: entries
        for section, entries in sections.items()
        if entries.value or not components.members[section].value
    }
    changed = Node(left, components.where, components.key)
    members = {**document.root.members, "components": changed}
    root = Node(members, document.root.where, document.root.key)
    return Document(root=root, sources=document.sources)


def _kept(entries: Node, pointer: str, gone: frozenset[str]) -> Node:
    members = {
        name: entry for name, entry in entries.members.items() if join(pointer, name) not in gone
    }
    same = len(members) == len(entries.members)
    return entries if same else Node(members, entries.where, entries.key)
