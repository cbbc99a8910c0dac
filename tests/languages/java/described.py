"""A description that is all traps for Java, as text."""

from __future__ import annotations

import json

PACKAGE = "traps.within"

END = "\\u002a\\u002f System.exit(1); /\\u002a"
TEXTS = (
    *("*/ int x; /*", END, "{@link Object}", "{@code */}", "@param x", "<script>&lt;</script>"),
    *(
        "\\",
        "C:\\users\\new",
        "`a\\b` and `{@`",
        "\u2028end",
        "\x7f\x85",
        "ends with \\",
        "a*",
        "/",
    ),
    *("}", "{", "\U0001f600 emoji", "one\n\n*/two\n\n", "\\u000a", '"quoted"', "%s %n {0}"),
)
"""Texts for people and of constants, each of which could end what it stands in."""

NAMES = (
    *("class", "int", "null", "true", "_", "record", "yield", "var", "sealed", "getClass", "wait"),
    *("toString", "hashCode", "json", "builder", "build", "put", "made", "text", "of", "parse"),
    *("a-b", "a_b", "aB", "A B", "1st", "\u00e9", "\u65e5\u672c", "", " ", "$x", '"', "\\", "*/"),
    *("members", "read", "check", "checks", "value", "additional", "order", "name", "params"),
)
"""Names of members that are something else in Java, or fold together."""

TYPES = (
    *("String", "Object", "List", "Optional", "Model", "Members", "Builder", "Value", "Json"),
    *("JsonValue", "Other", "Reading", "Params", "Con", "thing", "Thing", "THING", "Record"),
    *("Override", "Long", "Unknown", "Class", "Exception", "Session", "Operation", "x" * 300),
    *("ContentReading", "AnswerReading", "Nothing", "OfNothing", "OfBytes"),
)
"""Names of schemas that are types of Java's, of the runtime's, or of another case."""


LISTS = ("read", "value", "checks", "start", "order", "reading", "name", "required")
"""Names of members that are kept once they are read, and of variables of methods."""


def _endless() -> dict[str, object]:
    """Return a union whose tags no constant of a class file can hold."""
    kinds = {f"kind {n}": END * 5_000 + str(n % 2) for n in range(3)}
    members = [
        {
            "type": "object",
            "required": ["kind", "size"] if name == "kind 2" else ["kind"],
            "properties": {"kind": {"type": "string", "const": tag}, "size": {"type": "integer"}},
        }
        for name, tag in kinds.items()
    ]
    return {"oneOf": members, "discriminator": {"propertyName": "kind"}}


REQUIRED: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("class", "path", {"type": "string"}),
    ("a-b", "query", {"type": "array", "items": {"type": "string"}}),
    ("*/", "query", {"type": "string", "enum": ["*/", END]}),
    ("int", "query", {"type": "integer"}),
    ("true", "header", {"type": "boolean"}),
    ("void", "query", {"type": ["number", "array"], "items": {"type": "integer"}}),
    ("Traps", "query", {"type": "object", "properties": {"a": {"type": "string"}}}),
)
"""Parameters that a call can't do without: names, places, schemas."""

ANSWERS = (
    ("200", "application/json", {"$ref": "#/components/schemas/Nothing"}),
    ("201", "application/json", {"$ref": "#/components/schemas/OfNothing"}),
    ("202", 'image/*; a="\\u002a/"', {"type": "string", "format": "binary"}),
    ("203", "application/json", {"enum": ["*/", "OfBytes", END]}),
    ("204", "application/json", {"type": "string"}),
    ("206", "application/json", {"$ref": "#/components/schemas/OfBytes"}),
    ("2XX", "application/json", {"type": ["integer", "array", "null"]}),
)
"""What a call may be answered with: statuses, media types, schemas."""

FORM = ("*/", "\\u002a/", '"', "getClass", "body", "Body", "headers")
"""Names of members of a form."""


def _schemas() -> dict[str, object]:
    members = {
        name: {"type": "string", "description": TEXTS[n % len(TEXTS)], "enum": [name, "x", END]}
        for n, name in enumerate(NAMES)
    }
    named = {
        name: {
            "type": "object",
            "required": ["kind"],
            "description": TEXTS[n % len(TEXTS)],
            "properties": {"kind": {"type": "string", "const": name}, "size": {"type": "integer"}},
        }
        for n, name in enumerate(TYPES)
    }
    refs = [{"$ref": f"#/components/schemas/{name}"} for name in TYPES]
    mapping = {name: f"#/components/schemas/{name}" for name in TYPES}
    union = {"oneOf": refs, "discriminator": {"propertyName": "kind", "mapping": mapping}}
    many = {f"value {n}": n for n in range(2_200)}
    return {
        **named,
        "Traps": {
            "type": "object",
            "description": "x" * 100_000,
            "required": ["class", "either", "huge", "endless"],
            "properties": {
                **members,
                **dict.fromkeys(LISTS, {"type": "array", "items": {"type": "string"}}),
                "either": {
                    "type": ["string", "integer", "boolean", "array", "null"],
                    "items": {"type": ["string", "null"]},
                },
                "numbers": {"type": "array", "items": {"type": ["number", "null"]}},
                "maps": {"type": "object", "additionalProperties": {"enum": ["a", "b"]}},
                "whole": {"enum": [1, 2, 3]},
                "constant": {"const": 7},
                "always": {"const": True},
                "anything": {},
                "huge": {"const": 2**70},
                "huger": {"enum": [2**70, -(2**80)]},
                "endless": {"const": END * 5_000},
                "optional": {"enum": [END * 5_000]},
                "short": {"type": "string", "minLength": 1, "maxLength": 2, "pattern": END[:6]},
                "near": {"type": "number", "exclusiveMinimum": -1e-7, "multipleOf": 0.01},
                "far": {"type": "integer", "maximum": 2**70, "minimum": -(2**70)},
                "few": {
                    "type": "array",
                    "maxItems": 2,
                    "items": {"type": "string", "minLength": 3},
                },
                "named": {
                    "type": "object",
                    "propertyNames": {"pattern": '^[a-z"]+$'},
                    "maxProperties": 7,
                    "additionalProperties": {"type": ["integer", "null"], "minimum": 3},
                },
                "either kind": {"$ref": "#/components/schemas/Either"},
                "kinds": {"type": "array", "items": {"$ref": "#/components/schemas/Kinds"}},
                "many": {"type": "string", "enum": list(many)},
                "most": {"type": "string", "enum": [f"value {n}" for n in range(3_001)]},
                "texts": {"type": "string", "enum": list(TEXTS)},
            },
        },
        "Kinds": union,
        "Either": _endless(),
    }


HOSTILE = json.dumps(
    {
        "openapi": "3.1.0",
        "info": {"title": END, "version": "1", "description": "\n\n".join(TEXTS)},
        "servers": [{"url": "https://example.com/v1"}],
        "paths": {
            "/traps/{class}": {
                "post": {
                    "operationId": "class",
                    "description": END,
                    "parameters": [
                        {
                            "name": "class",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string", "enum": ["*/", "int"]},
                        },
                        {"name": "body", "in": "query", "schema": {"type": "integer"}},
                        {
                            "name": "a-b",
                            "in": "query",
                            "schema": {"type": "array", "items": {"type": "string"}},
                        },
                    ],
                    "requestBody": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Traps"}}
                        }
                    },
                    "responses": {
                        "200": {
                            "description": END,
                            "content": {
                                "application/json": {
                                    "schema": {
                                        "type": "array",
                                        "items": {"$ref": "#/components/schemas/Traps"},
                                    }
                                }
                            },
                        }
                    },
                },
                "delete": {
                    "operationId": "close",
                    "parameters": [
                        {
                            "name": "class",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string"},
                        }
                    ],
                    "responses": {"204": {"description": "Gone."}},
                },
                "put": {
                    "operationId": "nothing",
                    "requestBody": {
                        "required": True,
                        "content": {"text/csv": {"schema": {"type": "string"}}},
                    },
                    "parameters": [
                        {
                            "name": "class",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string"},
                        }
                    ],
                    "responses": {
                        status: {"description": END, "content": {media: {"schema": schema}}}
                        for status, media, schema in ANSWERS
                    },
                },
                "get": {
                    "operationId": "async",
                    "summary": f"_{END}_ ~~[x](y)~~ | <b>",
                    "parameters": [
                        {"name": name, "in": place, "required": True, "schema": schema}
                        for name, place, schema in REQUIRED
                    ],
                    "responses": {
                        "200": {
                            "description": "A file.",
                            "content": {"application/pdf": {"schema": {"type": "string"}}},
                        }
                    },
                },
                "patch": {
                    "operationId": "wait",
                    "parameters": [
                        {
                            "name": "class",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string"},
                        },
                        {
                            "name": "*/ \\u002a/",
                            "in": "query",
                            "style": "deepObject",
                            "schema": {
                                "type": "object",
                                "properties": {"wait": {"type": "string"}},
                            },
                        },
                    ],
                    "requestBody": {
                        "content": {
                            "application/x-www-form-urlencoded": {
                                "schema": {
                                    "type": "object",
                                    "properties": {
                                        name: {"type": "array", "items": {"type": "string"}}
                                        for name in FORM
                                    },
                                },
                                "encoding": {name: {"style": "pipeDelimited"} for name in FORM},
                            }
                        }
                    },
                    "responses": {
                        "200": {
                            "description": "A text.",
                            "content": {'text/plain; a="\\*/"': {"schema": {"type": "string"}}},
                        }
                    },
                },
            }
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"class": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        },
        "security": [{"class": []}],
    }
)


def _sound(method: str) -> dict[str, object]:
    said = {"application/json": {"schema": {"type": "string"}}}
    answer = {"200": {"description": "A text.", "content": said}}
    return {"get": {"x-method": method, "description": "Says it.", "responses": answer}}


MANY = json.dumps(
    {
        "openapi": "3.1.0",
        "info": {"title": "Many", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {
            **{f"/root/{n}": _sound(f"r{n}") for n in range(1, 62)},
            **{f"/things/{n}": _sound(f"things.t{n}") for n in range(1, 122)},
            "/things/parts/1": _sound("things.parts.p1"),
        },
    }
)
"""A description with more methods than one file has: two files of the client's own, three of its
things."""
