"""The least value of a schema: what is required, and nothing else."""

from __future__ import annotations

from typing import Any

from tests.package.served import Provider


def least(provider: Provider, name: str) -> Any:
    """An object of a schema with nothing but what is required."""
    value = smallest(provider, {"$ref": f"#/$defs/{name}"})
    return getattr(provider.namespace, name).from_dict(value)


def smallest(provider: Provider, schema: dict[str, Any]) -> Any:
    """A value of a schema with as little in it as possible."""
    if "$ref" in schema:
        return smallest(provider, provider.schemas[schema["$ref"].removeprefix("#/$defs/")])
    if "oneOf" in schema or "anyOf" in schema:
        return smallest(provider, (schema.get("oneOf") or schema["anyOf"])[0])
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "properties" in schema:
        required = schema.get("required", [])
        return {name: smallest(provider, schema["properties"][name]) for name in required}
    kind = schema.get("type", "null")
    values = {"string": "", "integer": 1, "number": 0.5, "boolean": True, "array": [], "object": {}}
    return values.get(kind if isinstance(kind, str) else kind[0])
