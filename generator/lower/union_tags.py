"""Tags: properties by whose texts the members of a union are told apart, as each member has them.

Job: which texts a tag may be in each member, which members a text may mean, and which property can
be a tag where the description names none. Part of `discrimination`.
"""

from __future__ import annotations

from generator.document import split
from generator.lower.shapes import Shapes
from generator.schema import Object, Schemas


class Tags:
    """The tags of the members of the unions of one provider."""

    def __init__(self, schemas: Schemas, shapes: Shapes) -> None:
        self._schemas = schemas
        self._shapes = shapes

    def requires(self, member: str, tag: str) -> bool:
        """Return whether the objects of a member have to have a tag."""
        shape = self._schemas[member].shape
        assert isinstance(shape, Object)
        return any(each.name == tag and each.required for each in shape.members)

    def values(self, member: str, tag: str) -> tuple[str, ...]:
        """Return the texts that the tag of a member may be; nothing where it may be any."""
        shape = self._schemas[member].shape
        assert isinstance(shape, Object)
        schema = next((each.schema for each in shape.members if each.name == tag), None)
        values = self._shapes.constants(schema) if schema is not None else ()
        texts = tuple(value for value in values if isinstance(value, str))
        return texts if len(texts) == len(values) else ()

    def claims(
        self, tag: str, mapping: dict[str, str], members: tuple[str, ...]
    ) -> dict[str, list[str]]:
        """Return the members that each value may mean: those of the mapping mean one.

        What no entry and no other member has may be left of those of a member in the mapping.
        """
        claims = {value: [member] for value, member in mapping.items()}
        for member in (name for name in members if name not in mapping.values()):
            values = self.values(member, tag)
            if not values and self._is_inline(member):  # which has no name that a tag could be
                continue
            if member in values or not values:  # the standard's rule for what isn't in the mapping
                values = (member,)
            for value in values:
                owners = claims.setdefault(value, [])
                if value not in mapping or values == (value,):
                    owners.append(member)
        for member in (name for name in members if name in mapping.values()):
            for value in self.values(member, tag):
                claims.setdefault(value, [member])
        return {value: list(dict.fromkeys(owners)) for value, owners in claims.items()}

    def nameless(self, tag: str, members: tuple[str, ...]) -> str | None:
        """Return the one member whose tag may be any text and that has no name to tell it by."""
        inline = [n for n in members if self._is_inline(n) and not self.values(n, tag)]
        return inline[0] if len(inline) == 1 and self.requires(inline[0], tag) else None

    def constant(self, members: tuple[str, ...]) -> tuple[str, dict[str, str]]:
        """Return a property whose constants tell all members apart, with them."""
        shapes = [self._schemas[name].shape for name in members]
        objects = [shape for shape in shapes if isinstance(shape, Object)]
        for tag in dict.fromkeys(member.name for each in objects for member in each.members):
            values = [self.values(n, tag) if self.requires(n, tag) else () for n in members]
            every = [value for some in values for value in some]
            if all(values) and len(set(every)) == len(every):
                pairs = zip(values, members, strict=True)
                return tag, {value: name for some, name in pairs for value in some}
        return "", {}

    def optional(self, members: tuple[str, ...]) -> tuple[str, dict[str, str]]:
        """Return a property whose texts tell all members apart where it is there, with them."""
        first = self._schemas[members[0]].shape
        assert isinstance(first, Object)
        for member in first.members:
            values = {name: self.values(name, member.name) for name in members}
            every = [value for some in values.values() for value in some]
            if all(values.values()) and len(set(every)) == len(every):
                return member.name, {v: name for name, some in values.items() for v in some}
        return "", {}

    def _is_inline(self, member: str) -> bool:
        tokens = split(self._schemas[member].pointer)
        return tokens[:2] != ("components", "schemas") or not {*tokens[3::2]} <= {"allOf"}
