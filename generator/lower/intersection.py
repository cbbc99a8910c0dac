"""Keywords of several schemas that hold at once, as those of one.

Job: for each keyword, what two schemas say together: the narrower limit, the types and constants
that both allow, a property that both are about. Where they contradict each other the later one
counts, as authors mean it who override what they extend, and that is a remark. Part of
`composition`, which knows what references lead to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from generator.lower.findings import Findings
from generator.lower.keywords import constrains
from generator.lower.raw import Raw, RawSchema, json_type
from generator.standard.keywords import ANNOTATIONS, UNIONS

Includes = Callable[[str, str], bool]
"""Tells whether the schema that a reference leads to extends that of another."""

_OF_THE_WHOLE: Final = frozenset({"discriminator", "nullable"})
"""What a part says about those that refer to it; the whole is none of them."""
_LEAST: Final = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
_MOST: Final = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
CONTRADICTION: Final = "another part of `allOf` says otherwise"
LATER: Final = "the last of the parts that contradict each other counts"


class Intersection:
    """Schemas that hold at once, as far as they are one."""

    def __init__(self, findings: Findings, includes: Includes) -> None:
        self.raw: Raw = {}
        self.places: dict[tuple[str, ...], str] = {}
        self._findings = findings
        self._includes = includes

    def add(self, source: RawSchema, *, is_annotated: bool) -> None:
        """Have a schema hold as well; `is_annotated` if its words are about the whole."""
        for key, value in source.raw.items():
            if key in _OF_THE_WHOLE or key in UNIONS or key == "allOf":
                continue
            if not constrains({key: value}):
                self.raw |= {key: value} if is_annotated else {}
            elif key == "properties":
                for name, schema in value.items():
                    self._add_property(name, schema, source.at("properties", name))
            elif key not in self.raw:
                self.raw[key] = [*value] if key == "required" else value
                self.places[key,] = source.at(key)
            else:
                self._meet(key, value, source.at(key))

    def whole(self) -> Raw:
        """Return the schema that all amount to."""
        raw = self.raw
        if "type" not in raw and raw.keys() & {"properties", "required"}:
            raw = {"type": "object", **raw}
        if raw.get("type") == "object":
            raw = {"type": "object", "properties": {}, "required": [], **raw}
        return raw

    def _add_property(self, name: str, schema: Any, pointer: str) -> None:
        properties = self.raw.setdefault("properties", {})
        both = self._both(properties[name], schema) if name in properties else schema
        if name not in properties or both is schema:
            self.places["properties", name] = pointer
        properties[name] = both

    def _meet(self, key: str, value: Any, pointer: str) -> None:
        """Take what a keyword says in another schema, too."""
        before = self.raw[key]
        self.raw[key] = self._met(key, before, value, pointer)
        if self.raw[key] != before:
            self.places[key,] = pointer

    def _met(self, key: str, before: Any, value: Any, pointer: str) -> Any:
        if key == "required":
            return [*before, *(name for name in value if name not in before)]
        if key in _LEAST and _are_numbers(before, value):
            return min(before, value)
        if key in _MOST and _are_numbers(before, value):
            return max(before, value)
        if key in ("items", "additionalProperties", "propertyNames"):
            return self._both(before, value)
        if key == "type":
            return self._agreed(_common_types(before, value), value, pointer)
        if key == "enum":
            return self._agreed(_common_constants(before, value), value, pointer)
        return value

    def _agreed(self, common: Any, value: Any, pointer: str) -> Any:
        if common:
            return common
        self._findings.unsupported(pointer, CONTRADICTION, LATER, strict="error")
        return value

    def _both(self, one: Any, other: Any) -> Any:
        """Return a schema for the values that two allow."""
        if (narrower := _narrower(one, other)) is not None:
            return narrower
        if not isinstance(one, dict) or not isinstance(other, dict):
            return other
        parts: list[Any] = []
        for part in (*_parts(one), *_parts(other)):
            if part not in parts:
                parts.append(part)
        references = [part["$ref"] for part in parts if set(part) == {"$ref"}]
        remaining = [part for part in parts if not self._is_included(part, references)]
        return remaining[0] if len(remaining) == 1 else {"allOf": remaining}

    def _is_included(self, part: Raw, references: list[str]) -> bool:
        """Return whether another part extends the schema that this one refers to."""
        return set(part) == {"$ref"} and any(
            other != part["$ref"] and self._includes(other, part["$ref"]) for other in references
        )


def _parts(schema: Raw) -> list[Any]:
    alone = set(schema) == {"allOf"} and all(isinstance(part, dict) for part in schema["allOf"])
    return schema["allOf"] if alone else [schema]


def _common_types(before: Any, value: Any) -> Any:
    """Return the types that both name, one alone as itself."""
    one, other = ([each] if isinstance(each, str) else each for each in (before, value))
    common = [name for name in one if name in other]
    if "integer" not in common and {"integer", "number"} <= {*one, *other}:
        wide = one if "number" in one else other
        narrow = other if wide is one else one
        common += ["integer"] if "integer" in narrow else []
    return common[0] if len(common) == 1 else common


def _common_constants(before: list[Any], value: list[Any]) -> list[Any]:
    """Return the constants that both list."""
    return [each for each in before if any(_same(each, other) for other in value)]


def _are_numbers(*values: object) -> bool:
    """Return whether none is a boolean, as the limits of OpenAPI 3.0 may be."""
    return not any(isinstance(value, bool) for value in values)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) and json_type(one) == json_type(other)


def _narrower(one: Any, other: Any) -> Any:
    """Return the one of two schemas that the other allows everything of; `None` if neither is."""
    if _bare(one) == _bare(other) or other is True or other == {}:
        return {**one, **other} if isinstance(one, dict) and isinstance(other, dict) else one
    if one is True or one == {}:
        return other
    if _allows(one, other):
        return other
    return one if _allows(other, one) else None


def _allows(wide: Any, narrow: Any) -> bool:
    """Return whether constants are all among the values of another schema."""
    if not isinstance(wide, dict) or not isinstance(narrow, dict):
        return False
    values = _constants(narrow)
    if values is None or wide.get("type") not in (None, narrow.get("type", wide.get("type"))):
        return False
    every = _constants(wide)
    if every is not None:
        return all(value in every for value in values)
    return not constrains(wide, but=frozenset({"type", "format"}))


def _constants(raw: Raw) -> list[Any] | None:
    return [raw["const"]] if "const" in raw else raw.get("enum")


def _bare(schema: Any) -> Any:
    """Return a schema without what only tells about it."""
    if not isinstance(schema, dict):
        return schema
    return {key: value for key, value in schema.items() if key not in ANNOTATIONS}
