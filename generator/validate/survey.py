"""A description walked through once, for all who ask about it.

Finds places, follows references, gathers what a schema demands through ``$ref`` and ``allOf``.
Judges nothing: the modules of ``rules`` do. ``validate`` makes one survey for each document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from generator.document import Document, Node, join, split
from generator.findings import Finding
from generator.mending import Mend
from generator.policy import Kind, Policy, Severity
from generator.standard.objects import StandardObject, standard_objects
from generator.standard.references import ReferenceFault, local_pointer
from generator.standard.versions import Version, version_of

EXPANSION_LIMIT = 5_000
"""Schemas that a schema may come to when references, unions and `allOf` are written out."""

READABLE = 20_000
"""Schemas of which a type can still be made in a description of somebody else's."""


@dataclass(frozen=True, eq=False)
class Survey:
    """One document under examination, and the policy by which its faults are graded."""

    document: Document
    policy: Policy
    sound: set[tuple[Version, Node]] = field(default_factory=set[tuple[Version, Node]])
    """Schemas that have the form of one: known to an earlier survey, before faults were mended."""

    @property
    def first_party(self) -> bool:
        """Whether it is one of ours."""
        return self.policy.first_party

    @cached_property
    def objects(self) -> tuple[StandardObject, ...]:
        """Every place, in the order of the text."""
        return tuple(standard_objects(self.document.root))

    @cached_property
    def schemas(self) -> tuple[StandardObject, ...]:
        """The places that hold a schema object (not ``true`` or ``false``)."""
        return tuple(
            place for place in self.objects if place.object_type == "schema" and place.node.members
        )

    @cached_property
    def effective_schemas(self) -> tuple[StandardObject, ...]:
        """Those of them whose own keywords hold: OpenAPI 3.0 reads none beside a reference."""
        if self.version is not Version.V3_0:
            return self.schemas
        return tuple(place for place in self.schemas if place.node.text("$ref") is None)

    @cached_property
    def by_pointer(self) -> dict[str, StandardObject]:
        """All objects by their pointers."""
        return {place.pointer: place for place in self.objects}

    @cached_property
    def version(self) -> Version:
        """The version of OpenAPI that the document is written in."""
        return version_of(self.document)

    def names(self, section: str) -> tuple[str, ...]:
        """Return the names of the components of a section."""
        components = self.document.root.get("components")
        entries = components.get(section) if components else None
        return tuple(entries.members) if entries else ()

    def target(self, reference: str) -> Node | None:
        """Return the node that a local reference leads to."""
        if reference not in self._targets:
            try:
                self._targets[reference] = self.document.at(local_pointer(reference))
            except (KeyError, ReferenceFault):
                self._targets[reference] = None
        return self._targets[reference]

    @cached_property
    def _targets(self) -> dict[str, Node | None]:
        """Where references lead, by their texts."""
        return {}

    @cached_property
    def _ends(self) -> dict[str, StandardObject]:
        """Where references lead in the end, by their places: a chain is followed once."""
        return {}

    def resolved(self, place: StandardObject) -> StandardObject:
        """Return the place itself, or the one at the end of its chain of references."""
        trail: dict[str, None] = {}
        while (reference := place.node.text("$ref")) and place.pointer not in trail:
            if (end := self._ends.get(place.pointer)) is not None:
                place = end
                break
            trail[place.pointer] = None
            node = self.target(reference)
            if node is None:
                break
            place = StandardObject(local_pointer(reference), place.object_type, node)
        self._ends.update(dict.fromkeys(trail, place))
        return place

    def parts(self, place: StandardObject) -> Iterator[StandardObject]:
        """Yield the schemas that all hold for a value: itself, its target, its ``allOf``."""
        visited: set[str] = set()
        waiting = [place]
        while waiting:
            part = waiting.pop(0)
            if part.pointer in visited:
                continue
            visited.add(part.pointer)
            yield part
            if part.node.text("$ref"):
                waiting.append(self.resolved(part))
            waiting.extend(self.listed(part, "allOf"))

    def listed(self, place: StandardObject, keyword: str) -> Iterator[StandardObject]:
        """Yield the schemas in a list keyword such as ``oneOf``."""
        entries = place.node.get(keyword)
        for index, entry in enumerate(entries.items if entries else ()):
            yield StandardObject(join(join(place.pointer, keyword), index), "schema", entry)

    def unfolded(self, place: StandardObject) -> tuple[StandardObject, ...]:
        """Return the schemas that a value must fit, or may fit, at the same spot."""
        if place.pointer not in self._unfolded:
            self._unfolded[place.pointer] = tuple(self._at_the_same_spot(place))
        return self._unfolded[place.pointer]

    @cached_property
    def _unfolded(self) -> dict[str, tuple[StandardObject, ...]]:
        """What was found of schemas, by their places: several rules ask."""
        return {}

    def _at_the_same_spot(self, place: StandardObject) -> Iterator[StandardObject]:
        reference = place.node.text("$ref")
        node = self.target(reference) if reference else None
        if reference and node is not None:
            yield StandardObject(local_pointer(reference), "schema", node)
        for keyword in ("allOf", "anyOf", "oneOf"):
            yield from self.listed(place, keyword)

    @cached_property
    def oversized(self) -> tuple[StandardObject, ...]:
        """The schemas that come to too many when all that is meant at one spot is written out."""
        return tuple(self._larger(EXPANSION_LIMIT))

    @cached_property
    def unreadable(self) -> tuple[StandardObject, ...]:
        """The schemas that come to more than any type can be made of."""
        return tuple(self._larger(READABLE)) if self.oversized else ()

    def _larger(self, limit: int) -> Iterator[StandardObject]:
        sizes: dict[str, int] = {}
        for place in self.schemas:
            yield from self._sized(place, sizes, limit)

    def _sized(
        self, start: StandardObject, sizes: dict[str, int], limit: int
    ) -> Iterator[StandardObject]:
        """Depth first, inner schemas before outer ones; what is too large counts as one."""
        waiting = [(start, False)]
        while waiting:
            place, is_second_visit = waiting.pop()
            if is_second_visit:
                size = 1 + sum(sizes[below.pointer] for below in self.unfolded(place))
                sizes[place.pointer] = size if size <= limit else 1
                if size > limit:
                    yield place
            elif place.pointer not in sizes:
                sizes[place.pointer] = 1  # until it is known, and for one that contains itself
                waiting.append((place, True))
                waiting.extend((below, False) for below in self.unfolded(place))

    def property(self, place: StandardObject, name: str) -> StandardObject | None:
        """Return the schema of a property, wherever the schema gets it from."""
        for part in self.parts(place):
            properties = part.node.get("properties")
            node = properties.get(name) if properties else None
            if node is not None:
                pointer = join(join(part.pointer, "properties"), name)
                return self.resolved(StandardObject(pointer, "schema", node))
        return None

    def requires(self, place: StandardObject, name: str) -> bool:
        """Return whether a value must have the property."""
        for part in self.parts(place):
            required = part.node.get("required")
            if required is not None and any(item.value == name for item in required.items):
                return True
        return False

    def values(self, place: StandardObject) -> tuple[str, ...] | None:
        """Return the strings that ``const`` or ``enum`` allow; nothing when any string will do."""
        for part in self.parts(place):
            const, enum = part.node.get("const"), part.node.get("enum")
            if const is not None:
                return (const.value,) if isinstance(const.value, str) else ()
            if enum is not None:
                return tuple(item.value for item in enum.items if isinstance(item.value, str))
        return None


def name_of(pointer: str) -> str:
    """Return the name of the component that a pointer means; empty when it means no component."""
    tokens = split(pointer)
    return tokens[2] if len(tokens) == 3 and tokens[0] == "components" else ""


def finding(
    place: StandardObject,
    keyword: str,
    message: str,
    grade: Kind | Severity = "error",
    mend: Mend | None = None,
) -> Finding:
    """Return a diagnostic at a keyword of a place, or at the place when it has no such keyword."""
    member = place.node.get(keyword) if keyword else None
    where, pointer = place.node.where, place.pointer
    if member is not None:
        where, pointer = member.where, join(place.pointer, keyword)
    if isinstance(grade, Kind):
        return Finding(where, pointer, message, kind=grade, mend=mend)
    return Finding(where, pointer, message, grade, mend=mend)
