"""What references within a file mean that say it in another way than by where a thing stands.

Job: of a reference of somebody else's that leads nowhere as it is written, the pointer that it is
meant for: by an anchor or an identifier of JSON Schema, from the schema that it stands in, on
through another reference, or spelt without escapes. It changes no tree and reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final
from urllib.parse import urldefrag, urljoin

from generator.document import Node, child, join, split
from generator.standard.objects import entry_type, field_type, standard_objects
from generator.standard.references import ReferenceFault, is_local, local_pointer

HOPS: Final = 100
"""References that a pointer is followed through, one after the other."""

ANCHORS: Final = ("$anchor", "$dynamicAnchor")


class Meanings:
    """One file, and what its references may mean."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def of(self, reference: str, kind: str, place: str) -> str | None:
        """Return the pointer of what a reference means, which need not stand where it could be.

        None where it is as the standard has it, or means nothing. `reference` begins with `#`,
        `kind` is what is needed at `place`, the pointer of what holds the reference.
        """
        try:
            literal = local_pointer(reference)
        except ReferenceFault:
            literal = ""
        if literal and self.kind_at(literal) == kind:
            return None
        for pointer in self._candidates(reference, literal, place):
            if _is_pointer(pointer) and self.kind_at(pointer) == kind:
                return pointer
        stands = self._at(literal) if literal else None
        return literal if stands is not None and self._is_unplaced(stands, literal) else None

    def identified(self, reference: str, place: str) -> str | None:
        """Return the pointer of what has the identifier (`$id`, `$self`) that a reference names."""
        address, fragment = urldefrag(_joined(self._base(place), reference))
        start = self._identifiers.get(address)
        if start is None:
            return None
        if fragment and not fragment.startswith("/"):
            inside = [one for one in self._anchors.get(fragment, ()) if one.startswith(start)]
            return inside[0] if inside else None
        try:
            pointer = start + local_pointer(f"#{fragment}")
        except ReferenceFault:
            return None
        return pointer if self._at(pointer) is not None else None

    def kind_at(self, pointer: str) -> str | None:
        """Return what the standard has at a pointer; None where that is nothing, or data."""
        node, kind = self._root, "description"
        for token in split(pointer):
            below = child(node, token)
            inner = entry_type(kind, token) if kind[0] in "[{<" else field_type(kind, token)
            is_array = isinstance(node.value, tuple)
            if below is None or inner is None or is_array != (kind[0] == "["):
                return None
            node, kind = below, inner
        return kind

    def _candidates(self, reference: str, literal: str, place: str) -> Iterator[str]:
        yield from self._through(literal)
        yield from self._within(reference, literal, place)
        yield from self._spelt(reference)

    def _through(self, literal: str) -> Iterator[str]:
        """A pointer that goes on behind other references, as bundlers write it."""
        node, pointer = self._root, ""
        for token in split(literal):
            target, destination = self._end(node, pointer)
            below = child(target, token)
            if below is None:
                target, destination = node, pointer
                below = child(target, token)
            if below is None:
                return
            node, pointer = below, join(destination, token)
        if pointer != literal:
            yield pointer

    def _end(self, node: Node, pointer: str) -> tuple[Node, str]:
        for _ in range(HOPS):
            reference = node.text("$ref")
            target = self._target(reference, pointer) if reference else None
            behind = self._at(target) if target else None
            if target is None or behind is None:
                break
            node, pointer = behind, target
        return node, pointer

    def _target(self, reference: str, place: str) -> str | None:
        try:
            return (
                local_pointer(reference)
                if is_local(reference)
                else self.identified(reference, place)
            )
        except ReferenceFault:
            return None

    def _within(self, reference: str, literal: str, place: str) -> Iterator[str]:
        """From the schemas around it, the inner before the outer; and anchors anywhere."""
        tokens = split(place)
        if reference == "#":
            yield self._resource(place) or "".join(join("", token) for token in tokens[:3])
        for length in range(len(tokens), 0, -1) if literal else ():
            yield "".join(join("", token) for token in tokens[:length]) + literal
        anchors = self._anchors.get(reference.removeprefix("#"), ())
        resource = self._resource(place)
        yield from sorted(anchors, key=lambda pointer: self._resource(pointer) != resource)

    def _spelt(self, reference: str) -> Iterator[str]:
        """Percent signs and slashes of names that aren't escaped, and a slash too many."""
        fragment = reference.removeprefix("#")
        if not fragment.startswith("/"):
            return
        *parents, name = fragment.rstrip("/").split("/", 3)
        if len(parents) == len(("", "components", "section")):
            yield join("/".join(parents), name)
        yield fragment.rstrip("/")

    def _at(self, pointer: str) -> Node | None:
        node: Node | None = self._root
        for token in split(pointer):
            node = child(node, token) if node is not None else None
        return node

    def _is_unplaced(self, node: Node, pointer: str) -> bool:
        """Whether a thing stands where the standard has nothing: it can be brought elsewhere."""
        return bool(node.members) and self.kind_at(pointer) is None

    @cached_property
    def _anchors(self) -> dict[str, tuple[str, ...]]:
        anchors: dict[str, tuple[str, ...]] = {}
        for one in standard_objects(self._root):
            names = {one.node.text(key) for key in ANCHORS} if one.object_type == "schema" else ()
            for name in names:
                anchors |= {name: (*anchors.get(name, ()), one.pointer)} if name else {}
        return anchors

    @property
    def _identifiers(self) -> dict[str, str]:
        """The pointers of what has an identifier, by that, written out."""
        return self._identities[0]

    @cached_property
    def _identities(self) -> tuple[dict[str, str], dict[str, str]]:
        """Pointers by identifiers, and identifiers by pointers: the outer before the inner."""
        own = self._root.text("$self") or ""
        pointers, bases = {own: ""} if own else {}, {"": own}
        for one in standard_objects(self._root):
            identifier = one.node.text("$id") if one.object_type == "schema" else None
            if identifier is not None:
                around = next(at for at in reversed(bases) if _is_in(one.pointer, at))
                base = urldefrag(_joined(bases[around], identifier)).url
                bases[one.pointer] = base
                pointers.setdefault(base, one.pointer)
        return pointers, bases

    def _base(self, place: str) -> str:
        """Return the identifier that what stands at a place is relative to."""
        return self._identities[1][self._resource(place)]

    def _resource(self, place: str) -> str:
        """Return the pointer of the innermost thing with an identifier that a place is in."""
        return next(at for at in reversed(self._identities[1]) if _is_in(place, at))


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:  # brackets that are no address
        return reference


def _is_pointer(text: str) -> bool:
    try:
        return split(text) != ()
    except ValueError:
        return False


def _is_in(pointer: str, outer: str) -> bool:
    return pointer == outer or pointer.startswith(f"{outer}/")
