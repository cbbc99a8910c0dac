"""How the members of a union of objects are told apart.

By the discriminator's mapping; by the `x-variants` marker where a tag is shared or may be left out;
without either, by a property whose constants differ. In a description of somebody else's what is
left open by these is told by what is there (`shapes`), and where that tells nothing, the first that
fits is taken, which is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.api import ByRules, ByTag, Ref, Rule
from generator.document import join
from generator.lower.findings import Findings
from generator.lower.shapes import Shape, Shapes
from generator.lower.union_tags import Tags
from generator.schema import Discriminator, Object, ObjectUnion, Schemas

FIRST: Final = "the first that fits is taken"
LEFT_OUT: Final = "it is left out"
NONE: Final = "any JSON object stands here instead"
UNTOLD: Final = (
    "nothing tells the members of this union apart: give it a `discriminator`, or `x-variants`"
)


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
        self._shapes = Shapes(schemas)
        self._tags = Tags(schemas, self._shapes)
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
        every = tuple(dict.fromkeys(self._members(union)))
        members = tuple(n for n in every if isinstance(self._schemas[n].shape, Object))
        if len(members) < len(every):
            message = "a member of this union has no properties that are known"
            fallback = "its objects are of an unknown kind" if members else NONE
            self._findings.unsupported(pointer, message, fallback)
        if not members:
            return None
        match union.discriminator:
            case ByRules() as rules:
                return Discriminated(members=members, by=rules)
            case Discriminator() as discriminator:
                by_tag = self._by_mapping(discriminator, members, join(pointer, "discriminator"))
                return Discriminated(members=members, by=by_tag)
            case None:
                others = len(members) < len(every)
                by = self._by_constants(members) or self._by_shape(members, pointer, others=others)
                return Discriminated(members=members, by=by)

    def _members(self, union: ObjectUnion) -> Iterator[str]:
        for name in union.members:
            nested = self.of(name)
            yield from nested.members if nested else (name,)

    # --- by a tag ---

    def _by_mapping(
        self, discriminator: Discriminator, members: tuple[str, ...], pointer: str
    ) -> ByTag | ByRules:
        tag = discriminator.property
        mapping = dict(self._values_of(discriminator, members, pointer))
        claims = self._tags.claims(tag, mapping, members)
        shared = self._shared(claims, pointer)
        otherwise = self._otherwise(discriminator, members, pointer)
        mapping = {value: owners[0] for value, owners in claims.items() if len(owners) == 1}
        without_tag = [
            name
            for name in members
            if name != discriminator.otherwise and not self._tags.requires(name, tag)
        ]
        names = {*mapping.values(), *(name for value in shared for name in claims[value])}
        names |= {otherwise.name} if otherwise is not None else set()
        rest = (name for name in members if name not in names and name not in without_tag)
        rules = (
            *self._of_shared(tag, claims, shared),
            *self._of_absent(tag, [*without_tag, *rest]),
        )
        by_tag = replace(self._by_tag(tag, mapping), otherwise=otherwise)
        if not rules:
            return by_tag
        pairs = by_tag.mapping
        return ByRules(property=tag, mapping=pairs, shared=shared, rules=rules, otherwise=otherwise)

    def _shared(self, claims: dict[str, list[str]], pointer: str) -> tuple[str, ...]:
        """Return the values that several members claim."""
        shared = tuple(value for value, owners in claims.items() if len(owners) > 1)
        for value in shared:
            message = f"{value!r} may be {' as well as '.join(claims[value])}"
            self._findings.unsupported(pointer, message, "what else is there tells them apart")
        return shared

    def _otherwise(
        self, discriminator: Discriminator, members: tuple[str, ...], pointer: str
    ) -> Ref | None:
        """Return the member that is meant by values which no other has."""
        name = discriminator.otherwise
        if name is not None and name not in members:
            where, message = join(pointer, "defaultMapping"), f"{name} isn't a member"
            self._findings.unsupported(where, message, LEFT_OUT, strict="error")
            name = None
        name = name or self._tags.nameless(discriminator.property, members)
        return self._ref(name) if name is not None else None

    def _values_of(
        self, discriminator: Discriminator, members: tuple[str, ...], pointer: str
    ) -> Iterator[tuple[str, str]]:
        """Yield the values of the mapping that mean a member, each with it."""
        for value, target in discriminator.mapping:
            where = join(join(pointer, "mapping"), value)
            member = self._mapped(value, target)
            if member is None:
                message = f"nothing says which member of {target} {value!r} is"
                self._findings.unsupported(where, message, LEFT_OUT, strict="error")
            elif member not in members:
                message = f"{value!r} leads to {member}, which isn't a member"
                self._findings.unsupported(where, message, LEFT_OUT, strict="error")
            else:
                yield value, member

    def _mapped(self, value: str, target: str) -> str | None:
        """Return the member that a value means, also where the mapping leads to a union of them."""
        union = self.of(target)
        if union is None:
            return target
        member = dict(union.by.mapping).get(value)
        return member.name if member else None

    def _by_constants(self, members: tuple[str, ...]) -> ByTag | None:
        tag, mapping = self._tags.constant(members)
        return self._by_tag(tag, mapping) if mapping else None

    def _by_tag(self, tag: str, mapping: dict[str, str]) -> ByTag:
        refs = ((value, self._ref(name)) for value, name in mapping.items())
        return ByTag(property=tag, mapping=tuple(refs))

    def _ref(self, name: str) -> Ref:
        return Ref(name=name, namespace=self._namespace)

    # --- by what is there ---

    def _by_shape(self, members: tuple[str, ...], pointer: str, *, others: bool) -> ByTag | ByRules:
        shapes = self._shapes.of(members, others=others)
        untold = self._untold(shapes)
        tag, mapping = self._tags.optional(members) if untold else ("", {})
        if mapping:
            open_to = [name for name in members if not self._tags.requires(name, tag)]
            shapes = self._shapes.of(open_to, but=tag, others=others)
            untold = self._untold(shapes)
        if untold:
            self._findings.unsupported(pointer, UNTOLD, FIRST)
        else:
            self._findings.in_ours(pointer, UNTOLD)
        tag_mapping = self._by_tag(tag, mapping).mapping
        rules = tuple(self._rules(shapes, untold, (tag,) if mapping else ()))
        return ByRules(property=tag, mapping=tag_mapping, shared=(), rules=rules)

    def _untold(self, shapes: Sequence[Shape]) -> frozenset[str]:
        return frozenset(name for pair in self._shapes.untold(shapes) for name in pair)

    def _rules(
        self, shapes: Sequence[Shape], untold: frozenset[str], absent: tuple[str, ...]
    ) -> Iterator[Rule]:
        """Yield the rules of members by shape; before them, of the untold, what they alone have.

        What a rule before has taken needs no condition in a later one.
        """
        hints = [
            shape
            for shape in shapes
            if shape.name in untold and shape.own and not {*shape.own} & {*shape.present}
        ]
        claimed_names = {name for shape in hints if not shape.demands for name in shape.own}
        for shape in hints:
            yield replace(self._rule(shape), some=shape.own, absent=absent)
        for shape in shapes:
            strange = tuple(name for name in shape.absent if name not in claimed_names)
            yield replace(self._rule(shape), absent=(*absent, *strange))

    def _of_shared(
        self, tag: str, claims: dict[str, list[str]], tags: Sequence[str]
    ) -> Iterator[Rule]:
        """Yield the rules of the members that have a tag in common."""
        owners = dict.fromkeys(name for value in tags for name in claims[value])
        for shape in self._shapes.of([*owners], but=tag):
            values = tuple(value for value in tags if shape.name in claims[value])
            rule = self._rule(shape)
            yield replace(rule, equals=((tag, values), *rule.equals))

    def _of_absent(self, tag: str, members: Sequence[str]) -> Iterator[Rule]:
        """Yield the rules of the members that may lack the tag."""
        for shape in self._shapes.of([*dict.fromkeys(members)], but=tag):
            rule = self._rule(shape)
            yield replace(rule, absent=(tag, *rule.absent))

    def _rule(self, shape: Shape) -> Rule:
        return Rule(
            member=self._ref(shape.name),
            equals=shape.equals,
            present=shape.present,
            absent=shape.absent,
            json_types=shape.json_types,
        )
