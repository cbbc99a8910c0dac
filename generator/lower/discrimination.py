"""How the members of a union of objects are told apart.

By the discriminator's mapping; by the `x-variants` marker where a tag is shared or may be left out;
without either, by a property whose constants differ. Anything else is a finding: nothing is
guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.api import ByRules, ByTag, Ref
from generator.document import join
from generator.lower.findings import Findings
from generator.schema import Constants, Discriminator, Object, ObjectUnion, Schemas, end

FALLBACK: Final = "any JSON object stands here instead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discriminated:
    """The members of a union, those of unions among them in their place, and what tells them."""

    members: tuple[str, ...]
    by: ByTag | ByRules


class Discrimination:
    """Tells apart the members of the unions of one provider; each union is looked at once."""

    def __init__(self, schemas: Schemas, namespace: str, findings: Findings) -> None:
        self._schemas = schemas
        self._namespace = namespace
        self._findings = findings
        self._unions: dict[str, Discriminated | None] = {}

    def of(self, name: str) -> Discriminated | None:
        """Return what tells the members of a named union apart; `None` if nothing does."""
        if name not in self._unions:
            self._unions[name] = None  # for a union that is a member of itself
            shape = self._schemas[name].shape
            if isinstance(shape, ObjectUnion):
                self._unions[name] = self._discriminated(shape, self._schemas[name].pointer)
        return self._unions[name]

    def _discriminated(self, union: ObjectUnion, pointer: str) -> Discriminated | None:
        members = tuple(dict.fromkeys(self._members(union)))
        by: ByTag | ByRules | None
        if not all(isinstance(self._schemas[name].shape, Object) for name in members):
            message = "a member of this union has no properties that are known"
            self._findings.unsupported(pointer, message, FALLBACK)
            return None
        match union.discriminator:
            case ByRules() as by:
                pass
            case Discriminator() as stated:
                by = self._by_mapping(stated, members, join(pointer, "discriminator"))
            case None:
                by = self._by_constants(members, pointer)
        return Discriminated(members=members, by=by) if by is not None else None

    def _members(self, union: ObjectUnion) -> Iterator[str]:
        for name in union.members:
            nested = self.of(name)
            yield from nested.members if nested else (name,)

    def _by_mapping(
        self, stated: Discriminator, members: tuple[str, ...], pointer: str
    ) -> ByTag | None:
        mapping: dict[str, str] = {}
        certain = True
        for value, target in stated.mapping:
            mapping[value] = self._mapped(value, target, pointer)
        for member in members:
            if member not in mapping.values():  # the standard's rule for what isn't in the mapping
                for value in self._values(member, stated.property) or (member,):
                    if mapping.setdefault(value, member) != member:
                        message = f"{value!r} may be {mapping[value]} as well as {member}"
                        self._findings.unsupported(pointer, message, FALLBACK)
                        certain = False
        for value, member in mapping.items():
            if member not in members:
                message = f"{value!r} leads to {member}, which isn't a member"
                self._findings.add(join(join(pointer, "mapping"), value), message)
        return self._by_tag(stated.property, mapping) if certain else None

    def _mapped(self, value: str, target: str, pointer: str) -> str:
        """Return the member that a value means, also where the mapping leads to a union of them."""
        union = self.of(target)
        if union is None:
            return target
        member = dict(union.by.mapping).get(value)
        if member is None:
            message = f"nothing says which member of {target} {value!r} is"
            self._findings.add(join(join(pointer, "mapping"), value), message)
        return member.name if member else union.members[0]

    def _by_constants(self, members: tuple[str, ...], pointer: str) -> ByTag | None:
        shapes = [self._schemas[name].shape for name in members]
        objects = [shape for shape in shapes if isinstance(shape, Object)]
        for tag in dict.fromkeys(member.name for each in objects for member in each.members):
            values = [self._values(name, tag) for name in members]
            every = [value for some in values for value in some]
            if all(values) and len(set(every)) == len(every):
                pairs = zip(values, members, strict=True)
                return self._by_tag(tag, {value: name for some, name in pairs for value in some})
        message = (
            "nothing tells the members of this union apart: give it a `discriminator`, or"
            " `x-variants`"
        )
        self._findings.unsupported(pointer, message, FALLBACK)
        return None

    def _by_tag(self, tag: str, mapping: dict[str, str]) -> ByTag:
        refs = ((value, Ref(name=n, namespace=self._namespace)) for value, n in mapping.items())
        return ByTag(property=tag, mapping=tuple(refs))

    def _values(self, member: str, tag: str) -> tuple[str, ...]:
        """Return the texts that the tag of a member may be; nothing where it isn't required."""
        shape = self._schemas[member].shape
        assert isinstance(shape, Object)
        for each in shape.members:
            if each.name == tag and each.required:
                known = end(self._schemas, each.schema).shape
                values = known.values if isinstance(known, Constants) and not known.open else ()
                texts = tuple(value for value in values if isinstance(value, str))
                return texts if len(texts) == len(values) and not each.schema.nullable else ()
        return ()
