"""Values of a JSON Schema, drawn from a seeded source of chance.

Job: what a provider may send by its schemas, with growth now and then: names, kinds and values of
enumerations that they don't know. A keyword that isn't known here is an error.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

_DEPTH: Final = 5
_NOTES: Final = {"description", "default", "deprecated", "format"}
_KEYWORDS: Final = {
    "$ref", "additionalProperties", "anyOf", "const", "enum", "items", "maxLength", "maxProperties",
    "maximum", "minimum", "oneOf", "properties", "propertyNames", "required", "type",
}  # fmt: skip
_WORDS: Final = ("", "a", "word", "Größe", "\U0001f600", "two words", "\\", '"')
_JSON: Final[tuple[Any, ...]] = (None, True, 7, 0.25, "any", [], {}, [1, {"a": None}], {"b": [[]]})


class Drawn(dict[str, Any]):
    """An object that was drawn by a named schema."""

    schema = ""


class Draws:
    """Draws values of the schema of one name."""

    def __init__(self, schemas: Mapping[str, Any], root: str) -> None:
        self._schemas, self._root = schemas, root
        reached = self._reached({"$ref": f"#/$defs/{root}"})
        self.objects = sorted(name for name in reached if "properties" in schemas[name])
        """The names of the objects that may be in such a value."""

    def value(self, target: str, chance: random.Random) -> Any:
        """Return a value, with an object of the schema of the name `target` in it."""
        return _Draw(self._schemas, self._reached, target, chance).named(self._root, _DEPTH)

    @cache  # noqa: B019  # it lives as long as the tests
    def _within(self, name: str) -> frozenset[str]:
        names, waiting = set(), [name]
        while waiting:
            name = waiting.pop()
            if name not in names:
                names.add(name)
                waiting += re.findall(r'"#/\$defs/(\w+)"', json.dumps(self._schemas[name]))
        return frozenset(names)

    def _reached(self, schema: Mapping[str, Any]) -> frozenset[str]:
        """Return the names of the schemas that a schema refers to, at any depth."""
        names = re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema))
        return frozenset().union(*map(self._within, names))


class _Draw:
    def __init__(
        self,
        schemas: Mapping[str, Any],
        reached: Callable[[Mapping[str, Any]], frozenset[str]],
        target: str,
        chance: random.Random,
    ) -> None:
        self._schemas, self._reached, self._chance = schemas, reached, chance
        self._target: str | None = target

    def named(self, name: str, depth: int) -> Any:
        if name == self._target:
            self._target = None  # it is here: no way to it has to be kept open any more
        value = self.any(self._schemas[name], depth)
        if isinstance(value, Drawn) and not value.schema:  # a union takes its members as they are
            value.schema = name
        return value

    def _leads(self, schema: Mapping[str, Any]) -> bool:
        return self._target is not None and self._target in self._reached(schema)

    def any(self, schema: Mapping[str, Any], depth: int) -> Any:
        assert schema.keys() <= _KEYWORDS | _NOTES, schema
        chance = self._chance
        if "$ref" in schema:
            return self.named(schema["$ref"].removeprefix("#/$defs/"), depth - 1)
        choices = schema.get("oneOf") or schema.get("anyOf")
        if choices:
            return self.any(chance.choice([c for c in choices if self._leads(c)] or choices), depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return chance.choice([*schema["enum"], "growth"])
        kinds = schema.get("type", "anything")
        kind = chance.choice(kinds) if isinstance(kinds, list) else kinds
        return self._of_type(kind, schema, depth)

    def _of_type(self, kind: str, schema: Mapping[str, Any], depth: int) -> Any:
        match kind:
            case "null":
                return None
            case "boolean":
                return self._chance.random() < 0.5
            case "string":
                return self._chance.choice(_WORDS)
            case "integer" | "number":
                return self._number(kind, schema)
            case "array":
                count = self._chance.choice((0, 1, 1, 2, 3)) if depth > 0 else 0
                count = max(count, self._leads(schema["items"]))
                return [self.any(schema["items"], depth) for _ in range(count)]
            case "object" if "properties" in schema:
                return self._object(schema, depth)
            case "object":
                inner = schema.get("additionalProperties", {})
                return {word: self.any(inner, depth) for word in self._chance.sample(_WORDS, 2)}
        return self._chance.choice(_JSON)

    def _number(self, kind: str, schema: Mapping[str, Any]) -> float:
        low, high = schema.get("minimum", -9), schema.get("maximum", 2**53)
        whole = self._chance.randint(int(low), int(high))
        return float(whole) if kind == "number" and low <= whole <= 2**53 else whole

    def _object(self, schema: Mapping[str, Any], depth: int) -> Drawn:
        required = schema.get("required", ())
        value = Drawn()
        for name, inner in schema["properties"].items():
            optional = depth > 0 and self._chance.random() < 0.5
            if name in required or optional or self._leads(inner):
                value[name] = self.any(inner, depth)
        return value
