"""The JSON types that a schema allows, before anything is lowered."""

from __future__ import annotations

from typing import Any, Final

from generator.lower.targets import component_of

Schema = dict[str, Any]

_ALL: Final = ("string", "number", "boolean", "array", "object")


def is_null(schema: Any) -> bool:
    """Return whether the schema allows null and nothing else."""
    return isinstance(schema, dict) and (
        schema.get("type") == "null" or schema.get("enum") == [None] or schema == {"const": None}
    )


def reaches_null(components: dict[str, Schema], schema: Any, seen: tuple[str, ...] = ()) -> bool:
    """Return whether null is a value of the schema, by whatever name."""
    if not isinstance(schema, dict):
        return False
    if "$ref" in schema:
        name = component_of(schema["$ref"])
        if name is None or name in seen:
            return False
        return reaches_null(components, components[name], (*seen, name))
    parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    if any(reaches_null(components, part, seen) for part in parts):
        return True
    kinds = schema.get("type", ())
    return is_null(schema) or "null" in kinds or schema.get("nullable") is True


def json_kinds(components: dict[str, Schema], schema: Any, seen: tuple[str, ...] = ()) -> set[str]:
    """Return the JSON types that a schema allows, null aside; integers are numbers."""
    if not isinstance(schema, dict):
        return set(_ALL)
    if "$ref" in schema:
        name = component_of(schema["$ref"])
        if name is None:
            return set(_ALL)
        return set() if name in seen else json_kinds(components, components[name], (*seen, name))
    for keyword in ("oneOf", "anyOf", "allOf"):
        if keyword in schema:
            parts = [json_kinds(components, part, seen) for part in schema[keyword]]
            parts = [part for part in parts if part]
            narrow = set.intersection if keyword == "allOf" else set.union
            return narrow(*parts) if parts else set()
    if "const" in schema or "enum" in schema:
        return {_kind(v) for v in schema.get("enum", [schema.get("const")]) if v is not None}
    kinds = schema.get("type", implied(schema) or _ALL)
    listed = [kinds] if isinstance(kinds, str) else list(kinds)
    return {"number" if kind == "integer" else kind for kind in listed if kind != "null"}


def implied(schema: Schema) -> str | None:
    """Return the type that a schema without `type` implies by its keywords."""
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema else None


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "string" if isinstance(value, str) else "object"
