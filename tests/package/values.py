"""Draws values of a schema for hypothesis: what a provider may send, or be sent.

A value is plain JSON, except that an object knows by which schema it was drawn. The keywords are
those that the descriptions use; another one is an error, so that none is passed over.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy

Schema = Mapping[str, Any]

_DEPTH: Final = 6
_NOTES: Final = {"description", "default", "deprecated", "format"}
_KEYWORDS: Final = {
    "$ref",
    "additionalProperties",
    "anyOf",
    "const",
    "enum",
    "items",
    "maxLength",
    "maxProperties",
    "maximum",
    "minimum",
    "oneOf",
    "properties",
    "propertyNames",
    "required",
    "type",
}
_NEW_FIELDS: Final = [
    "new_field",
    "из_будущего",
    "class",
    "raw",
    "to_dict",
    "model_fields",
    "a-b",
    "",
]
_NEW_TAGS: Final = ["hologram", "новый", ""]

_BOOLEAN: Final = st.booleans()
_JSON: Final[SearchStrategy[Any]] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=3,
)


class Drawn(dict[str, Any]):
    """An object that was drawn by a named schema."""

    schema: str


class Values:
    """Draws values of a provider's schemas.

    With `growth` there are also things that the schemas don't know: kinds of objects and values of
    enumerations, but for constants. New fields there are always.
    """

    def __init__(self, schemas: Mapping[str, Schema], data: DataObject, *, growth: bool) -> None:
        self._schemas = schemas
        self._draw = data.draw
        self._growth = growth
        self._heights: dict[str, float] = {}

    def named(self, name: str, depth: int = _DEPTH) -> Any:
        """Return a value of a schema, nested about as deep as `depth` says."""
        schema = self._schemas[name]
        if "properties" in schema:
            return self._object(name, schema, depth)
        return self._any(schema, depth)

    def _any(self, schema: Schema, depth: int) -> Any:
        assert schema.keys() <= _KEYWORDS | _NOTES, schema
        if "$ref" in schema:
            return self.named(_target(schema), depth - 1)
        if "oneOf" in schema and self._growth and self._rarely():
            return {**self._growths(), "type": self._one(_NEW_TAGS)}
        if "oneOf" in schema or "anyOf" in schema:
            return self._any(self._member(schema.get("oneOf") or schema["anyOf"], depth), depth)
        if "const" in schema:
            return schema["const"]
        is_constant = len(schema.get("enum", ())) == 1
        if "enum" in schema and (is_constant or not (self._growth and self._rarely())):
            return self._one(schema["enum"])
        types = schema.get("type", "anything")
        return self._of_type(self._one(types) if isinstance(types, list) else types, schema, depth)

    def _member(self, members: list[Schema], depth: int) -> Schema:
        if depth <= 0:
            least = min(self._height(member) for member in members)
            members = [member for member in members if self._height(member) == least]
        member: Schema = self._one(members)
        return member

    def _of_type(self, kind: str, schema: Schema, depth: int) -> Any:
        match kind:
            case "null":
                return None
            case "boolean":
                return self._draw(_BOOLEAN)
            case "string":
                return self._draw(st.text(max_size=min(schema.get("maxLength", 6), 6)))
            case "integer" | "number":
                return self._number(schema, whole=kind == "integer")
            case "array":
                count = self._one([0, 1, 2, 3]) if depth > 0 else 0
                return [self._any(schema["items"], depth) for _ in range(count)]
            case "object":
                return self._map(schema, depth)
        return self._draw(_JSON)

    def _number(self, schema: Schema, *, whole: bool) -> float:
        low, high = schema.get("minimum"), schema.get("maximum")
        if self._draw(_BOOLEAN):
            return self._draw(st.integers(low, high))
        if not whole:
            return self._draw(st.floats(low, high, allow_nan=False, allow_infinity=False))
        least, most = -(2**53) if low is None else low, 2**53 if high is None else high
        return float(self._draw(st.integers(least, most)))

    def _map(self, schema: Schema, depth: int) -> dict[str, Any]:
        longest = schema.get("propertyNames", {}).get("maxLength", 6)
        keys = st.lists(st.text(max_size=min(longest, 6)), max_size=2, unique=True)
        inner = schema.get("additionalProperties", {})
        return {key: self._any(inner, depth) for key in self._draw(keys)}

    def _object(self, name: str, schema: Schema, depth: int) -> Drawn:
        value = Drawn(self._growths())
        value.schema = name
        for key, inner in schema["properties"].items():
            if key in schema.get("required", ()) or (depth > 0 and self._draw(_BOOLEAN)):
                value[key] = self._any(inner, depth)
        return value

    def _growths(self) -> dict[str, Any]:
        """Return fields that no schema knows."""
        return {self._one(_NEW_FIELDS): self._draw(_JSON)} if self._rarely() else {}

    def _rarely(self) -> bool:
        return bool(self._one(range(8)) == 7)

    def _one(self, choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def _height(self, schema: Schema) -> float:
        """Return how deep the least value of a schema reaches."""
        if "$ref" in schema:
            return self._named_height(_target(schema))
        members = schema.get("anyOf") or schema.get("oneOf")
        if members:
            return min(self._height(member) for member in members)
        fields = schema.get("properties", {})
        return 1 + max((self._height(fields[key]) for key in schema.get("required", ())), default=0)

    def _named_height(self, name: str) -> float:
        if name not in self._heights:
            self._heights[name] = math.inf  # what leads back to itself has no end
            self._heights[name] = self._height(self._schemas[name])
        return self._heights[name]


def _target(schema: Schema) -> str:
    reference: str = schema["$ref"]
    return reference.removeprefix("#/$defs/")
