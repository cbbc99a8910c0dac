"""Whether a value is right, by one function for each schema.

Job: see at the least cost that a value keeps its schema, as nearly all do, so that only another
one is gone through by `checks`, which says where it breaks it. No clock is looked at: an answer may
hold so many values only. What is doubtful isn't right here: values that no JSON text stands for,
such as objects of a caller's own, are left to `checks`, too.

Each looks at what it got by a second name: by the first one, type checkers take a dict or a list
for one of unknown values once its type has been looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from operator import itemgetter
from types import NoneType
from typing import Any, Final, TypeAlias

from ..vocabulary.json_kinds import kind_of
from .classes import complete
from .nested import per_class
from .right_types import right_types
from .scalar_checks import FAULTS, size_fault
from .schema import AnyOf, Array, Limits, Map, Object, Schema
from .unions import Variants

Predicate: TypeAlias = Callable[[Any], bool]


def is_right(schema: Schema, value: Any) -> bool:
    """Return whether it is certain that a value keeps a schema."""
    try:
        return predicate(schema)(value)
    except RecursionError:
        return False


@cache
def predicate(schema: Schema) -> Predicate:
    """Return what says of a value whether it keeps a schema for certain.

    It is made when the first value comes; so is what it asks of the values inside.
    """
    if type(schema) in FAULTS:
        return _scalar(schema)
    return _PREDICATES[type(schema)](schema)


def _anything(value: object) -> bool:
    return True


def _scalar(schema: Schema) -> Predicate:
    fault = FAULTS[type(schema)]
    return lambda value: fault(schema, value) is None


class _Members(dict[str, Predicate]):
    """What is asked of the members of an object, by name: nothing of those that nobody knows."""

    __slots__ = ("_schemas",)

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas

    def __missing__(self, name: str) -> Predicate:
        if name not in self._schemas:
            return _anything  # not kept: a server may think of any number of names
        result = self[name] = predicate(self._schemas[name])
        return result


class _Usual(dict[str, "type | None"]):
    """The types of which all values of a member are right, one a member, where there is one."""

    __slots__ = ()

    def __missing__(self, name: str) -> None:
        return None


def _usual(schema: Schema) -> type | None:
    types = right_types(schema)
    return next((kind for kind in (str, int, bool, NoneType) if kind in types), None)


@per_class
def _members(kind: type) -> Predicate:
    """Return what says so of objects of a class."""
    return _members_beside(None, kind)


def _members_beside(tag: str | None, kind: type) -> Predicate:
    """Return the same of objects whose tag, if they have one, was looked at."""
    wires = complete(kind).wires
    usual = _Usual({name: _usual(field.schema) for name, field in wires.items()})
    if tag is not None:
        usual[tag] = str
    within = _Members({name: field.schema for name, field in wires.items()})
    expected = [name for name, field in wires.items() if field.expected and name != tag]
    # The cheapest way to miss one of several names, which is a KeyError; nothing misses none.
    look_up: Callable[[Any], object] = itemgetter(*expected) if expected else len

    def right(value: Any) -> bool:
        members = value
        if type(value) is not dict:
            return False
        for name, member in members.items():
            if type(member) is not usual[name] and not within[name](member):
                return False
        try:
            look_up(members)
        except KeyError:
            return False
        return True

    return right


def _object(schema: Object) -> Predicate:
    return _members(schema.kind)


class _Tags(dict[str, Predicate]):
    """What is asked of the objects of a union, by their tags."""

    __slots__ = ("_variants",)

    def __init__(self, variants: Variants) -> None:
        self._variants = variants

    def __missing__(self, tag: str) -> Predicate:
        result = self[tag] = _members_beside(self._variants.tag, self._variants.mapping[tag])
        return result


@cache
def _tags(variants: Variants) -> _Tags:
    return _Tags(variants)


def _one_of(variants: Variants) -> Predicate:
    tags, tag = _tags(variants), variants.tag

    def right(value: Any) -> bool:
        members = value
        if type(value) is not dict:
            return False
        try:
            of_object = tags[members[tag]]
        except (KeyError, TypeError):  # nobody knows it, or it isn't there, or is no text
            return _is_other(variants, members)
        return of_object(members)

    return right


def _is_other(variants: Variants, value: dict[str, Any]) -> bool:
    """Return whether an object is right whose tag alone doesn't say what it is."""
    member, tag = variants.choose(value), value.get(variants.tag)
    if member is None or (isinstance(tag, str) and not tag.isascii()):
        return False
    return _members(member)(value)


def _array(schema: Array) -> Predicate:
    items, limits, types = schema.items, schema.limits, right_types(schema.items)
    if isinstance(items, Variants):
        return _array_of_objects(items, limits)

    def right(value: Any) -> bool:
        elements = value
        if type(value) is not list or (limits and size_fault(limits, len(elements)) is not None):
            return False
        if types and types.issuperset(map(type, elements)):
            return True
        return all(map(predicate(items), elements))

    return right


def _array_of_objects(variants: Variants, limits: Limits) -> Predicate:
    """Return the same of most of what there is: without a call for each object that has its tag."""
    tags, tag = _tags(variants), variants.tag

    def right(value: Any) -> bool:
        elements = value
        if type(value) is not list or (limits and size_fault(limits, len(elements)) is not None):
            return False
        for item in elements:
            members = item
            if type(item) is not dict:
                return False
            try:
                of_object = tags[members[tag]]
            except (KeyError, TypeError):
                of_object = partial(_is_other, variants)
            if not of_object(members):
                return False
        return True

    return right


def _map(schema: Map) -> Predicate:
    def right(value: Any) -> bool:
        members = value
        if type(value) is not dict or size_fault(schema.limits, len(members)) is not None:
            return False
        of_name, of_value = predicate(schema.names), predicate(schema.values)
        return all(map(of_name, members)) and all(map(of_value, members.values()))

    return right


def _any_of(schema: AnyOf) -> Predicate:
    types = right_types(schema)

    def right(value: Any) -> bool:
        if type(value) in types:
            return True
        member = schema.of(kind_of(value))
        return member is not None and predicate(member)(value)

    return right


_PREDICATES: Final[Mapping[type[Schema], Callable[[Any], Predicate]]] = {
    AnyOf: _any_of,
    Array: _array,
    Map: _map,
    Object: _object,
    Schema: lambda schema: _anything,
    Variants: _one_of,
}
