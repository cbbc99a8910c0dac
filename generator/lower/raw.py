"""Written schemas, as plain JSON: what they say before they are read.

Job: small questions about one schema that need no other one. Part of `normal`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.api import Called
from generator.document import join
from generator.standard.keywords import UNIONS
from generator.standard.references import component_of, local_pointers, mapping_target

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


def is_binary(raw: Raw) -> bool:
    """Return whether a text stands for the bytes of a file, by either dialect's word for it."""
    return raw.get("format") == "binary" or (
        "contentMediaType" in raw and "contentEncoding" not in raw
    )


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
    stated = raw.get("additionalProperties", True)
    if len(patterns) == 1 and stated is False:
        (pattern, values), *_ = patterns.items()
        return values, ("patternProperties", pattern)
    is_open = bool(patterns) or isinstance(stated, bool)
    return True if is_open else stated, ("additionalProperties",)


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


def described(raw: Raw) -> str:
    """Return what is said of a schema, with what will be gone of it."""
    values = ", ".join(f"`{value}`" for value in deprecated_values(raw))
    day = sunset(raw)
    parts = [
        raw.get("description", ""),
        f"May be gone after {day}." if day else "",
        f"Deprecated values: {values}." if values else "",
    ]
    return " ".join(part for part in parts if part)


def sunset(raw: Raw) -> str:
    """Return the day after which what is deprecated may be gone; none where it has no form."""
    day = raw.get("x-sunset")
    return day if isinstance(day, str) else ""


def deprecated_values(raw: Raw) -> tuple[str, ...]:
    """Return the values of a schema that are deprecated, as JSON text."""
    values = raw.get("x-deprecated-values")
    items = values if isinstance(values, list) else ()
    return tuple(json.dumps(value, ensure_ascii=False) for value in items)


def replayed(raw: Any) -> str | None:
    """Return the response union whose items a schema takes as they are, if it names one."""
    if not isinstance(raw, dict):
        return None
    if "x-replays" in raw:
        return mapping_target(raw["x-replays"])
    parts = [raw.get("items"), *raw.get("anyOf", ()), *raw.get("oneOf", ())]
    return next((name for part in parts if (name := replayed(part))), None)


def called(raw: Any) -> Called:
    """Return what `x-names` calls a thing, by language."""
    return names(raw, "x-names")


def names(raw: Any, key: str) -> Called:
    """Return the names by language that stand under a key."""
    stated = raw.get(key) if isinstance(raw, dict) else None
    return tuple(sorted(stated.items())) if isinstance(stated, dict) else ()
