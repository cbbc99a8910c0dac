"""Answers that a server might send: real-looking ones with something in them changed, as text.

Job: from a number, always the same text. Objects are lists of pairs here, so that a name can come
twice and in any place; numbers and strings may be written in any way that JSON allows, and in some
that it doesn't. What may be wrong with an answer, and what has to become of it, is for `claims`.
"""

from __future__ import annotations

import codecs
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.fuzz.draws import Draws

HALVES: Final = ("\ud800", "\udc00", "\udfff\ud83d")
NAMES: Final = (
    "id", "type", "object", "output", "usage", "content", "class", "raw", "to_dict", "from_dict",
    "model_fields", "model_extra", "__class__", "__dict__", "self", "_request_id", "_defects",
    "defects", "request_id", "a-b", "", " ", "a/b~c", "новый", "\x00", "\U0001f600", "\ud800", "0",
)  # fmt: skip
TEXTS: Final = (
    *NAMES,
    "message",
    "text",
    "hologram",
    "input_text",
    "null",
    "1",
    "x" * 600,
    '\n\t"\\',
)
NUMBERS: Final = (
    "0", "-0", "-0.0", "1.0", "1e0", "1E+2", "1.50", "1e-7", "0.1e-400", "-7", "1.5", "9" * 30,
    "9" * 4300, "9" * 4301, "1e22", "1e308", "1e400", "-1E400", "9007199254740993",
    "0.30000000000000004",
    "123456789012345678901234567890.5", "5e-324",
)  # fmt: skip
NO_JSON: Final = (
    "NaN",
    "-Infinity",
    "01",
    "+1",
    ".5",
    "1.",
    "0x1",
    "True",
    "'a'",
    "",
    "undefined",
    '"\t"',
    '"\\x"',
)


BYTES: Final = (b"\xff", b"\xed\xa0\x80", b"\x00", b"\xc3", codecs.BOM_UTF8, b" ")
_DEEP: Final = 100
"""Levels from which on an answer isn't changed any more, so that writing it needs no care."""


Place = tuple[int, ...]


class Members(list[tuple[str, Any]]):
    """An object, as its pairs in their order."""

    schema = ""
    """The name of the schema that it was drawn by."""


@dataclass(frozen=True)
class Written:
    """A value by its very text."""

    text: str


def members(value: Any) -> Any:
    """Return a JSON value with its objects as pairs."""
    if isinstance(value, Mapping):
        result = Members((name, members(inner)) for name, inner in value.items())
        result.schema = getattr(value, "schema", "")
        return result
    return [members(inner) for inner in value] if isinstance(value, list) else value


def written(value: Any, chance: random.Random) -> str:
    """Return the value as JSON text."""
    if isinstance(value, Written):
        return value.text
    if isinstance(value, Members):
        pairs = (f"{_text(name, chance)}:{written(inner, chance)}" for name, inner in value)
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(inner, chance) for inner in value) + "]"
    return _text(value, chance) if isinstance(value, str) else json.dumps(value)


def _text(value: str, chance: random.Random) -> str:
    style = chance.random()
    if style < 0.02:
        units = value.encode("utf-16-be", "surrogatepass").hex()
        return '"' + "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4)) + '"'
    plain = style < 0.5 and not any("\ud800" <= char <= "\udfff" for char in value)
    return json.dumps(value, ensure_ascii=not plain)


class Mutator:
    """Changes answers of one provider at random places."""

    def __init__(self, schemas: Mapping[str, Any], examples: Sequence[Any], root: str) -> None:
        self._draws = Draws(schemas, root)
        self._examples = [members(example) for example in examples]

    def body(self, number: int) -> bytes:
        """Return the answer with this number."""
        chance = random.Random(number)
        value = self._base(number, chance)
        for _ in range(chance.choice((0, 1, 1, 2, 3, 5))):
            if max(map(len, _places(value))) < _DEEP:
                value = self._changed(value, chance)
        text = written(value, chance)
        if chance.random() < 0.05:
            text = _damaged(text, chance)
        raw = text.encode()
        if chance.random() < 0.02:
            at = chance.randrange(len(raw) + 1)
            raw = raw[:at] + chance.choice(BYTES) + raw[at:]
        return codecs.BOM_UTF8 + raw if chance.random() < 0.02 else raw

    def _base(self, number: int, chance: random.Random) -> Any:
        """Return an error, an example, or a value with an object of each schema in turn changed."""
        if chance.random() < 0.05:
            return members({"error": dict.fromkeys(("message", "code", "param", "type"), "word")})
        if chance.random() < 0.25:
            return chance.choice(self._examples)
        target = self._draws.objects[number % len(self._draws.objects)]
        value = members(self._draws.value(target, chance))
        places = [p for p in _places(value) if getattr(_at(value, p), "schema", "") == target]
        if not places:  # one that refers to itself before it gets there
            return value
        place = chance.choice(places)
        return _replaced(value, place, self._spoilt(_at(value, place), chance))

    def _changed(self, value: Any, chance: random.Random) -> Any:
        places = list(_places(value))
        if chance.random() < 0.7:  # most of what there is lies deep, and is a scalar
            places = [place for place in places if isinstance(_at(value, place), Members)] or places
        place = chance.choice(places)
        change: Callable[[Any, random.Random], Any] = chance.choice(
            self._changes(_at(value, place))
        )
        return _replaced(value, place, change(_at(value, place), chance))

    def _changes(self, value: Any) -> Sequence[Callable[[Any, random.Random], Any]]:
        anything = (self._other, _nested)
        if isinstance(value, Members):
            return (
                *anything,
                *[_without, _renamed, _twice, self._with, _shuffled, self._retyped] * 3,
            )
        if isinstance(value, list):
            return (*anything, _shorter, self._longer, _shuffled_list)
        return anything

    def _other(self, value: Any, chance: random.Random) -> Any:
        """Return any value in the place of one."""
        kind = chance.randrange(8)
        if kind == 0:
            return Written(chance.choice(NUMBERS))
        if kind == 1:
            return chance.choice(TEXTS) + chance.choice(("", "", *HALVES))
        if kind == 2:
            return self._part(chance)
        if kind == 3:
            return Written(chance.choice(NO_JSON)) if chance.random() < 0.1 else None
        if kind == 4:
            return value + chance.choice(HALVES) if isinstance(value, str) else [value]
        return chance.choice((None, True, False, 0, -1, 0.5, [], [[]], [None], Members(), "text"))

    def _part(self, chance: random.Random) -> Any:
        whole = chance.choice(self._examples)
        return _at(whole, chance.choice(list(_places(whole))))

    def _retyped(self, value: Members, chance: random.Random) -> Members:
        if not value:
            return value
        at = chance.randrange(len(value))
        name, inner = value[at]
        return Members([*value[:at], (name, self._other(inner, chance)), *value[at + 1 :]])

    def _spoilt(self, value: Members, chance: random.Random) -> Members:
        """Return an object some of whose members are something else."""
        return Members(
            (name, self._other(inner, chance) if chance.random() < 0.4 else inner)
            for name, inner in value
        )

    def _with(self, value: Members, chance: random.Random) -> Members:
        at = chance.randrange(len(value) + 1)
        pair = (chance.choice(NAMES), self._other(None, chance))
        return Members([*value[:at], pair, *value[at:]])

    def _longer(self, value: list[Any], chance: random.Random) -> list[Any]:
        at = chance.randrange(len(value) + 1)
        return [*value[:at], self._other(None, chance), *value[at:]]


def _without(value: Members, chance: random.Random) -> Members:
    at = chance.randrange(len(value) + 1)
    return Members([*value[:at], *value[at + 1 :]])


def _renamed(value: Members, chance: random.Random) -> Members:
    if not value:
        return value
    at = chance.randrange(len(value))
    name, inner = value[at]
    new = chance.choice(
        (name.upper(), f"{name}_", name[1:], name + HALVES[0], chance.choice(NAMES))
    )
    return Members([*value[:at], (new, inner), *value[at + 1 :]])


def _twice(value: Members, chance: random.Random) -> Members:
    if not value:
        return value
    name, inner = chance.choice(value)
    again = chance.choice((inner, None, "again", [inner], chance.choice(value)[1]))
    at = chance.randrange(len(value) + 1)
    return Members([*value[:at], (name, again), *value[at:]])


def _shuffled(value: Members, chance: random.Random) -> Members:
    return Members(chance.sample(value, len(value)))


def _shuffled_list(value: list[Any], chance: random.Random) -> list[Any]:
    return chance.sample(value, len(value))


def _shorter(value: list[Any], chance: random.Random) -> list[Any]:
    at = chance.randrange(len(value) + 1)
    return [*value[:at], *value[at + 1 :]]


def _nested(value: Any, chance: random.Random) -> Any:
    times = chance.choice((1, 1, 1, 2, 60, 130, 3000))
    if times > 999:
        return Written("[" * times + "]" * times)
    for _ in range(times):
        value = [value] if chance.random() < 0.5 else Members([(chance.choice(NAMES[:6]), value)])
    return value


def _damaged(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    cut = chance.choice(
        (text[:at], text[at:], text + text[:at], text[:at] + chance.choice(NO_JSON) + text[at:])
    )
    return chance.choice((cut, text + " ", "\n" + text, text.replace(":", " : ")))


def _places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the places of all values, the outer ones first."""
    waiting = [(place, value)]
    while waiting:
        place, value = waiting.pop()
        yield place
        if isinstance(value, list):
            inner = (each[1] for each in value) if isinstance(value, Members) else value
            waiting += [((*place, number), each) for number, each in enumerate(inner)]


def _at(value: Any, place: Place) -> Any:
    for number in place:
        value = value[number][1] if isinstance(value, Members) else value[number]
    return value


def _replaced(value: Any, place: Place, new: Any) -> Any:
    if not place:
        return new
    at, rest = place[0], place[1:]
    if isinstance(value, Members):
        name, inner = value[at]
        return Members([*value[:at], (name, _replaced(inner, rest, new)), *value[at + 1 :]])
    return [*value[:at], _replaced(value[at], rest, new), *value[at + 1 :]]
