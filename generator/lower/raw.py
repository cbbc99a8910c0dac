"""Written schemas, as plain JSON: what they say before they are read.

Job: small questions about one schema that need no other one. Part of `normal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.document import join
from generator.standard.keywords import UNIONS
from generator.standard.references import component_of, local_pointers

Raw: TypeAlias = dict[str, Any]
"""A schema as plain JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSchema:
    """A schema, and where each thing in it is written."""

    raw: Any
    pointer: str
    places: Mapping[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])
    """By tokens: what stands elsewhere than below `pointer`, in a part."""

    def at(self, *tokens: str) -> str:
        """Return where what the tokens lead to is written."""
        length = next((n for n in range(len(tokens), 0, -1) if tokens[:n] in self.places), 0)
        pointer = self.places[tokens[:length]] if length else self.pointer
        for token in tokens[length:]:
            pointer = join(pointer, token)
        return pointer

    def with_raw(self, raw: Any) -> RawSchema:
        """Return the same place with another schema."""
        return RawSchema(raw=raw, pointer=self.pointer, places=self.places)


def without_null(raw: Raw) -> Raw:
    """Return a schema that doesn't say itself that null is a value."""
    rest = {key: value for key, value in raw.items() if key != "nullable"}
    types = rest.get("type")
    if isinstance(types, list) and "null" in types and len(types) > 1:
        others = [name for name in types if name != "null"]
        rest["type"] = others[0] if len(others) == 1 else others
    if None in rest.get("enum", ()):
        rest["enum"] = [value for value in rest["enum"] if value is not None]
    return rest


def implied(raw: Raw) -> str | None:
    """Return the type that a schema without `type` implies by its keywords."""
    if "properties" in raw or "additionalProperties" in raw:
        return "object"
    return "array" if "items" in raw else None


def reference_of(raw: Any) -> str | None:
    """Return the component that a schema refers to, if it does."""
    reference = raw.get("$ref") if isinstance(raw, dict) else None
    if not isinstance(reference, str) or not local_pointers(reference):
        return None
    return component_of(reference)


def last_reference(raw: Raw) -> str | None:
    """Return the component that the last part of `allOf` is, if it is one."""
    return reference_of((raw.get("allOf") or [None])[-1])


def is_union(raw: Any) -> bool:
    """Return whether a schema lists alternatives."""
    return isinstance(raw, dict) and any(keyword in raw for keyword in UNIONS)


def members_of(raw: Raw) -> list[tuple[Any, tuple[str, str]]]:
    """Return the members of a union, each with its tokens."""
    keyword = next(name for name in UNIONS if name in raw)
    return [(member, (keyword, str(number))) for number, member in enumerate(raw[keyword])]


def is_object(raw: Any) -> bool:
    """Return whether a schema is that of an object whose properties are known, all or none."""
    if not isinstance(raw, dict) or "$ref" in raw or raw.get("type", "object") != "object":
        return False
    closed = raw.get("additionalProperties") is False and "type" in raw
    names_are_open = not {"propertyNames", "patternProperties"}.isdisjoint(raw)
    return bool(raw.get("properties")) or (closed and not names_are_open)


def values_of(raw: Raw) -> tuple[Any, tuple[str, ...]]:
    """Return the schema of what stands in a map under any name, with its tokens.

    One pattern of names says it too, where no others may come; several may each say another thing.
    """
    patterns = raw.get("patternProperties", {})
    extra = raw.get("additionalProperties", True)
    if len(patterns) == 1 and extra is False:
        (pattern, values), *_ = patterns.items()
        return values, ("patternProperties", pattern)
    is_open = bool(patterns) or isinstance(extra, bool)
    return True if is_open else extra, ("additionalProperties",)


def json_type(value: object) -> str:
    """Return the JSON type of a value; integers are numbers."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
