"""A description without the components that nothing refers to, which overlays leave behind."""

from generator.document import Document, Node, join
from generator.standard.uses import unused


def prune(document: Document) -> Document:
    """Return the description without its unused components; sections that become empty go too."""
    unused_pointers = frozenset(unused(document))
    components = document.root.get("components")
    if not unused_pointers or components is None:
        return document
    sections = {
        section: _used_entries(entries, join("/components", section), unused_pointers)
        for section, entries in components.members.items()
    }
    remaining_sections = {
        section: entries
        for section, entries in sections.items()
        if entries.value or not components.members[section].value
    }
    remaining = Node(remaining_sections, components.where, components.key)
    members = {**document.root.members, "components": remaining}
    root = Node(members, document.root.where, document.root.key)
    return Document(root=root, sources=document.sources)


def _used_entries(entries: Node, pointer: str, unused_pointers: frozenset[str]) -> Node:
    members = {
        name: entry
        for name, entry in entries.members.items()
        if join(pointer, name) not in unused_pointers
    }
    same = len(members) == len(entries.members)
    return entries if same else Node(members, entries.where, entries.key)
