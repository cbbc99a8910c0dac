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
from generator.document import join, split
from generator.lower.findings import Findings
from generator.lower.shapes import Shape, Shapes
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
            case ByRules() as by:
                return Discriminated(members=members, by=by)
            case Discriminator() as discriminator:
                by_tag = self._by_mapping(discriminator, members, join(pointer, "discriminator"))
                return Discriminated(members=members, by=by_tag)
            case None:
                by_constants = self._by_constants(members) or self._by_shape(
                    members, pointer, others=len(members) < len(every)
                )
                return Discriminated(members=members, by=by_constants)

    def _members(self, union: ObjectUnion) -> Iterator[str]:
        for name in union.members:
            nested = self.of(name)
            yield from nested.members if nested else (name,)

    # --- by a tag ---

    def _by_mapping(
        self, discriminator: Discriminator, members: tuple[str, ...], pointer: str
    ) -> ByTag | ByRules:
        tag = discriminator.property
        mapping = dict(self._stated(discriminator, members, pointer))
        claims = self._claims(tag, mapping, members)
        ambiguous = tuple(value for value, owners in claims.items() if len(owners) > 1)
        mapping = {v: owners[0] for v, owners in claims.items() if len(owners) == 1}
        for value in ambiguous:
            names = " as well as ".join(claims[value])
            message = f"{value!r} may be {names}"
            self._findings.unsupported(pointer, message, "what else is there tells them apart")
        open_to = [name for name in members if not self._requires(name, tag)]
        open_to = [name for name in open_to if name != discriminator.otherwise]
        otherwise = self._otherwise(discriminator, members, pointer) or self._nameless(tag, members)
        reached = {
            *([otherwise.name] if otherwise is not None else []),
            *mapping.values(),
            *open_to,
            *(name for each in ambiguous for name in claims[each]),
        }
        rules = [
            *self._of_shared(tag, claims, ambiguous),
            *self._of_absent(tag, [*open_to, *(name for name in members if name not in reached)]),
        ]
        by_tag = replace(self._by_tag(tag, mapping), otherwise=otherwise)
        if not rules:
            return by_tag
        return ByRules(
            property=tag,
            mapping=by_tag.mapping,
            shared=ambiguous,
            rules=tuple(rules),
            otherwise=otherwise,
        )

    def _otherwise(
        self, discriminator: Discriminator, members: tuple[str, ...], pointer: str
    ) -> Ref | None:
        """Return the member that is meant by values which no other has."""
        name = discriminator.otherwise
        if name is None or name in members:
            return self._ref(name) if name is not None else None
        where, message = join(pointer, "defaultMapping"), f"{name} isn't a member"
        self._findings.unsupported(where, message, LEFT_OUT, strict="error")
        return None

    def _nameless(self, tag: str, members: tuple[str, ...]) -> Ref | None:
        """Return the one member whose tag may be any text and that has no name to tell it by."""
        inline = [n for n in members if self._is_inline(n) and not self._values(n, tag)]
        return self._ref(inline[0]) if len(inline) == 1 and self._requires(inline[0], tag) else None

    def _is_inline(self, member: str) -> bool:
        tokens = split(self._schemas[member].pointer)
        return tokens[:2] != ("components", "schemas") or not {*tokens[3::2]} <= {"allOf"}

    def _stated(
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

    def _claims(
        self, tag: str, mapping: dict[str, str], members: tuple[str, ...]
    ) -> dict[str, list[str]]:
        """Return the members that each value may mean: those of the mapping mean one.

        What no entry and no other member has may be left of those of a member in the mapping.
        """
        claims = {value: [member] for value, member in mapping.items()}
        for member in (name for name in members if name not in mapping.values()):
            values = self._values(member, tag)
            if not values and self._is_inline(member):  # which has no name that a tag could be
                continue
            if member in values or not values:  # the standard's rule for what isn't in the mapping
                values = (member,)
            for value in values:
                owners = claims.setdefault(value, [])
                if value not in mapping or values == (value,):
                    owners.append(member)
        for member in (name for name in members if name in mapping.values()):
            for value in self._values(member, tag):
                claims.setdefault(value, [member])
        return {value: list(dict.fromkeys(owners)) for value, owners in claims.items()}

    def _mapped(self, value: str, target: str) -> str | None:
        """Return the member that a value means, also where the mapping leads to a union of them."""
        union = self.of(target)
        if union is None:
            return target
        member = dict(union.by.mapping).get(value)
        return member.name if member else None

    def _by_constants(self, members: tuple[str, ...]) -> ByTag | None:
        shapes = [self._schemas[name].shape for name in members]
        objects = [shape for shape in shapes if isinstance(shape, Object)]
        for tag in dict.fromkeys(member.name for each in objects for member in each.members):
            values = [self._values(n, tag) if self._requires(n, tag) else () for n in members]
            every = [value for some in values for value in some]
            if all(values) and len(set(every)) == len(every):
                pairs = zip(values, members, strict=True)
                return self._by_tag(tag, {value: name for some, name in pairs for value in some})
        return None

    def _by_tag(self, tag: str, mapping: dict[str, str]) -> ByTag:
        refs = ((value, self._ref(name)) for value, name in mapping.items())
        return ByTag(property=tag, mapping=tuple(refs))

    def _ref(self, name: str) -> Ref:
        return Ref(name=name, namespace=self._namespace)

    def _requires(self, member: str, tag: str) -> bool:
        shape = self._schemas[member].shape
        assert isinstance(shape, Object)
        return any(each.name == tag and each.required for each in shape.members)

    def _values(self, member: str, tag: str) -> tuple[str, ...]:
        """Return the texts that the tag of a member may be; nothing where it may be any."""
        shape = self._schemas[member].shape
        assert isinstance(shape, Object)
        schema = next((each.schema for each in shape.members if each.name == tag), None)
        values = self._shapes.constants(schema) if schema is not None else ()
        texts = tuple(value for value in values if isinstance(value, str))
        return texts if len(texts) == len(values) else ()

    # --- by what is there ---

    def _by_shape(self, members: tuple[str, ...], pointer: str, *, others: bool) -> ByTag | ByRules:
        shapes = self._shapes.of(members, others=others)
        untold = self._untold(shapes)
        tag, mapping = self._optional_tag(members) if untold else ("", {})
        if mapping:
            open_to = [name for name in members if not self._requires(name, tag)]
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

    def _optional_tag(self, members: tuple[str, ...]) -> tuple[str, dict[str, str]]:
        """Return a property whose texts tell all members apart where it is there, with them."""
        first = self._schemas[members[0]].shape
        assert isinstance(first, Object)
        for member in first.members:
            values = {name: self._values(name, member.name) for name in members}
            every = [value for some in values.values() for value in some]
            if all(values.values()) and len(set(every)) == len(every):
                return member.name, {v: name for name, some in values.items() for v in some}
        return "", {}

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
