"""Differences between two types: which values one allows and the other doesn't.

Job: compare what may stand in one place, JSON type by JSON type, since that is how every value
says which of them it is. What has a name of its own on both sides is compared once, where it is
declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.api import (
    Anything,
    Array,
    Binary,
    Constant,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
    references,
)
from generator.diff.as_text import JSON, Notation, Ways, held, is_read, is_text
from generator.diff.namespace import Namespace
from generator.diff.scalars import TypeDifference, limits, scalars, shown
from generator.diff.shapes import Shapes
from generator.spelled import Alias, Union


@dataclass(frozen=True, slots=True)
class _Alternative:
    """What may stand there of one JSON type, and the alias that says so, if one does."""

    type: Type
    alias: str = ""


_Alternatives = Mapping[str, _Alternative]


class TypeComparison:
    """Types of two namespaces, with what their names stand for."""

    def __init__(self, old: Namespace, new: Namespace, pairs: Mapping[str, str]) -> None:
        self._old = old
        self._new = new
        self._pairs = pairs
        self._shapes = Shapes(old, new, pairs)

    def called(self, old: Ref) -> str:
        """Return what the new side calls a component of the old one."""
        return self._pairs.get(old.name, old.name)

    def is_single(self, old: Type, new: Type) -> bool:
        """Return whether one of two types has values without parts alone."""
        sides = (_alternatives(old, self._old), _alternatives(new, self._new))
        return any({*side}.isdisjoint(("array", "object", "anything")) for side in sides)

    def differences(self, old: Type, new: Type, ways: Ways = JSON) -> Iterator[TypeDifference]:
        """Yield what differs between what may stand in a place, where sides write it in ways."""
        if old == new and self._same_names(old):
            return
        before, after = self._without_paired_aliases(
            _alternatives(old, self._old), _alternatives(new, self._new)
        )
        if ("anything" in before) != ("anything" in after):
            yield self._any_json(old, new, is_opened="anything" in after)
            return
        every = dict.fromkeys([*before, *after])
        if self._is_another(before, after):
            yield TypeDifference("form-changed", old=shown(old), new=shown(new))
            every = dict.fromkeys(json_type for json_type in every if json_type == "null")
        alike = self._alike(before, after, ways) if is_text(ways) else {}
        for json_type in every:
            if json_type in alike:
                yield TypeDifference("type-written-alike", old=shown(before[json_type].type))
                yield from alike[json_type]
            else:
                one, other = before.get(json_type), after.get(json_type)
                yield from self._of_json_type(json_type, one, other, ways)

    def _alike(
        self, old: _Alternatives, new: _Alternatives, ways: Ways
    ) -> dict[str, list[TypeDifference]]:
        """Return JSON types that went, whose texts are read still, and what these are held to."""
        types = [one.type for one in new.values()]
        readers = [reader for kind in types for reader in self._readers(kind, ways[1])]
        return {
            name: held(one.type, readers)
            for name, one in old.items()
            if name not in new and name != "null" and is_read(one.type, readers, types, ways[0])
        }

    def _readers(self, kind: Type, notation: Notation) -> Iterator[Type]:
        """Yield what reads a text where a type is meant: an item, of a list that may be of one."""
        match kind:
            case Array(items=items, limits=held_to):
                if notation in ("items", "joined") and (held_to.minItems or 0) <= 1:
                    yield from (one.type for one in _alternatives(items, self._new).values())
            case _:
                yield kind

    def _any_json(self, old: Type, new: Type, *, is_opened: bool) -> TypeDifference:
        """Return what it means that any JSON may stand there, or may no longer."""
        is_class = self._is_class(new, self._new) or self._is_class(old, self._old)
        plain = "type-added" if is_opened else "type-removed"
        of_class = "class-became-any" if is_opened else "any-became-class"
        return TypeDifference(of_class if is_class else plain, old=shown(old), new=shown(new))

    def _is_another(self, old: _Alternatives, new: _Alternatives) -> bool:
        """Return whether an object, or what holds some, was all there was, and isn't any more."""
        before, after = ({*side} - {"null"} for side in (old, new))
        is_apart = bool(before and after) and not before & after
        return is_apart and all(self._is_class(old[name].type, self._old) for name in before)

    def _is_class(self, kind: Type, names: Namespace) -> bool:
        """Return whether values of a type are objects of a class, or hold some."""
        declarations = (names.declarations[ref.name] for ref in references(kind))
        return any(
            not isinstance(each, Alias) or self._is_class(each.type, names) for each in declarations
        )

    def _same_names(self, kind: Type) -> bool:
        match kind:
            case Ref(name=name):
                return self._pairs.get(name) == name
            case Array(items=inner) | Map(values=inner) | Nullable(type=inner):
                return self._same_names(inner)
            case TypeUnion(members=members):
                return all(map(self._same_names, members))
            case _:
                return True

    def _without_paired_aliases(
        self, old: _Alternatives, new: _Alternatives
    ) -> tuple[_Alternatives, _Alternatives]:
        """Leave out what aliases say that stand on both sides: they are compared themselves."""
        others = {one.alias for one in new.values()}
        both = {one.alias for one in old.values() if self._pairs.get(one.alias) in others}
        partners = {self._pairs[name] for name in both if name}
        return (
            {key: one for key, one in old.items() if not one.alias or one.alias not in both},
            {key: one for key, one in new.items() if not one.alias or one.alias not in partners},
        )

    def _of_json_type(
        self,
        json_type: str,
        old: _Alternative | None,
        new: _Alternative | None,
        ways: Ways,
    ) -> Iterator[TypeDifference]:
        if old is None or new is None:
            word = "null" if json_type == "null" else "type"
            if old is None and new is not None:
                yield TypeDifference(f"{word}-added", new=shown(new.type))
            elif old is not None:
                yield TypeDifference(f"{word}-removed", old=shown(old.type))
            return
        inner: Ways = ("text", "text") if is_text(ways) and "brackets" not in ways else ways
        yield from self._alternatives_differ(old.type, new.type, inner)

    def _alternatives_differ(self, old: Type, new: Type, ways: Ways) -> Iterator[TypeDifference]:
        match old, new:
            case (Scalar() | Literal(), Scalar() | Literal()):
                yield from scalars(old, new)
            case Array(), Array():
                yield from limits(old.limits, new.limits)
                for each in self.differences(old.items, new.items, ways):
                    yield replace(each, below=f"[]{each.below}")
            case Map(), Map():
                yield from limits(old.limits, new.limits)
                yield from limits(old.keys, new.keys)
                for each in self.differences(old.values, new.values, ways):
                    yield replace(each, below=f"{{}}{each.below}")
            case Ref(name=before), Ref(name=after):
                yield from self._objects(before, after)
            case _ if old != new:
                yield TypeDifference("form-changed", old=shown(old), new=shown(new))
            case _:
                return

    def _objects(self, before: str, after: str) -> Iterator[TypeDifference]:
        """Yield what differs where two objects stand; a pair is compared where it is declared."""
        if self._pairs.get(before) == after:
            return
        old, new = self._old.declarations[before], self._new.declarations[after]
        if isinstance(new, Union) and self._pairs.get(before) in _names(new):
            yield TypeDifference("type-added", new=after)
        elif isinstance(old, Union) and after in map(self._pairs.get, _names(old)):
            yield TypeDifference("type-removed", old=before)
        else:
            is_same = self._shapes.are_same(before, after)
            rule = "class-exchanged" if is_same else "form-changed"
            yield TypeDifference(rule, old=before, new=after)


def _names(union: Union) -> set[str]:
    return {member.name for member in union.members}


def _alternatives(kind: Type, names: Namespace, alias: str = "") -> dict[str, _Alternative]:
    """Return what a type allows, by JSON type."""
    match kind:
        case Nullable(type=inner):
            return {
                **_alternatives(inner, names, alias),
                "null": _Alternative(Literal(values=()), alias),
            }
        case TypeUnion(members=members):
            every = (_alternatives(member, names, alias) for member in members)
            return {key: one for each in every for key, one in each.items()}
        case Ref(name=name) if isinstance(declaration := names.declarations[name], Alias):
            return _alternatives(declaration.type, names, alias or name)
        case Literal(values=values, open=is_open):
            return {
                json_type: _Alternative(Literal(values=some, open=is_open), alias)
                for json_type, some in _by_json_type(values).items()
            }
        case Scalar(kind=name):
            return {"number" if name == "integer" else name: _Alternative(kind, alias)}
        case Array():
            return {"array": _Alternative(kind, alias)}
        case Map() | Ref():
            return {"object": _Alternative(kind, alias)}
        case Binary():
            return {"bytes": _Alternative(kind, alias)}
        case Anything():
            return {"anything": _Alternative(kind, alias)}


def _by_json_type(values: tuple[Constant, ...]) -> dict[str, tuple[Constant, ...]]:
    result: dict[str, tuple[Constant, ...]] = {}
    for value in values:
        match value:
            case bool():
                json_type = "boolean"
            case str():
                json_type = "string"
            case _:
                json_type = "number"
        result[json_type] = (*result.get(json_type, ()), value)
    return result
