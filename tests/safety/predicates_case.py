"""A small output that has every form that the proof compares, for two providers.

Job: the description, its overlay, and the files that they become.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.files import Files
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.spelled import Api
from tests.safety import hostile
from tests.support.references import reference
from tests.support.refusing import spelled


def _body(schema: Any) -> dict[str, Any]:
    return {"description": "Sent.", "content": {"application/json": {"schema": schema}}}


MODES = {"type": "string", "enum": ["a", "b"], "description": "Modes."}
KINDS = {"type": "array", "items": {"type": "string", "enum": ["k", "l"]}}
FUNCTIONAL = {
    "type": "object",
    "description": "Functional.",
    "required": ["x-b"],
    "properties": {"x-a": {"enum": ["a", "b"]}, "x-b": {"enum": ["i", "j"]}},
}
SENT = {
    "type": "object",
    "description": "Sent.",
    "required": ["must", "mode", "inner"],
    "properties": {
        "must": {"type": "string", "description": "Must."},
        "mode": {"type": "string", "enum": ["c", "d"]},
        "page": {"type": "integer"},
        "inner": reference("Functional"),
        "own": reference("Own"),
        "kinds": reference("Kinds"),
        "modes": {"type": "array", "items": {**reference("Modes"), "description": "All."}},
    },
}
OPERATIONS = {
    "/read/{id}": {
        "get": {
            "operationId": "read",
            "description": "Reads.",
            "x-method": "things.read",
            "x-availability": {"status": "unsupported", "note": "Noticed."},
            "parameters": [
                {
                    "name": "id",
                    "in": "path",
                    "required": True,
                    "description": "Which.",
                    "schema": {"type": "string"},
                },
                {
                    "name": "mode",
                    "in": "query",
                    "schema": {"type": "string", "enum": ["e", "f"]},
                },
            ],
            "responses": {
                "200": {
                    "description": "Read.",
                    "content": {
                        "application/json": {
                            "schema": {"type": "array", "maxItems": 3, "items": reference("Sent")}
                        }
                    },
                }
            },
        }
    },
    "/make": {
        "post": {
            "operationId": "make",
            "requestBody": {**_body(reference("Sent")), "required": True},
            "responses": {
                "200": _body(reference("Functional")),
                "default": _body(reference("Modes")),
            },
        }
    },
    "/put": {
        "put": {
            "operationId": "put",
            "parameters": [{"name": "body", "in": "query", "schema": {"type": "string"}}],
            "requestBody": _body(KINDS),
            "responses": {"204": {"description": "Nothing."}},
        }
    },
}
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "1", "x-provider": "near", "x-client": "Near"},
    "servers": [
        {"url": "https://{region}.example.com", "variables": {"region": {"default": "eu"}}}
    ],
    "security": [{"key": []}],
    "x-errors": {
        "codes": {
            "broke": {
                "exception": "BrokeError",
                "base": "APIStatusError",
                "retry": False,
                "description": "Broke.",
            }
        }
    },
    "paths": OPERATIONS,
    "components": {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "x-key", "description": "The key."}
        },
        "schemas": {
            "Sent": SENT,
            "Functional": FUNCTIONAL,
            "Modes": MODES,
            "Kinds": KINDS,
            "Own": {"type": "object", "properties": {"x": {"type": "string"}}},
        },
    },
}
OVERLAY = {
    "overlay": "1.1.0",
    "info": {"title": "far", "version": "1"},
    "actions": [
        {"target": "$.info", "update": {"x-provider": "far", "x-client": "Far"}},
        {
            "target": "$.components.schemas.Own.properties",
            "update": {"y": {"type": "string", "enum": ["g", "h"], "description": "Far's."}},
        },
    ],
}


def made_of(folder: Path) -> tuple[Api, Files]:
    """The meaning of the description and of its overlay, and the files."""
    (folder / "overlays").mkdir()
    (folder / "overlays" / "far.json").write_text(json.dumps(OVERLAY))
    documents = hostile.documents(folder, DESCRIPTION)
    api = spelled(documents, "thing")
    return api, format_files(LANGUAGE.render(LANGUAGE.plan(api)))
