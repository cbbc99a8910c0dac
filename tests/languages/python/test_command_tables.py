"""What the command knows of values, from any description."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.languages.python.plan.command import calls
from tests.support.packages import documents_of
from tests.support.refusing import spelled


@pytest.mark.parametrize(
    ("schema", "kinds", "choices", "is_open"),
    [
        ({"type": "string"}, ("string",), (), False),
        ({"type": "integer"}, ("number",), (), False),
        ({"type": ["boolean", "null"]}, ("boolean", "null"), (), False),
        ({"type": "array", "items": {"type": "string"}}, ("array",), (), False),
        ({"type": "object", "additionalProperties": {"type": "string"}}, ("object",), (), False),
        ({"$ref": "#/components/schemas/Thing"}, ("object",), (), False),
        ({"enum": ["a", "b"], "type": "string"}, ("string",), ("a", "b"), False),
        ({"enum": [1, 2], "type": "integer"}, ("number",), (1, 2), False),
        ({"$ref": "#/components/schemas/Named"}, ("string",), ("x", "y"), True),
        ({"anyOf": [{"type": "string"}, {"type": "number"}]}, ("string", "number"), (), False),
        ({}, (), (), False),
    ],
)
def test_values_are_known_by_type_and_constants(
    tmp_path: Path,
    schema: dict[str, Any],
    kinds: tuple[str, ...],
    choices: tuple[object, ...],
    is_open: bool,
) -> None:
    """Names, null and unions are looked through; a type that takes anything has no kinds."""
    named = {"anyOf": [{"type": "string", "enum": ["x", "y"]}, {"type": "string"}]}
    thing = {"type": "object", "properties": {"a": {"type": "string"}}}
    body = {"type": "object", "properties": {"value": schema}}
    sent = {"schema": {"$ref": "#/components/schemas/Body"}}
    description = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "components": {"schemas": {"Named": named, "Thing": thing, "Body": body}},
        "paths": {
            "/x": {
                "post": {
                    "operationId": "make",
                    "requestBody": {"required": True, "content": {"application/json": sent}},
                    "responses": {"204": {"description": "Done."}},
                }
            }
        },
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(description))
    api = spelled(documents_of(path), "thing")
    (argument,) = calls(api, api.providers[0])[0].calls[0].arguments
    assert (argument.name, argument.kinds, argument.choices, argument.open) == (
        "value",
        kinds,
        choices,
        is_open,
    )
