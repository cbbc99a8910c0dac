"""The documents to files: JSON Schemas and effective descriptions, for other tools.

Job: write each provider's effective description as one JSON file, and its schemas as a JSON Schema
2020-12 bundle without what only OpenAPI knows. Part of `render`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from generator.document import Document
from generator.files import File

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_OPENAPI_ONLY: Final = ("discriminator", "example", "externalDocs", "xml", "nullable")
_NAMED: Final = ("properties", "patternProperties", "$defs", "dependentSchemas")


def descriptions(documents: Sequence[Document]) -> Iterable[tuple[str, File]]:
    """Return the files of each provider's schemas and description."""
    for document in documents:
        plain = document.plain()
        yield f"openapi/{document.provider}.json", File(_text(plain))
        yield f"schemas/{document.provider}.schema.json", File(_text(_bundle(plain)))


def _text(value: Any) -> str:
    """Return JSON in which every character that can't be seen is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _bundle(plain: dict[str, Any]) -> dict[str, Any]:
    schemas = plain.get("components", {}).get("schemas", {})
    return {
        "$schema": DIALECT,
        "title": plain["info"]["title"],
        "$defs": {name: _schema(schema) for name, schema in schemas.items()},
    }


def _schema(schema: Any) -> Any:
    """Return a schema of OpenAPI as one of JSON Schema."""
    if isinstance(schema, list):
        return [_schema(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result: dict[str, Any] = {}
    for key, value in schema.items():
        if key in _NAMED and isinstance(value, dict):
            result[key] = {name: _schema(inner) for name, inner in value.items()}
        elif key == "$ref":
            result[key] = value.replace("#/components/schemas/", "#/$defs/")
        elif key in ("const", "enum", "default", "examples"):
            result[key] = value
        elif key not in _OPENAPI_ONLY and not key.startswith("x-"):
            result[key] = _schema(value)
    return _with_null(result) if schema.get("nullable") is True else _bounded(result)


def _bounded(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with the exclusive bounds of OpenAPI 3.0 as those of JSON Schema."""
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(schema.get(exclusive), bool):
            switch = schema.pop(exclusive)
            if switch and bound in schema:
                schema[exclusive] = schema.pop(bound)
    return schema


def _with_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [_bounded(schema), {"type": "null"}]}
