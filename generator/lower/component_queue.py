"""The components that something refers to, each waiting until it is read.

Job: have each component read once, in the order in which it was first asked for, and those that
are null or an object a second time as that object. Part of `normal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.lower.lookup import Lookup
from generator.lower.names import Names
from generator.lower.raw import RawSchema, without_null


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A schema that waits for its turn."""

    source: RawSchema
    bare: bool
    """Whether it is what another component is when it isn't null."""


class ComponentQueue:
    """The components of one description that wait, and those that have had their turn."""

    def __init__(self, lookup: Lookup, names: Names) -> None:
        self._lookup = lookup
        self._names = names
        self._names_asked: set[str] = set()
        self._waiting: dict[str, Component] = {}
        self._objects: dict[str, str] = {}

    def __iter__(self) -> Iterator[tuple[str, Component]]:
        """Yield what waits, by its name, until nothing does; it is gone once it is yielded."""
        while self._waiting:
            name = next(iter(self._waiting))
            yield name, self._waiting.pop(name)

    def ask(self, name: str) -> str:
        """Have a component read in its turn; return its name."""
        if name not in self._names_asked:
            self._names_asked.add(name)
            source = RawSchema(
                raw=self._lookup.components[name], pointer=self._lookup.pointer(name)
            )
            self._waiting[name] = Component(source=source, bare=False)
        return name

    def object_of(self, name: str) -> str:
        """Return the name of what a component is when it isn't null, which is read in its turn."""
        if name not in self._objects:
            fresh = self._names.fresh(f"{name}Object")
            self._objects[name] = fresh
            source = RawSchema(
                raw=without_null(self._lookup.components[name]),
                pointer=self._lookup.pointer(name),
            )
            self._waiting[fresh] = Component(source=source, bare=True)
        return self._objects[name]

    def member(self, name: str) -> str:
        """Return the name of a member of a union, whatever other names lead to it."""
        while (following := self._lookup.stands_for(name)) is not None:
            name = following
        raw, pointer = self._lookup.components[name], self._lookup.pointer(name)
        is_nullable = self._lookup.is_nullable_object(raw, pointer)
        return self.object_of(name) if is_nullable else self.ask(name)
