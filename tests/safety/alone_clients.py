"""Hostile names, each alone in the scope of a client: a description for every handful of them.

Job: what a client's constructor takes, what the client is called and what hangs on it. The scope is
the client, so each provider has one name in each place, and never the same in two.
"""

from __future__ import annotations

from typing import Any, Final

WORDS: Final = (
    *("id", "ID", "x", "class", "match", "type", "None", "True", "int", "list", "dict", "str"),
    *("self", "cls", "timeout", "client", "omit", "operations", "models", "params", "httpx2"),
    *("base_url", "http_client", "max_retries", "strict", "limits", "default_headers"),
    *("super", "object", "property", "bool", "float", "Any", "Omit", "Key", "LazyModule", "Self"),
    *("arguments", "changes", "shared_models", "shared_params", "exceptions", "testing", "print"),
    *("close", "aclose", "call", "changed", "with_options", "with_raw_response", "copy", "raw"),
    *("annotations", "TYPE_CHECKING", "PROVIDER", "Mapping", "import", "lambda", "await", "fooBar"),
)
"""Words that mean something to Python, or to the modules of clients."""

STRANGE: Final = ("a-b", "a b", "é", "1", "", "__class__", "a\nb", '"""', "{x", "０", "_", "😀")
"""What is no word, for the places that take any text."""


def described(number: int) -> dict[str, Any]:
    """The description of one provider: each place has a word of its own."""
    far = len(WORDS) // 4
    variable, scheme, argument, called = (WORDS[(number + n * far) % len(WORDS)] for n in range(4))
    lower = [word for word in WORDS if word.islower() and word.isidentifier()]
    resource, method = (lower[(number + n) % len(lower)] for n in (1, 3))
    thing = {"$ref": "#/components/schemas/Thing"}
    body = {"description": "It.", "content": {"application/json": {"schema": thing}}}
    header = {"in": "header", "schema": {"type": "string"}, "x-argument": argument}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Clients",
            "version": "1",
            "x-provider": f"p{number}",
            "x-client": f"Client{number}",
        },
        "servers": [
            {
                "url": f"https://{{{variable}}}.example.com",
                "variables": {variable: {"default": "eu"}},
            }
        ],
        "security": [{"first": []}, {scheme: []}],
        "paths": {
            "/x": {
                "get": {
                    "operationId": called,
                    "tags": [called, STRANGE[number % len(STRANGE)]],
                    "parameters": [{"name": "X-Given", **header}],
                    "responses": {"200": {"description": "It."}},
                }
            },
            "/y": {"put": _reading(body, **{"x-method": f"{resource}x.{method}"})},
            "/z": {"put": _reading(body, **{"x-method": f"{resource}.{resource}"})},
            "/last": {"put": _reading(body, operationId="last")},
            "/of": {"put": _reading(body, **{"x-method": f"{resource}x.last"})},
        },
        "components": {
            "schemas": {"Thing": {"type": "object", "properties": {f"x{number}": {}}}},
            "securitySchemes": {
                "first": {"type": "http", "scheme": "bearer"},
                scheme: {"type": "apiKey", "in": "header", "name": "x-key"},
            },
        },
    }


def _reading(body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"requestBody": body, "responses": {"200": body}, **more}


def placed(place: str, name: str) -> dict[str, Any]:
    """A description of one operation with a name in one place, which may not take it."""
    found = described(0)
    get = found["paths"]["/x"]["get"]
    text = {"type": "string"}
    match place:
        case "header":
            get["parameters"] = [{"name": name, "in": "header", "schema": text}]
        case "path":
            given = {"name": name, "in": "path", "required": True, "schema": text}
            found["paths"][f"/x/{{{name}}}/y"] = {
                "get": {**get, "operationId": "q", "parameters": [given]}
            }
        case "schema":
            found["components"]["schemas"][name] = {"type": "object"}
            to = {"$ref": f"#/components/schemas/{name.replace('~', '~0').replace('/', '~1')}"}
            get["responses"]["200"]["content"] = {"application/json": {"schema": to}}
        case "security scheme":
            schemes = found["components"]["securitySchemes"]
            found["components"]["securitySchemes"] = {name: schemes["first"]}
            found["security"] = [{name: []}]
        case "variable":
            variables = {name: {"default": "eu"}}
            url = f"https://{{{name}}}.example.com"
            found["servers"] = [{"url": url, "variables": variables}]
        case "operationId":
            get["operationId"] = name
        case "x-method":
            get["x-method"] = name
        case "x-argument":
            get["parameters"][0]["x-argument"] = name
        case "x-environment":
            found["servers"][0]["x-environment"] = name
        case _:
            found["info"][place] = name
    return found
