"""What a description can hold that was written to do harm, and what is looked at afterwards.

Job: the atoms that combine into hostile text, a description that has every kind of place for text,
and the two ways to look at the output: its skeleton, and the proof. All of it is benign: nothing
here does anything but stand where it shouldn't.
"""

from __future__ import annotations

import ast
import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.document import Document
from generator.files import Files
from generator.languages import LANGUAGE
from generator.languages.documents import description_files
from generator.languages.python.format import format_files
from generator.languages.python.prove import prove
from tests.support.packages import documents_of
from tests.support.refusing import spelled

ATOMS = (
    *('"', '""', '"""', "'", "'''", "\\", "\\\\", "\n", "\r", "\r\n", "\v", "\f", "\x85"),
    *("\u2028", "\u2029", "\x1c", "\x1d", "\x1e", "\0", "\x1b[31m", "\u202e", "\u2066", "\u200b"),
    *("\ufeff", "#", "{{", "}}", "{{ 7*7 }}", "{% raw %}", "{%", "{#", "{x}", "${", "%s", "%(x)s"),
    *("\\N{x}", "\\x4", "\\u12", "\\0", "coding: latin-1", "# type: ignore", "# noqa"),
    *("\nMARK = 1\n", "../", "/", ":", "@", "__class__", "ﬁ", "ｄｅｆ", "а", "😀", "&quot;", "%22"),
    *('"\\"""', '"""""""', '\\\\"""', "\t", "\xa0", "\u3000", "`", "|", "<b>", "```", "\ud7ff"),
)
"""Half a surrogate pair is no text: whoever reads a description refuses it (M19)."""

CANARY = " ".join(["MARK", *ATOMS, "MARK"])
"""All atoms at once."""

ENDS = ('"', '""', '"""', "\\", "\\\\", "\\\\\\", "\r", "#", "{{", "'", "\0", "\u2028")
"""What matters at the end of a text."""

TEXTS = frozenset(
    {"description", "summary", "title", "version", "note", "termsOfService", "comment"}
)
"""Keys whose value is text for people, wherever they stand outside of names."""

NAMED = frozenset(
    {
        *("properties", "schemas", "responses", "parameters", "headers", "securitySchemes"),
        *("mapping", "variables", "examples", "requestBodies", "paths", "codes", "scopes"),
        *("patternProperties", "dependentSchemas", "$defs", "links", "callbacks", "pathItems"),
    }
)
"""Keys whose value has names of the author's for keys."""

Path_ = tuple[str | int, ...]


def texts(value: Any, at: Path_ = (), *, names: bool = False) -> Iterator[Path_]:
    """Yield the place of every text for people in a description."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not names and key in TEXTS and isinstance(inner, str) and inner.strip():
                yield (*at, key)
            else:
                yield from texts(inner, (*at, key), names=not names and key in NAMED)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, (*at, number))


def changed(description: Any, places: Iterator[Path_] | list[Path_], change: Change) -> Any:
    """Return a copy in which the texts at some places are others."""
    result = copy.deepcopy(description)
    for place in places:
        holder = result
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = change(holder[place[-1]])
    return result


Change = Callable[[str], str]


def documents(
    folder: Path, description: Any, name: str = "description.json"
) -> tuple[Document, ...]:
    """Write a description and read it as the generator does."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(description), encoding="utf-8")
    return documents_of(path)


def made(found: tuple[Document, ...] | list[Document], package: str = "thing") -> Files:
    """The proved output of some effective descriptions."""
    api = spelled(found, package)
    files = {**LANGUAGE.render(LANGUAGE.plan(api)), **dict(description_files(found))}
    return prove(format_files(files), api, LANGUAGE.plan(api))


def skeletons(files: Files) -> dict[str, str]:
    """What remains of each written file when everything that is data has gone."""
    found: dict[str, str] = {}
    for path, file in files.items():
        if path.endswith(".py") and not file.copied:
            found[path] = _of_python(file.text)
        elif path.endswith(".md"):
            found[path] = _of_markdown(file.text)
    return found


class _Eraser(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Name(id=f"<{type(node.value).__name__}>", ctx=ast.Load())


def _of_python(text: str) -> str:
    return ast.dump(_Eraser().visit(ast.parse(text)))


def _of_markdown(text: str) -> str:
    """How many lines there are, how each begins, and how many cells it has."""
    lines = []
    for line in text.split("\n"):
        bare = re.sub(r"\\.", "", line)
        sign = re.match(r"\s*(#+|```|[-+*>]|\d+\.|\|)?", bare)
        lines.append(f"{sign.group(1) if sign else ''}{bare.count('|')}{bare.count('`') % 2}")
    return "\n".join(lines)


def everything() -> dict[str, Any]:
    """A description of 3.1 with each kind of place that can hold text and is supported."""
    doc = {"description": "Text."}
    ref = {"$ref": "#/components/schemas/Thing"}
    answer = {"200": {**doc, "content": {"application/json": {"schema": ref}}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Things",
            "version": "1.0",
            "summary": "Text.",
            "description": "Text.",
            "termsOfService": "https://example.com/terms",
            "contact": {"name": "Name", "url": "https://example.com", "email": "a@example.com"},
            "license": {"name": "Name", "identifier": "MIT"},
        },
        "externalDocs": {**doc, "url": "https://example.com"},
        "tags": [{"name": "things", **doc, "externalDocs": {**doc, "url": "https://example.com"}}],
        "servers": [
            {
                "url": "https://{region}.example.com/v1",
                **doc,
                "variables": {"region": {"default": "eu", "enum": ["eu", "us"], **doc}},
            }
        ],
        "security": [{"key": []}],
        "paths": {
            "/things/{id}": {
                "summary": "Text.",
                "description": "Text.",
                "parameters": [
                    {
                        "name": "id",
                        "in": "path",
                        "required": True,
                        **doc,
                        "schema": {"type": "string"},
                    }
                ],
                "post": {
                    "tags": ["things"],
                    "operationId": "make_thing",
                    "summary": "Text.",
                    "description": "Text.",
                    "externalDocs": {**doc, "url": "https://example.com"},
                    "parameters": [
                        {"name": "page", "in": "query", **doc, "schema": {"type": "integer"}},
                        {"name": "x-trace", "in": "header", **doc, "schema": {"type": "string"}},
                    ],
                    "requestBody": {
                        **doc,
                        "required": True,
                        "content": {
                            "application/json": {"schema": ref, "example": {"must": "text"}}
                        },
                    },
                    "responses": answer,
                },
                "get": {"operationId": "thing", "summary": "Text.", "responses": answer},
            }
        },
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "x-key", **doc}},
            "schemas": _schemas(doc),
        },
    }


def _schemas(doc: Mapping[str, str]) -> dict[str, Any]:
    to = {n: {"$ref": f"#/components/schemas/{n}"} for n in ("Cat", "Dog", "Pet", "Word", "Label")}
    kinds = {
        name: {
            "type": "object",
            "title": "Title",
            **doc,
            "required": ["kind"],
            "properties": {"kind": {"const": name.lower(), **doc}},
        }
        for name in ("Cat", "Dog")
    }
    return {
        "Thing": {
            "type": "object",
            "title": "Title",
            **doc,
            "required": ["must"],
            "examples": [{"must": "text"}],
            "externalDocs": {**doc, "url": "https://example.com"},
            "properties": {
                "must": {"type": "string", "title": "Title", **doc, "examples": ["text"]},
                "word": {**to["Word"], **doc},
                "label": to["Label"],
                "default": {"type": "string", **doc, "default": "text"},
                "pets": {"type": "array", **doc, "items": to["Pet"]},
                "map": {"type": "object", **doc, "additionalProperties": {"type": "string", **doc}},
                "inline": {"type": "object", **doc, "properties": {"x": {"type": "string", **doc}}},
                "old": {"type": "string", **doc, "deprecated": True, "format": "date-time"},
            },
        },
        "Word": {"type": "string", **doc, "enum": ["one", "two"]},
        "Label": {"type": "string", **doc, "pattern": "^[a-z]+$", "maxLength": 9},
        "Pet": {
            **doc,
            "oneOf": [to["Cat"], to["Dog"]],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {n.lower(): to[n]["$ref"] for n in ("Cat", "Dog")},
            },
        },
        **kinds,
    }
