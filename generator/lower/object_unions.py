"""Unions of objects: which members they have, by what names, and by what those are told apart.

Job: give each member a name, those of inline unions among them in their place. Part of `normal`,
which reads an inline member when it is given its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.lower.component_queue import ComponentQueue
from generator.lower.discriminators import discriminator
from generator.lower.lookup import Lookup
from generator.lower.raw import RawSchema, last_reference, without_null
from generator.schema import ObjectUnion
from generator.standard.references import component_of


class ObjectUnions:
    """The unions of one description, named and read by what its schemas are."""

    def __init__(
        self,
        lookup: Lookup,
        queue: ComponentQueue,
        namespace: str,
        hoist: Callable[[str, RawSchema], str],
    ) -> None:
        """Take `hoist`, which reads an inline schema under a name like one, and returns it."""
        self._lookup = lookup
        self._queue = queue
        self._namespace = namespace
        self._hoist = hoist

    def union(self, name: str, source: RawSchema, members: list[tuple[Any, str]]) -> ObjectUnion:
        """Return the union of this name."""
        extensions: dict[str, str] = {}
        names = tuple(dict.fromkeys(self._member_names(name, members, extensions)))
        return ObjectUnion(
            members=names,
            discriminator=discriminator(
                source.raw,
                self._namespace,
                lambda each: extensions.get(each) or self._queue.member(each),
            ),
        )

    def _member_names(
        self, owner: str, members: list[tuple[Any, str]], extensions: dict[str, str]
    ) -> Iterator[str]:
        """Yield the names of members, those of inline unions among them in their place.

        `extensions` receives what members become that something beside the union holds for.
        """
        for raw, pointer in members:
            source = RawSchema(raw=raw, pointer=pointer)
            if nested := self._lookup.inline_members(source):
                yield from self._member_names(owner, nested, extensions)
            elif "$ref" in raw and (name := component_of(raw["$ref"])) is not None:
                yield self._queue.member(name)
            else:
                base = last_reference(raw)
                preferred = f"{owner}{base or pointer.rsplit('/', 1)[-1]}"
                member = self._hoist(preferred, source.with_raw(without_null(raw)))
                if base is not None:
                    extensions[base] = member
                yield member
