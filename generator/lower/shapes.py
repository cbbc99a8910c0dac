"""Objects told apart by what is there: constants, required properties, JSON types, closedness.

Job: for the members of a union the rules by which an object is one of them, the more demanding
before the less, and which members only their order tells apart. Part of `discrimination`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from generator.api import Constant, JsonType
from generator.lower.raw import json_type
from generator.schema import (
    Array,
    Constants,
    Map,
    Member,
    Object,
    ObjectUnion,
    OneOf,
    Plain,
    Schema,
    Schemas,
    end,
)

MOST: Final = 60
"""Values or names that a condition lists at most; longer ones tell hardly more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the objects of a member have in common, as far as others differ in it."""

    name: str
    properties: frozenset[str]
    required: frozenset[str]
    equals: tuple[tuple[str, tuple[Constant, ...]], ...]
    present: tuple[str, ...]
    json_types: tuple[tuple[str, JsonType], ...]
    absent: tuple[str, ...]
    own: tuple[str, ...]
    """Properties that no other member has."""

    @property
    def demands(self) -> int:
        """How many conditions there are, those of what isn't there aside."""
        return len(self.equals) + len(self.present) + len(self.json_types)


@dataclass(slots=True)
class _Conditions:
    """Conditions about members that have to be there, while they are gathered."""

    equals: list[tuple[str, tuple[Constant, ...]]] = field(
        default_factory=list[tuple[str, tuple[Constant, ...]]]
    )
    present: list[str] = field(default_factory=list[str])
    json_types: list[tuple[str, JsonType]] = field(default_factory=list[tuple[str, JsonType]])


class Shapes:
    """The shapes of the members of the unions of one provider."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def of(self, names: Sequence[str], but: str = "", *, others: bool = False) -> list[Shape]:
        """Return the shapes of members, the most demanding first.

        `but` is no property to ask; `others` says that objects of none of them may come.
        """
        objects = {name: self._object(name) for name in names}
        objects |= {"": Object(members=())} if others else {}
        shapes = [self._shape(name, objects, but) for name in names]
        result: list[Shape] = []
        for shape in sorted(shapes, key=lambda shape: -shape.demands):
            later = (n for n, before in enumerate(result) if self._is_before(shape, before))
            result.insert(next(later, len(result)), shape)
        return result

    def _object(self, name: str) -> Object:
        shape = self._schemas[name].shape
        assert isinstance(shape, Object)
        return shape

    def _shape(self, name: str, objects: dict[str, Object], but: str) -> Shape:
        own = objects[name]
        others = [each for other, each in objects.items() if other != name]
        conditions = self._conditions([m for m in own.members if m.name != but], others)
        names = tuple(member.name for member in own.members)
        strange = dict.fromkeys(m.name for each in others for m in each.members)
        absent = [each for each in strange if each not in names and each != but]
        return Shape(
            name=name,
            properties=frozenset(names),
            required=frozenset(member.name for member in own.members if member.required),
            equals=tuple(conditions.equals),
            present=tuple(conditions.present),
            json_types=tuple(conditions.json_types),
            absent=tuple(absent[:MOST]) if own.closed else (),
            own=tuple(each for each in names if each not in strange)[:MOST],
        )

    def _conditions(self, members: Iterable[Member], others: Sequence[Object]) -> _Conditions:
        """Return what holds for required members and not for all other objects."""
        conditions = _Conditions()
        for member in (each for each in members if each.required):
            values, type_ = self.constants(member.schema), self._json_type(member.schema)
            if values and self._differ(member, others, values):
                conditions.equals.append((member.name, values))
            elif type_ and any(self._is_of_another(each, member.name, type_) for each in others):
                conditions.json_types.append((member.name, type_))
            elif any(not _requires(each, member.name) for each in others):
                conditions.present.append(member.name)
        return conditions

    def _differ(
        self, member: Member, others: Iterable[Object], values: tuple[Constant, ...]
    ) -> bool:
        counterparts = [_member(each, member.name) for each in others]
        return len(values) <= MOST and any(
            each is None or not each.required or self.constants(each.schema) != values
            for each in counterparts
        )

    def constants(self, schema: Schema) -> tuple[Constant, ...]:
        """Return the only values that a schema allows; nothing where there may be others."""
        target = end(self._schemas, schema)
        shape = target.shape
        closed = isinstance(shape, Constants) and not shape.open
        if not closed or schema.nullable or target.nullable:
            return ()
        return cast("Constants", shape).values

    def _json_type(self, schema: Schema) -> JsonType | None:
        """Return the one JSON type that a schema allows; None where there are several."""
        target = end(self._schemas, schema)
        if schema.nullable or target.nullable:
            return None
        match target.shape:
            case Plain(type="integer" | "number"):
                return "number"
            case Plain(type=name):
                return cast("JsonType", name)
            case Constants(values=values):
                return cast("JsonType", json_type(values[0]))
            case Array():
                return "array"
            case Map() | Object() | ObjectUnion():
                return "object"
        return None

    def _is_of_another(self, other: Object, name: str, kind: JsonType) -> bool:
        """Return whether an object has a property of that name of another JSON type."""
        member = _member(other, name)
        if member is None:
            return False
        json_type_ = self._json_type(member.schema)
        several = isinstance(end(self._schemas, member.schema).shape, OneOf)
        return several or (json_type_ is not None and json_type_ != kind)

    def untold(self, shapes: Sequence[Shape]) -> Iterator[tuple[str, str]]:
        """Yield the members of which the first may be taken for the second, or is before it."""
        for number, one in enumerate(shapes):
            for other in shapes[number + 1 :]:
                if not self._tells(one, other):
                    yield one.name, other.name

    def _is_before(self, one: Shape, other: Shape) -> bool:
        """Return whether a rule has to be asked before another, which takes its objects."""
        return self._tells(one, other) and not self._tells(other, one)

    def _tells(self, one: Shape, other: Shape) -> bool:
        """Return whether no object of another member fits the rule of this one."""
        names = {*one.present, *(name for name, _ in (*one.equals, *one.json_types))}
        if names - other.properties or other.required & set(one.absent):
            return True
        object_ = self._object(other.name)
        for name, values in one.equals:
            member = _member(object_, name)
            theirs = self.constants(member.schema) if member else ()
            if theirs and not {*map(repr, values)} & {*map(repr, theirs)}:
                return True
        return any(
            (member := _member(object_, name)) is not None
            and self._json_type(member.schema) not in (None, kind)
            for name, kind in one.json_types
        )


def _member(shape: Object, name: str) -> Member | None:
    return next((member for member in shape.members if member.name == name), None)


def _requires(shape: Object, name: str) -> bool:
    member = _member(shape, name)
    return member is not None and member.required
