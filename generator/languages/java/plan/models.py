"""Declarations to types: classes of objects, sealed interfaces of unions, enumerations, choices.

Job: give each member its accessor, its setters and their types. What stands where is the Api's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.api import (
    Alias,
    Api,
    ByRules,
    Constant,
    Literal,
    Model,
    Property,
    Ref,
    Rule,
    Type,
    TypeUnion,
    Union,
)
from generator.languages.java.declared import (
    ChoiceType,
    Condition,
    EnumerationType,
    Member,
    ModelType,
    NestedType,
    ShapeRule,
    TagCase,
    UnionType,
)
from generator.languages.java.java_types import JavaType, Named, Plain
from generator.languages.java.naming import member_name
from generator.languages.java.plan.names import Key, Names, is_type, without_null
from generator.languages.java.plan.types import ANY, Home, Types, enumeration
from generator.words import distinct

TEXT = Plain("string")


@dataclass(frozen=True, slots=True)
class ModelTypes:
    """The types that stand for declarations."""

    models: tuple[ModelType, ...]
    unions: tuple[UnionType, ...]
    enumerations: tuple[EnumerationType, ...]
    choices: tuple[ChoiceType, ...]


class Planner:
    """Plans the types of an Api's declarations."""

    def __init__(self, api: Api, names: Names, types: Types, replays: Mapping[Key, set[Key]]):
        self._api = api
        self._names = names
        self._types = types
        self._replays = replays
        """By a union of what comes: the unions of what is sent that take it."""
        self._unions = {(d.namespace, d.name): d for d in api.declarations if isinstance(d, Union)}
        self._within: dict[str, list[NestedType]] = {}

    def planned(self, params: frozenset[Key]) -> ModelTypes:
        """Return the types; `params` are the objects that methods take."""
        enumerations, choices = self._named()
        models = [d for d in self._api.declarations if isinstance(d, Model)]
        unions = [d for d in self._api.declarations if isinstance(d, Union)]
        return ModelTypes(
            tuple(self._model(m, (m.namespace, m.name) in params) for m in models),
            tuple(self._union(union) for union in unions),
            enumerations,
            choices,
        )

    def _named(self) -> tuple[tuple[EnumerationType, ...], tuple[ChoiceType, ...]]:
        """Return the enumerations and choices with names, but for those within other types."""
        top_level: list[EnumerationType | ChoiceType] = []
        for declaration in self._api.declarations:
            if isinstance(declaration, Alias) and is_type(declaration):
                path = self._types.class_of(declaration)
                owner, _, name = path.rpartition(".")
                home = self._within.setdefault(owner, []) if owner else top_level
                home.append(
                    self._alias(name, path, declaration.doc, without_null(declaration.type))
                )
        return (
            tuple(each for each in top_level if isinstance(each, EnumerationType)),
            tuple(each for each in top_level if isinstance(each, ChoiceType)),
        )

    def _alias(self, name: str, path: str, doc: str, kind: Type) -> EnumerationType | ChoiceType:
        if isinstance(kind, Literal):
            return enumeration(name, doc, kind)
        assert isinstance(kind, TypeUnion)
        return self._types.choice(name, path, doc, kind)

    def _model(self, model: Model, is_params: bool) -> ModelType:
        name = self._types.class_of(model)
        home = self._types.home(name)
        home.nested.extend(self._within.get(name, ()))
        key = (model.namespace, model.name)
        unions = (u for u in self._unions.values() if key in _keys(u.members))
        return ModelType(
            name=name,
            doc=model.doc,
            members=self.members(model.properties, home),
            unions=tuple(sorted(self._types.class_of(union) for union in unions)),
            nested=tuple(home.nested),
            is_params=is_params,
        )

    def members(self, properties: Iterable[Property], home: Home) -> tuple[Member, ...]:
        """Return the members of an object, each with a name of its own."""
        properties = tuple(properties)
        names = distinct(((p.name.wire, member_name(p.name.wire)) for p in properties), sign="")
        nulls = distinct(
            ((p.name.wire, f"{names[p.name.wire].rstrip('_')}Null") for p in properties),
            names.values(),
            sign="",
        )
        return tuple(
            self._member(each, names[each.name.wire], nulls[each.name.wire], home)
            for each in properties
        )

    def _member(self, property_: Property, name: str, null_setter: str, home: Home) -> Member:
        constant = property_.type if property_.presence == "constant" else None
        is_constant = isinstance(constant, Literal)
        kind = (
            TEXT if is_constant else self._types.non_null(property_.type, home, property_.name.wire)
        )
        is_nullable = self._types.is_nullable(property_.type) and kind != ANY
        return Member(
            wire=property_.name.wire,
            name=name,
            type=kind,
            presence=property_.presence,
            nullable=is_nullable,
            constant=_constant(property_),
            overloads=() if is_constant else self.overloads(kind, home),
            null_setter=null_setter if is_nullable else None,
            doc=property_.doc,
            default=property_.default,
            deprecated=property_.deprecated,
        )

    def overloads(self, kind: JavaType, home: Home) -> tuple[JavaType, ...]:
        """Return what a setter takes besides values of a type: what that type is made of."""
        match kind:
            case Named(kind="enumeration", is_open=True):
                return (TEXT,)
            case Named(kind="choice", name=name):
                variants = [variant.type for variant in self._choice(name, home).variants]
                more = [o for each in variants for o in self.overloads(each, home)]
                return tuple(dict.fromkeys([*variants, *more]))
            case _:
                return ()

    def _choice(self, path: str, home: Home) -> ChoiceType:
        """Return a choice by its name, which is the Api's or that of one nested here."""
        for declaration in self._api.declarations:
            if not isinstance(declaration, Alias) or not is_type(declaration):
                continue
            if self._types.class_of(declaration) == path:
                kind = without_null(declaration.type)
                choice = self._alias(path.rpartition(".")[2], path, declaration.doc, kind)
                assert isinstance(choice, ChoiceType)
                return choice
        last = path.rpartition(".")[2]
        return next(n for n in home.nested if isinstance(n, ChoiceType) and n.name == last)

    def _union(self, union: Union) -> UnionType:
        key, apart = (union.namespace, union.name), union.discriminator
        rules = apart.rules if isinstance(apart, ByRules) else ()
        always = next((n for n, rule in enumerate(rules) if _holds_always(rule)), len(rules))
        return UnionType(
            name=self._types.class_of(union),
            doc=union.doc,
            unknown=self._names.unknown[key],
            tag=apart.property,
            cases=self._cases(apart.mapping),
            shared=apart.shared if isinstance(apart, ByRules) else (),
            rules=tuple(map(self._rule, rules[:always])),
            otherwise=tuple(self._ref(rule.member) for rule in rules[always : always + 1]),
            extends=self._classes(self._replays.get(key, ())),
            permits=(*self._permitted(union, key), self._names.unknown[key]),
        )

    def _permitted(self, union: Union, key: Key) -> tuple[str, ...]:
        below = {came for came, unions in self._replays.items() if key in unions}
        members = [self._names.classes[member] for member in dict.fromkeys(_keys(union.members))]
        return (*self._classes(below), *members)

    def _classes(self, keys: Iterable[Key]) -> tuple[str, ...]:
        return tuple(sorted(self._names.classes[key] for key in keys))

    def _cases(self, mapping: tuple[tuple[str, Ref], ...]) -> tuple[TagCase, ...]:
        tags: dict[Ref, list[str]] = {}
        for value, ref in mapping:
            tags.setdefault(ref, []).append(value)
        return tuple(TagCase(tags=tuple(v), member=self._ref(ref)) for ref, v in tags.items())

    def _ref(self, ref: Ref) -> Named:
        declaration = self._api.declared(ref)
        name = self._types.class_of(declaration)
        return Named(name, "union") if isinstance(declaration, Union) else Named(name, "model")

    def _rule(self, rule: Rule) -> ShapeRule:
        conditions = (
            *(Condition(kind="equals", names=(n,), values=v) for n, v in rule.equals),
            *(Condition(kind="present", names=(n,)) for n in rule.present),
            *((Condition(kind="some", names=rule.some),) if rule.some else ()),
            *(Condition(kind="absent", names=(n,)) for n in rule.absent),
            *(Condition(kind="json_type", names=(n,), json_type=t) for n, t in rule.json_types),
        )
        return ShapeRule(member=self._ref(rule.member), conditions=conditions)


def _keys(refs: Iterable[Ref]) -> list[Key]:
    return [(ref.namespace, ref.name) for ref in refs]


def _holds_always(rule: Rule) -> bool:
    return rule == Rule(member=rule.member)


def _constant(property_: Property) -> Constant | None:
    """Return the value that objects are made with."""
    is_made_with = property_.presence == "constant" or property_.is_tag
    kind = property_.type
    return kind.values[0] if is_made_with and isinstance(kind, Literal) else None
