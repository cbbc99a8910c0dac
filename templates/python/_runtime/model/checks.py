"""Where a value breaks its schema, told by place and reason.

Job: hold a value to a schema, exactly and open to growth: strings, numbers and booleans are what
JSON says they are; a whole number may be written `1.0`; an enumeration takes values that the
description doesn't know yet; an optional member may be absent, but null only where the schema says
so; a constant has to be there. Growth is no defect. A place that is right costs a look at its type.
Answers are read without this; no value of a server's gets into a message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from ..vocabulary.deadline import NEVER, Deadline, DeadlineExceeded
from ..vocabulary.defects import Defect, Notes
from ..vocabulary.json_kinds import kind_of
from ..vocabulary.json_types import Json, class_of
from ..vocabulary.pointers import join
from .classes import complete
from .nested import per_class
from .predicates import is_right
from .right_types import EVERYTHING, TEXT, right_types
from .scalar_checks import FAULTS, WORDS, size_fault
from .schema import (
    AnyOf,
    Array,
    Enumeration,
    Map,
    Object,
    Schema,
)
from .unions import Variants

Way: TypeAlias = tuple[()] | tuple[Any, str | int]
"""The names and numbers on the way to a value: none, or those to its holder and one more."""
Step = Callable[["Checker", Any, Any, Way], None]

BROKEN: Final = "should be text without half a surrogate pair"
_EVERY: Final = 256
"""Items of lists after which the clock is looked at."""


def defects_of(
    schema: Schema, value: Any, pointer: str = "", deadline: Deadline = NEVER
) -> tuple[Defect, ...]:
    """Return where a value breaks a schema, by JSON pointers that begin with `pointer`.

    Raises:
        DeadlineExceeded: there is so much of it that time is up before all of it is seen.
    """
    if is_right(schema, value):
        return ()
    checker = Checker(pointer, deadline)
    checker.check(schema, value, ())
    return tuple(checker.notes.defects)


def members_defects(kind: type, members: Mapping[str, Any]) -> tuple[Defect, ...]:
    """Return where the members of an object break the schema of its class."""
    checker = Checker("", NEVER)
    checker.members(kind, members, ())
    return tuple(checker.notes.defects)


class Plan:
    """What a class asks of the members of its objects."""

    __slots__ = ("constant", "constants", "required", "right", "steps")

    def __init__(self, kind: type) -> None:
        wires = complete(kind).wires
        self.required = {name: None for name, field in wires.items() if field.expected}.keys()
        schemas = {n: f.schema for n, f in wires.items() if type(f.schema) is not Schema}
        words = ((name, _word(schema)) for name, schema in schemas.items())
        self.constants = {name: word for name, word in words if word is not None}
        self.constant = next(iter(self.constants), None) if len(self.constants) < 2 else ""
        self.right = {
            n: TEXT if n in self.constants else right_types(s) for n, s in schemas.items()
        }
        self.steps = {n: (_STEPS[type(schema)], schema) for n, schema in schemas.items()}


@per_class
def _plan_of(kind: type) -> Plan:
    return Plan(kind)


class Checker:
    """Goes through a value along its schema."""

    __slots__ = ("_base", "_deadline", "_seen", "notes")

    def __init__(self, base: str, deadline: Deadline) -> None:
        self.notes = Notes()
        self._base, self._deadline, self._seen = base, deadline, 0

    def note(self, way: Way, message: str) -> None:
        """Note what is wrong at the end of a way."""
        if self._deadline.expired:
            raise DeadlineExceeded
        if not self.notes.full:
            tokens: list[str | int] = []
            while way:
                way, token = way
                tokens.append(token)
            ends = "".join(join("", token) for token in reversed(tokens))
            self.notes.add(self._base + ends, message)

    def fault(self, way: Way, message: str | None) -> None:
        """Note what is wrong at the end of a way, if anything is."""
        if message is not None:
            self.note(way, message)

    def check(self, schema: Schema, value: Json, way: Way) -> None:
        """Note what is wrong with a value."""
        if type(schema) is not Schema and type(value) not in right_types(schema):
            _STEPS[type(schema)](self, schema, value, way)

    def seen(self, count: int) -> None:
        """Note that so many values were seen; look at the clock after many.

        Raises:
            DeadlineExceeded: no time is left.
        """
        self._seen += count
        if self._seen > _EVERY:
            self._seen = 0
            if self._deadline.expired:
                raise DeadlineExceeded

    def members(
        self, kind: type, members: Mapping[str, Any], way: Way, tag: str | None = None
    ) -> None:
        """Note what is wrong with the members of an object of a class, whose tag is right."""
        plan = _plan_of(kind)
        right, everything = plan.right.get, EVERYTHING
        for name, value in members.items():
            if type(value) not in right(name, everything):
                step, schema = plan.steps[name]
                step(self, schema, value, (way, name))
        if plan.constant != tag:
            for name, word in plan.constants.items():
                if members.get(name, word) != word and isinstance(members[name], str):
                    self.note((way, name), f"should be {word!r}")
        if not plan.required <= members.keys():
            for name in plan.required:
                if name not in members:
                    self.note((way, name), "is required and missing")


def _scalar(checker: Checker, schema: Schema, value: Json, way: Way) -> None:
    checker.fault(way, FAULTS[type(schema)](schema, value))


def _object(checker: Checker, schema: Object, value: Any, way: Way) -> None:
    if class_of(value) is dict or _is_mapping(value):
        checker.members(schema.kind, value, way)
    elif not isinstance(value, schema.kind):
        checker.note(way, "should be an object")


def _one_of(checker: Checker, variants: Variants, value: Any, way: Way) -> None:
    if class_of(value) is dict:
        tag = value.get(variants.tag)
        member = variants.mapping.get(tag) if class_of(tag) is str else None
        if member is not None:
            checker.members(member, value, way, variants.tag)
            return
    elif not _is_mapping(value):
        if not hasattr(class_of(value), "model_dump"):  # an object is what it is, whoever made it
            checker.note(way, "should be an object")
        return
    member = variants.choose(value)
    if member is None:
        checker.note(way, f"should say what it is in '{variants.tag}'")
        member = variants.unknown
    elif _is_broken(value.get(variants.tag)):
        checker.note((way, variants.tag), BROKEN)
    checker.members(member, value, way)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_broken(tag: Any) -> bool:
    """Return whether a tag is text that no provider will ever name a kind by."""
    if not isinstance(tag, str) or tag.isascii():
        return False
    try:
        tag.encode()
    except UnicodeEncodeError:
        return True
    return False


def _array(checker: Checker, schema: Array, value: Json, way: Way) -> None:
    if not isinstance(value, list):
        checker.note(way, "should be an array")
        return
    if schema.limits:
        checker.fault(way, size_fault(schema.limits, len(value)))
    inner = schema.items
    if type(inner) is Schema:
        return
    right, step = right_types(inner), _STEPS[type(inner)]
    if right and right.issuperset(map(type, value)):
        return
    checker.seen(len(value))
    for number, item in enumerate(value):
        if type(item) not in right:
            step(checker, inner, item, (way, number))


def _map(checker: Checker, schema: Map, value: Json, way: Way) -> None:
    if not isinstance(value, Mapping):
        checker.note(way, "should be an object")
        return
    checker.fault(way, size_fault(schema.limits, len(value)))
    _names(checker, schema.names, value, way)
    for name, member in value.items():
        checker.check(schema.values, member, (way, name))


def _names(checker: Checker, schema: Schema, value: Mapping[str, Any], way: Way) -> None:
    """Note what is wrong with the first of a map's names that isn't right."""
    for name in value:
        if type(name) not in right_types(schema):
            defects = defects_of(schema, name)
            if defects:
                checker.note(way, f"has a name that is wrong: {defects[0].message}")
                return


def _any_of(checker: Checker, schema: AnyOf, value: Json, way: Way) -> None:
    member = schema.of(kind_of(value))
    if member is None:
        expectation = " or ".join(WORDS[kind] for kind in sorted(schema.types - {"null"}))
        checker.note(way, f"should be {expectation}")
    else:
        checker.check(member, value, way)


_STEPS: Final[Mapping[type[Schema], Step]] = {
    **dict.fromkeys(FAULTS, _scalar),
    AnyOf: _any_of,
    Array: _array,
    Map: _map,
    Object: _object,
    Variants: _one_of,
}


def _word(schema: Schema) -> str | None:
    """Return the only text that a schema allows, where it does."""
    if isinstance(schema, Enumeration) and len(schema.values) == 1:
        return schema.values[0] if isinstance(schema.values[0], str) else None
    return None
