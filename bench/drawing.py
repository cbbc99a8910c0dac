"""Values drawn from the schemas of a description, by a reading that isn't the generator's.

Job: draw, and hold what was drawn to the schema by jsonschema, so that a value that goes out is one
that the description allows. Both know OpenAPI 3.0 and 3.1.
"""

from __future__ import annotations

import math
import random
import re
import warnings
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from hypothesis import strategies
from hypothesis.errors import HypothesisException
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

Schema: TypeAlias = Mapping[str, Any]

ROOT: Final = "urn:description"
TRIES: Final = 25
BYTES: Final = b"bytes \x00\xff of a file"
DEEPEST: Final = 6
"""Objects within each other, from which on only what is required is drawn."""

TEXTS: Final = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "time": "03:04:05Z",
    "email": "someone@example.com",
    "uuid": "3f1d8a52-8f0a-4d31-9c2b-0d5a3f6a7b11",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "YWJj",
}
WORDS: Final = ("a", "two words", "Zoë & co", "50%/x", "q=1?", "plus+minus", "#1", "ab;cd,ef")

_UNDRAWN: Final = (
    *(HypothesisException, RecursionError, Unresolvable, ValidationError, ValueError),
    re.error,  # patterns of ECMA-262 that Python has no form for
)


class Nothing(Exception):
    """No value was found that the schema allows."""


class Drawing:
    """Draws values of the schemas of one description."""

    def __init__(self, root: Any, chance: random.Random) -> None:
        self.root = root
        self._chance = chance
        modern = _modern(root)
        resource = DRAFT202012.create_resource(modern)
        self._registry = Registry[Any]().with_resource(ROOT, resource)

    def value(self, schema: Any, pointer: str) -> Any:
        """Return a value that the schema at the pointer allows.

        Raises:
            Nothing: none was found.
        """
        if _is_binary(self.resolved(schema)):
            return BYTES
        validator = Draft202012Validator({"$ref": f"{ROOT}#{pointer}"}, registry=self._registry)
        for _ in range(TRIES):
            try:
                value = self._drawn(schema, 0)
                if validator.is_valid(value):
                    return value
            except _UNDRAWN:
                continue
        raise Nothing(pointer)

    def resolved(self, schema: Any) -> Any:
        """Return what a reference stands for."""
        seen = 0
        while isinstance(schema, Mapping) and isinstance(schema.get("$ref"), str) and seen < 50:
            schema, seen = at(self.root, schema["$ref"].removeprefix("#")), seen + 1
        return schema

    def _drawn(self, written: Any, depth: int) -> Any:
        schema = self.resolved(written)
        if not isinstance(schema, Mapping):
            return "anything"
        if depth > 30:
            raise Nothing("too deep")
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self._chance.choice(schema["enum"])
        parts = [*schema.get("allOf", ())]
        for name in ("oneOf", "anyOf"):
            if schema.get(name):
                parts.append(self._member(schema[name], schema.get("discriminator"), depth))
        own = {k: v for k, v in schema.items() if k not in ("allOf", "oneOf", "anyOf")}
        if not parts:
            return self._plain(own, depth)
        values = [self._drawn(part, depth + 1) for part in parts]
        if all(isinstance(value, Mapping) for value in values):
            mine = self._plain(own, depth) if "properties" in own else {}
            return {k: v for value in (*values, mine) for k, v in value.items()}
        return values[0]

    def _member(self, members: list[Any], discriminator: Any, depth: int) -> Any:
        """Return a schema of one member, which says its tag where there is one."""
        able = [m for m in members if self.resolved(m).get("type") != "null"] or members
        if depth > DEEPEST:
            able = [m for m in able if "properties" not in self.resolved(m)] or able
        member = self._chance.choice(able)
        mapping = (discriminator or {}).get("mapping") or {}
        tags = [tag for tag, target in mapping.items() if target == member.get("$ref")]
        if not tags:
            return member
        return {"allOf": [member, _tagged(discriminator["propertyName"], tags[0])]}

    def _plain(self, schema: Schema, depth: int) -> Any:
        match self._type(schema):
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, depth)
            case "string":
                return self._text(schema)
            case "boolean":
                return self._chance.random() < 0.5
            case "null":
                return None
            case "integer" | "number" as kind:
                return self._number(schema, whole=kind == "integer")
        return self._chance.choice(["anything", 7, True, {"any": ["thing"]}])

    def _type(self, schema: Schema) -> str | None:
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = self._chance.choice([k for k in kind if k != "null"] or kind)
        if kind is None and ("properties" in schema or "additionalProperties" in schema):
            return "object"
        return "array" if kind is None and "items" in schema else kind

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        properties = schema.get("properties") or {}
        required = schema.get("required") or ()
        required = required if isinstance(required, list) else ()
        share = 0.5 if depth < 2 else 0.15 if depth < DEEPEST else 0.0
        wanted = [n for n in properties if n in required or self._chance.random() < share]
        able = {n: self.resolved(properties[n]) for n in wanted}
        names = [
            n for n in wanted if not (isinstance(able[n], Mapping) and able[n].get("readOnly"))
        ]
        found = {name: self._drawn(properties[name], depth + 1) for name in names}
        others = schema.get("additionalProperties")
        if isinstance(others, Mapping) and others and not found:
            found = {"free": self._drawn(others, depth + 1)}
        return found

    def _array(self, schema: Schema, depth: int) -> list[Any]:
        least = int(schema.get("minItems", 0))
        most = int(schema.get("maxItems", least + 2))
        count = max(least, min(most, self._chance.randint(1, 2) if depth < DEEPEST else least))
        return [self._drawn(schema.get("items", {}), depth + 1) for _ in range(count)]

    def _number(self, schema: Schema, *, whole: bool) -> int | float:
        low, high = (_limit(schema.get(keyword)) for keyword in ("minimum", "maximum"))
        above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
        low = above if _is_number(above) else low
        high = below if _is_number(below) else high
        low = low if low is not None else min(1, high) if high is not None else 1
        high = high if high is not None else low + 100
        step = schema.get("multipleOf", 1 if whole else None)
        if step:
            first, last = math.ceil(low / step), math.floor(high / step)
            if first <= last:
                multiple: int | float = step * self._chance.randint(first, min(last, first + 1000))
                return multiple
        number = self._chance.uniform(low, min(high, low + 1000))
        return math.floor(number) if whole else round(number, 2)

    def _text(self, schema: Schema) -> str:
        known = TEXTS.get(schema.get("format", ""))
        if known is not None and "pattern" not in schema:
            return known
        if "pattern" in schema:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                drawn: str = strategies.from_regex(
                    re.compile(schema["pattern"], re.ASCII)
                ).example()
                return drawn.rstrip("\n")  # before which Python's `$` holds, and no other's
        least, most = int(schema.get("minLength", 1)), int(schema.get("maxLength", 40))
        text = self._chance.choice(WORDS)
        return (text * (least // len(text) + 1) if len(text) < least else text)[: max(most, 0)]


def _tagged(name: str, tag: str) -> dict[str, Any]:
    return {"type": "object", "properties": {name: {"const": tag}}, "required": [name]}


def _limit(value: Any) -> float | None:
    """Return a limit, if it is one: a description may write it as a text."""
    return value if _is_number(value) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_binary(schema: Any) -> bool:
    """Return whether a schema stands for bytes."""
    if not isinstance(schema, Mapping):
        return False
    return schema.get("format") == "binary" or "contentMediaType" in schema


def at(root: Any, pointer: str) -> Any:
    """Return what stands at a JSON pointer."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        root = root[int(name)] if isinstance(root, list) else root[name]
    return root


def _modern(value: Any) -> Any:
    """Return schemas of OpenAPI 3.0 as JSON Schema has them."""
    if isinstance(value, list):
        return [_modern(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    found = {k: v if k in ("example", "examples") else _modern(v) for k, v in value.items()}
    if found.get("nullable") is True and isinstance(found.get("type"), str):
        found["type"] = [found["type"], "null"]
    for bound, other in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(found.get(bound), bool):
            exclusive = found.pop(bound)
            if exclusive and other in found:
                found[bound] = found.pop(other)
    return found
