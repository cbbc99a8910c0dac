"""Which components a description uses, and a description without the others.

Used is what can be reached from outside the components: two schemas that refer only to each
other are both unused. ``overlay`` leaves such components behind when it removes their users;
``validate`` reports them.
"""

from collections.abc import Iterator, Mapping

from generator.document import Document, Node, join, split
from generator.load.positions import SECTIONS, Place, places
from generator.load.references import ReferenceFault, is_local, local_pointer

PRUNABLE = frozenset(SECTIONS.values())


def unused(document: Document) -> tuple[str, ...]:
    """The pointers of the components that nothing reaches."""
    reached = _reached(document)
    return tuple(pointer for pointer in _components(document) if pointer not in reached)


def prune(document: Document) -> Document:
    """The description without its unused components; sections that become empty go too."""
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


def _components(document: Document) -> Iterator[str]:
    components = document.root.get("components")
    for section, entries in components.members.items() if components else ():
        if section in PRUNABLE:
            for name in entries.members:
                yield join(join("/components", section), name)


def _reached(document: Document) -> frozenset[str]:
    """The components that a chain of references leads to from outside of them."""
    users = _edges(document)
    reached: set[str] = set()
    waiting = list(users.get("", ()))
    while waiting:
        pointer = waiting.pop()
        if pointer not in reached:
            reached.add(pointer)
            waiting.extend(users.get(pointer, ()))
    return frozenset(reached)


def _edges(document: Document) -> Mapping[str, list[str]]:
    """Component (or ``""`` for all outside) to the components that it refers to."""
    edges: dict[str, list[str]] = {}
    for place in places(document.root):
        for target in targets(place):
            edges.setdefault(owner(place.pointer), []).append(owner(target))
    return edges


def owner(pointer: str) -> str:
    """The component that a pointer leads into; empty when it leads elsewhere."""
    tokens = split(pointer)
    if len(tokens) < 3 or tokens[0] != "components":
        return ""
    return join(join("/components", tokens[1]), tokens[2])


def targets(place: Place) -> Iterator[str]:
    """The pointers that an object of the standard refers to."""
    reference = place.reference
    if reference is not None and isinstance(reference.value, str):
        yield from _local(reference.value)
    if place.kind == "schema":
        discriminator = place.node.get("discriminator")
        mapping = discriminator.get("mapping") if discriminator else None
        for entry in mapping.members.values() if mapping else ():
            if isinstance(entry.value, str):
                yield from mapped(entry.value)
    if place.kind in ("description", "operation"):
        security = place.node.get("security")
        for requirement in security.items if security else ():
            for name in requirement.members:
                yield join("/components/securitySchemes", name)


def mapped(value: str) -> Iterator[str]:
    """The pointer that a value of a discriminator's mapping means: a name or a reference."""
    if is_local(value):
        yield from _local(value)
    else:
        yield join("/components/schemas", value)


def _local(reference: str) -> Iterator[str]:
    try:
        if is_local(reference):
            yield local_pointer(reference)
    except ReferenceFault:
        return
