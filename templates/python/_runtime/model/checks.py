"""Where a value breaks its schema, told by place and reason.

Job: hold a value to a schema, exactly and open to growth: strings, numbers and booleans are what
JSON says they are; a whole number may be written `1.0`; an enumeration takes values that the
description doesn't know yet; an optional member may be absent, but null only where the schema says
so; a constant has to be there. Growth is no defect. A place that is right costs a look at its type.
Answers are read without this; no value of a server's gets into a message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import isfinite
from typing import Any, Final

from ..vocabulary.deadline import NEVER, Deadline, DeadlineExceeded
from ..vocabulary.defects import Defect, Notes
from ..vocabulary.json_types import Json, class_of
from ..vocabulary.pointers import join
from ..vocabulary.spelled import Spelled
from .classes import complete
from .nested import per_class
from .patterns import matches
from .schema import (
    AnyOf,
    Array,
    Boolean,
    Enumeration,
    Map,
    Null,
    Number,
    Object,
    Schema,
    String,
)
from .unions import Variants, kind_of

Way = tuple[()] | tuple[Any, str | int]
"""The names and numbers on the way to a value: none, or those to its holder and one more."""
Step = Callable[["Checker", Any, Any, Way], None]

BROKEN: Final = "should be text without half a surrogate pair"
_EVERY: Final = 256
"""Items of lists after which the clock is looked at."""

_WORDS: Final = {
    "array": "an array",
    "boolean": "a boolean",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def defects_of(
    schema: Schema, value: Any, pointer: str = "", deadline: Deadline = NEVER
) -> tuple[Defect, ...]:
    """Return where a value breaks a schema, by JSON pointers that begin with `pointer`.

    Raises:
        DeadlineExceeded: there is so much of it that time is up before all of it is seen.
    """
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
        told = {n: f.schema for n, f in wires.items() if type(f.schema) is not Schema}
        words = ((name, _word(schema)) for name, schema in told.items())
        self.constants = {name: word for name, word in words if word is not None}
        self.constant = next(iter(self.constants), None) if len(self.constants) < 2 else ""
        self.right = {n: _TEXT if n in self.constants else _right(s) for n, s in told.items()}
        self.steps = {n: (_STEPS[type(schema)], schema) for n, schema in told.items()}


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

    def check(self, schema: Schema, value: Json, way: Way) -> None:
        """Note what is wrong with a value."""
        if type(schema) is not Schema and type(value) not in _right(schema):
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
        right, everything = plan.right.get, _EVERYTHING
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
        _sized(checker, len(value), schema.limits, way)
    inner = schema.items
    if type(inner) is Schema:
        return
    right, step = _right(inner), _STEPS[type(inner)]
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
    _sized(checker, len(value), schema.limits, way)
    _names(checker, schema.names, value, way)
    for name, member in value.items():
        checker.check(schema.values, member, (way, name))


def _names(checker: Checker, schema: Schema, value: Mapping[str, Any], way: Way) -> None:
    """Note what is wrong with the first of a map's names that isn't right."""
    for name in value:
        if type(name) not in _right(schema):
            defects = defects_of(schema, name)
            if defects:
                checker.note(way, f"has a name that is wrong: {defects[0].message}")
                return


def _any_of(checker: Checker, schema: AnyOf, value: Json, way: Way) -> None:
    member = schema.of(kind_of(value))
    if member is None:
        wanted = " or ".join(_WORDS[kind] for kind in sorted(schema.types - {"null"}))
        checker.note(way, f"should be {wanted}")
    else:
        checker.check(member, value, way)


def _null(checker: Checker, schema: Null, value: Json, way: Way) -> None:
    if value is not None:
        checker.note(way, "should be null")


def _boolean(checker: Checker, schema: Boolean, value: Json, way: Way) -> None:
    if not isinstance(value, bool):
        checker.note(way, "should be a valid boolean")


def _string(checker: Checker, schema: String, value: Json, way: Way) -> None:
    if not isinstance(value, str):
        checker.note(way, "should be a valid string")
        return
    least, most = schema.limits.get("min_length"), schema.limits.get("max_length")
    if least is not None and len(value) < least:
        checker.note(way, f"should have at least {_counted(least, 'character')}")
    elif most is not None and len(value) > most:
        checker.note(way, f"should have at most {_counted(most, 'character')}")
    elif "pattern" in schema.limits and not matches(schema.limits["pattern"], value):
        checker.note(way, f"should match pattern '{schema.limits['pattern']}'")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _sized(checker: Checker, count: int, limits: Mapping[str, Any], way: Way) -> None:
    least, most = limits.get("min_length"), limits.get("max_length")
    if least is not None and count < least:
        checker.note(way, f"should have at least {_counted(least, 'item')}, not {count}")
    elif most is not None and count > most:
        checker.note(way, f"should have at most {_counted(most, 'item')}, not {count}")


def _number(checker: Checker, schema: Number, value: Json, way: Way) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        checker.note(way, f"should be a {'whole ' if schema.whole else ''}number")
    elif isinstance(value, float) and not isfinite(value):
        checker.note(way, "should be a finite number")
    elif schema.whole and isinstance(value, float) and not value.is_integer():
        checker.note(way, "should be a whole number")
    else:
        _bounded(checker, schema.limits, value, way)


_BOUNDS: Final[Mapping[str, tuple[Callable[[Any, Any], bool], str]]] = {
    "ge": (lambda value, bound: value >= bound, "greater than or equal to"),
    "gt": (lambda value, bound: value > bound, "greater than"),
    "le": (lambda value, bound: value <= bound, "less than or equal to"),
    "lt": (lambda value, bound: value < bound, "less than"),
    "multiple_of": (lambda value, bound: _is_multiple(value, bound), "a multiple of"),
}


def _is_multiple(value: float, bound: float) -> bool:
    (whole, power), (step, its_power) = _written(value), _written(bound)
    least = min(power, its_power)
    scale: int = 10 ** (power - least)
    its_scale: int = 10 ** (its_power - least)
    return whole * scale % (step * its_scale) == 0


def _written(number: float) -> tuple[int, int]:
    """Return a number as digits and a power of ten, as it is written: a float comes only near."""
    if isinstance(number, int):
        return int(number), 0
    digits, _, power = float.__repr__(number).partition("e")
    whole, _, fraction = digits.partition(".")
    return int(whole + fraction), int(power or 0) - len(fraction)


def _bounded(checker: Checker, limits: Mapping[str, Any], value: float, way: Way) -> None:
    for name, bound in limits.items():
        if name in _BOUNDS:
            holds, words = _BOUNDS[name]
            if not holds(value, bound):
                checker.note(way, f"should be {words} {bound}")
                return


def _enumeration(checker: Checker, schema: Any, value: Json, way: Way) -> None:
    if len(schema.values) > 1:
        broken = isinstance(value, float) and not value.is_integer() and _is_whole(schema)
        if kind_of(value) not in schema.types or broken:
            checker.note(way, f"should be {' or '.join(_WORDS[k] for k in sorted(schema.types))}")
        return
    only: object = schema.values[0]
    if kind_of(value) not in schema.types or value != only:
        checker.note(way, f"should be {only!r}")


_STEPS: Final[Mapping[type[Schema], Step]] = {
    AnyOf: _any_of,
    Array: _array,
    Boolean: _boolean,
    Enumeration: _enumeration,
    Map: _map,
    Null: _null,
    Number: _number,
    Object: _object,
    String: _string,
    Variants: _one_of,
}


@cache
def _right(schema: Schema) -> frozenset[type]:
    """Return the Python types of which every value is right."""
    match schema:
        case String(limits=limits) if not limits:
            return _TEXT
        case Number(whole=whole, limits=limits) if not limits:
            return _WHOLE if whole else _REAL
        case Boolean():
            return _FLAG
        case Null():
            return _NOTHING
        case Enumeration(values=values, types=types) if len(values) > 1:
            return _of_types(types) - (frozenset({Spelled}) if _is_whole(schema) else _NEVER)
        case AnyOf(members=members):
            return _NEVER.union(*map(_right, members))
        case _:
            return _NEVER


def _is_whole(schema: Any) -> bool:
    """Return whether an enumeration has whole numbers, and no others."""
    return not any(isinstance(value, float) for value in schema.values)


def _word(schema: Schema) -> str | None:
    """Return the only text that a schema allows, where it does."""
    if isinstance(schema, Enumeration) and len(schema.values) == 1:
        return schema.values[0] if isinstance(schema.values[0], str) else None
    return None


def _of_types(types: frozenset[str]) -> frozenset[type]:
    each = {"string": _TEXT, "boolean": _FLAG, "null": _NOTHING, "number": _REAL}
    return _NEVER.union(*(each[name] for name in types))


_NEVER: Final = frozenset[type]()


class _Everything(frozenset[type]):
    """Holds every type: of members that no class knows, any value is right."""

    def __contains__(self, kind: object) -> bool:
        return True


_EVERYTHING: Final = _Everything()
_TEXT: Final = frozenset[type]({str})
_FLAG: Final = frozenset[type]({bool})
_NOTHING: Final = frozenset[type]({type(None)})
_WHOLE: Final = frozenset[type]({int})
_REAL: Final = frozenset[type]({int, Spelled})
"""A float of a caller's own need not be finite."""
