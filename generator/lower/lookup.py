"""What schemas amount to, by whatever they are composed of and refer to.

Job: answer what `normal` has to know of a schema before it is read: whether it is an object, a
union of objects, null, or another name of something. Nothing is read or asked for here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.lower.components import Components
from generator.lower.composition import Composition, sole_part
from generator.lower.findings import Findings
from generator.lower.json_types import JsonTypes
from generator.lower.raw import RawSchema, is_object, is_union, members_of, without_null
from generator.standard.references import component_of


class Lookup:
    """The schemas of one description, as they are written."""

    def __init__(self, components: Components, findings: Findings) -> None:
        self.components: Mapping[str, Any] = components.raws
        self.pointer = components.pointer
        self.json_types = JsonTypes(components.raws)
        self.composition = Composition(components, self.json_types, findings)

    def whole(self, source: RawSchema) -> RawSchema:
        """Return a schema without `allOf` and without what it says of null."""
        whole = self.composition.whole(source)
        return whole.with_raw(without_null(whole.raw)) if isinstance(whole.raw, dict) else whole

    def is_nullable_object(self, raw: Any, pointer: str) -> bool:
        """Return whether a schema is null or an object with a class of its own."""
        if not isinstance(raw, dict) or not self.json_types.null(raw):
            return False
        whole = self.whole(RawSchema(raw=raw, pointer=pointer))
        return bool(self.object_members(whole)) or is_object(whole.raw)

    def members(self, source: RawSchema) -> list[tuple[Any, str]]:
        """Return the members of a union but null, each with its place."""
        return [
            (member, source.at(*tokens))
            for member, tokens in members_of(source.raw)
            if not self.json_types.only_null(member)
        ]

    def object_members(self, source: RawSchema) -> list[tuple[Any, str]]:
        """Return the members of a union of objects only; nothing for any other schema."""
        if not is_union(source.raw):
            return []
        members = self.members(source)
        objects = all(self.json_types.of(member) == {"object"} for member, _ in members)
        return members if objects and len(members) > 1 else []

    def inline_members(self, source: RawSchema) -> list[tuple[Any, str]]:
        """Return the same of a union within another, where one object and null are one, too."""
        if several := self.object_members(source):
            return several
        is_bare = is_union(source.raw) and not self.composition.holds_for_members(source.raw)
        members = self.members(source) if is_bare else []
        alone = len(members) == 1 and self.json_types.of(members[0][0]) == {"object"}
        return members if alone else []

    def stands_for(self, name: str) -> str | None:
        """Return the component that this one is another name of, null aside, if there is one."""
        raw: Any = self.components[name]
        if isinstance(raw, dict) and "allOf" in raw:
            number = sole_part(raw)
            raw = raw["allOf"][number] if number is not None else None
        elif is_union(raw) and not self.composition.holds_for_members(raw):
            others = [m for m, _ in members_of(raw) if not self.json_types.only_null(m)]
            raw = others[0] if len(others) == 1 else None
        following = component_of(raw.get("$ref", "#")) if isinstance(raw, dict) else None
        return following if following != name else None
