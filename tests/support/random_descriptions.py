"""Random descriptions: what may be written, whether or not anybody would, in a few schemas each.

Everything follows from the seed. Schemas refer to each other freely, in circles as well, and say of
null whatever can be said; many of the descriptions are refused, as they should be.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from tests.support.references import reference

Schema = dict[str, Any]

NAMES = tuple(f"S{number}" for number in range(7))
TYPES = ("string", "integer", "number", "boolean", "array", "object")
VALUES = ("a", "b", 1, 2, True, False, None)


class Drawn:
    """The schemas of one random description."""

    def __init__(self, seed: int, *, version: str = "3.1.0") -> None:
        self._random = random.Random(seed)
        self._old = version.startswith("3.0")
        self._version = version
        self.schemas = {name: self.schema(3, named=name) for name in NAMES}

    def text(self, names: tuple[str, ...] = NAMES) -> str:
        """The description, its components in the order of the names."""
        content = {"application/json": {"schema": reference("S0")}}
        answer = {"200": {"description": "It.", "content": content}}
        properties = {name.lower(): reference(name) for name in NAMES}
        send = {"type": "object", "properties": properties}
        body = {"required": True, "content": {"application/json": {"schema": send}}}
        return json.dumps(
            {
                "openapi": self._version,
                "info": {"title": "Drawn", "version": "1"},
                "paths": {"/": {"post": {"requestBody": body, "responses": answer}}},
                "components": {"schemas": {name: self.schemas[name] for name in names}},
            }
        )

    def shuffled(self) -> tuple[str, ...]:
        """The names in another order."""
        names = list(NAMES)
        self._random.shuffle(names)
        return tuple(names)

    def schema(self, depth: int, named: str = "") -> Schema:
        """A schema of at most so many levels."""
        kinds: list[Callable[[int], Schema]] = [self._plain, self._constants, self._reference]
        if depth > 0:
            kinds += [self._object, self._object, self._list, self._map, self._union, self._all_of]
        return self._random.choice(kinds)(depth - 1)

    def _plain(self, _: int) -> Schema:
        return self._nullable(self._random.choice(TYPES))

    def _nullable(self, kind: str) -> Schema:
        if self._random.random() < 0.7:
            return {"type": kind}
        return {"type": kind, "nullable": True} if self._old else {"type": [kind, "null"]}

    def _constants(self, _: int) -> Schema:
        if self._random.random() < 0.3 and not self._old:
            return {"const": self._random.choice(VALUES)}
        first = self._random.choice(VALUES)
        alike = [value for value in VALUES if type(value) is type(first)]
        every = [*alike, None] if self._random.random() < 0.4 and first is not None else alike
        return {"enum": every, **({"nullable": True} if self._old and None in every else {})}

    def _reference(self, _: int) -> Schema:
        return reference(self._random.choice(NAMES))

    def _object(self, depth: int) -> Schema:
        wires = self._random.sample(("kind", "id", "more", "a-b"), self._random.randint(1, 3))
        properties = {wire: self.schema(depth) for wire in wires}
        if "kind" in wires and self._random.random() < 0.7:
            properties["kind"] = {"type": "string", "enum": [f"k{self._random.randint(0, 9)}"]}
        required = [wire for wire in wires if self._random.random() < 0.6]
        more = {"required": required} if required else {}
        return {**self._nullable("object"), "properties": properties, **more}

    def _list(self, depth: int) -> Schema:
        return {**self._nullable("array"), "items": self.schema(depth)}

    def _map(self, depth: int) -> Schema:
        return {**self._nullable("object"), "additionalProperties": self.schema(depth)}

    def _union(self, depth: int) -> Schema:
        members = [self.schema(depth) for _ in range(self._random.randint(1, 4))]
        if self._random.random() < 0.2 and not self._old:
            members.append({"type": "null"})
        return {self._random.choice(("anyOf", "oneOf")): members}

    def _all_of(self, depth: int) -> Schema:
        return {"allOf": [self.schema(depth) for _ in range(self._random.randint(1, 3))]}
