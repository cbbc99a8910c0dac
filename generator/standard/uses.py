"""Which component uses which, and which are used at all.

Used is what can be reached from outside the components: two schemas that refer only to each
other are both unused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

from generator.document import Document, Node, join, split
from generator.standard.objects import SECTIONS, StandardObject, standard_objects
from generator.standard.references import local_pointers, mapping_pointers

BASES = 10
"""Schemas that inherit from each other in a row and are followed."""

PRUNABLE = frozenset(SECTIONS.values())


def unused(document: Document, places: Iterable[StandardObject] | None = None) -> tuple[str, ...]:
    """Return the pointers of the components that nothing reaches.

    Args:
        document: the description.
        places: all of its objects, for who has them.
    """
    places = standard_objects(document.root) if places is None else places
    components = _from_outside(_edges(document, places))
    return tuple(pointer for pointer in _components(document) if pointer not in components)


def _components(document: Document) -> Iterator[str]:
    components = document.root.get("components")
    for section, entries in components.members.items() if components else ():
        if section in PRUNABLE:
            for name in entries.members:
                yield join(join("/components", section), name)


def _from_outside(users: Mapping[str, list[str]]) -> frozenset[str]:
    """Return the components that a chain of references leads to from outside of them."""
    components: set[str] = set()
    waiting = list(users.get("", ()))
    while waiting:
        pointer = waiting.pop()
        if pointer not in components:
            components.add(pointer)
            waiting.extend(users.get(pointer, ()))
    return frozenset(components)


def _edges(document: Document, places: Iterable[StandardObject]) -> Mapping[str, list[str]]:
    """Component (or ``""`` for all outside) to the components that it refers to."""
    edges: dict[str, list[str]] = {}
    for place in places:
        for target in targets(place):
            edges.setdefault(owner(place.pointer), []).append(owner(target))
        for parent in _parents(document, place):
            edges.setdefault(owner(parent), []).append(place.pointer)
    return edges


def _parents(document: Document, place: StandardObject) -> Iterator[str]:
    """Yield the pointers of the schemas that a component inherits a discriminator from.

    What refers to such a parent may be answered with any of its children, which it needn't name.
    """
    if place.object_type == "schema" and owner(place.pointer) == place.pointer:
        for pointer, parent in _bases(document, place.node):
            if _is_discriminated(document, parent):
                yield pointer


def _bases(document: Document, schema: Node) -> Iterator[tuple[str, Node]]:
    """Yield the schemas that the parts of an ``allOf`` refer to."""
    all_of = schema.get("allOf")
    for part in all_of.items if all_of else ():
        for pointer in local_pointers(part.text("$ref") or ""):
            with suppress(KeyError):
                yield pointer, document.at(pointer)


def _is_discriminated(document: Document, schema: Node) -> bool:
    """Return whether a schema, or one that it extends, has a discriminator, each looked at once."""
    bases = {"": schema}
    visited: set[str] = set()
    for _ in range(BASES):
        if any(base.get("discriminator") is not None for base in bases.values()):
            return True
        further = (pair for base in bases.values() for pair in _bases(document, base))
        bases = {pointer: base for pointer, base in further if pointer not in visited}
        visited |= bases.keys()
    return False


def owner(pointer: str) -> str:
    """Return the component that a pointer leads into; empty when it leads elsewhere."""
    tokens = split(pointer)
    if len(tokens) < 3 or tokens[0] != "components":
        return ""
    return join(join("/components", tokens[1]), tokens[2])


def targets(place: StandardObject) -> Iterator[str]:
    """Yield the pointers that an object of the standard refers to."""
    reference = place.reference
    if reference is not None and isinstance(reference.value, str):
        yield from local_pointers(reference.value)
    if place.object_type == "schema":
        discriminator = place.node.get("discriminator")
        mapping = discriminator.get("mapping") if discriminator else None
        for entry in mapping.members.values() if mapping else ():
            if isinstance(entry.value, str):
                yield from mapping_pointers(entry.value)
    if place.object_type in ("description", "operation"):
        security = place.node.get("security")
        for requirement in security.items if security else ():
            for name in requirement.members:
                yield join("/components/securitySchemes", name)


def unserved(document: Document) -> Callable[[str], bool]:
    """Return what tells whether a pointer leads to where no operation of the paths does.

    Webhooks, callbacks and links are nothing that a client sends or reads.
    """
    components = frozenset(_served(document))

    def is_unserved(pointer: str) -> bool:
        tokens = split(pointer)
        if _is_aside(tokens):
            return True
        return (
            tokens[:1] == ("components",) and len(tokens) > 2 and owner(pointer) not in components
        )

    return is_unserved


def _is_aside(tokens: tuple[str, ...]) -> bool:
    """Return whether a pointer leads into calls of the server's, or into links between calls."""
    if tokens[:1] == ("components",):
        of_a_response = tokens[1:2] == ("responses",) and tokens[3:4] == ("links",)
        return tokens[1:2] in (("links",), ("callbacks",)) or of_a_response
    calls = tokens[:1] == ("webhooks",) or tokens[3:4] == ("callbacks",)
    return calls or (tokens[3:4] == ("responses",) and tokens[5:6] == ("links",))


def _served(document: Document) -> frozenset[str]:
    """Return the components that a chain of references leads to from the paths and the security."""
    every = standard_objects(document.root)
    places = (place for place in every if not _is_aside(split(place.pointer)))
    return _from_outside(_edges(document, places))
