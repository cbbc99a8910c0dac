"""Reads a fact file: what one vendor document states, as a flat mapping.

A key names one fact, `ShellCall_Input.status.required`; a value is a flag, a
number or a line of text. What the document leaves open has no key. Schemas are
called as the document calls them; the types inside a value carry our names, so
that both sides of a comparison read alike. This module knows nothing about
OpenAPI; `described.py` produces the same keys from a description.
"""

from collections.abc import Iterator
from typing import Any

Facts = dict[str, Any]
Names = dict[str, str | None]

LIMITS = (
    "default",
    "minimum",
    "maximum",
    "maxProperties",
    "keyMaxLength",
    "stringValueMaxLength",
    "deprecated",
)
SEE_KINDS = "see kinds"
# An object without further word may hold anything.
SPELT = {"unknown": "anything", "object": "map[anything]"}


def stated(document: dict[str, Any], names: Names) -> Facts:
    """Everything that the document says, key by key."""
    return dict(Statement(document, names).facts())


class Statement:
    """One document, read with the names that we gave to its schemas."""

    def __init__(self, document: dict[str, Any], names: Names) -> None:
        self.document = document
        self.schemas: dict[str, dict[str, Any]] = document["schemas"]
        self.names = names

    def facts(self) -> Iterator[tuple[str, Any]]:
        for key, count in self.document["counts"].items():
            yield f"count of {key}", count
        for key, kinds in self.document["kinds"].items():
            yield f"{key} kinds", sorted(kinds)
        for key in ("request", "response"):
            if key in self.document:
                yield from self.object_facts(key, self.document[key])
        for key, schema in self.schemas.items():
            yield from self.schema_facts(key, schema)

    def schema_facts(self, key: str, schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        if "fields" in schema:
            yield from self.object_facts(key, schema)
        elif self.names[key] is not None:
            yield f"{key}.type", self.spell(schema.get("alias", schema), key)

    def object_facts(self, key: str, schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        if not schema.get("partial"):
            names = [field["name"] for field in schema["fields"]]
            yield f"{key}.fields", sorted(names)
            if self.document.get("field order") == "kept":
                yield f"{key}.field order", names
        for field in schema["fields"]:
            yield from self.field_facts(f"{key}.{field['name']}", field)

    def field_facts(self, key: str, field: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        written = field.get("type", {})
        kind: dict[str, Any] = {} if written == SEE_KINDS else written
        alias = self.schemas.get(kind.get("$ref", ""), {})
        if "required" in field:
            yield f"{key}.required", field["required"]
        if "nullable" in field or alias.get("nullable"):
            yield f"{key}.nullable", bool(field.get("nullable") or alias.get("nullable"))
        elif self.document.get("nullability") == "never stated":
            yield f"{key}.nullable", False
        yield from self.limits(key, alias | field)
        if "format" in kind:
            yield f"{key}.format", kind["format"]
        if kind:
            yield f"{key}.type", self.spell(kind, key)
            yield from self.inline(key, kind)
        elif written:
            yield f"{key}.type", SEE_KINDS

    def limits(self, key: str, field: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for limit in LIMITS:
            if limit in field:
                yield f"{key}.{limit}", field[limit]
        for limit in field.get("limits_without_value", ()):
            yield f"{key} has {limit}", True
        if "first_enum_value" in field:
            yield f"{key}.first value", field["first_enum_value"]
        if "member_count" in field:
            yield f"{key}.member count", field["member_count"]

    def inline(self, key: str, kind: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """The facts of objects that are written where they are used."""
        if kind.get("type") == "array":
            yield from self.inline(f"{key}[]", kind["items"])
        elif "fields" in kind:
            yield from self.object_facts(key, kind)

    def spell(self, kind: dict[str, Any], key: str) -> str:
        """A type as one line; union members in alphabetical order, which means nothing."""
        return " | ".join(sorted({self.spell_one(member, key) for member in self.members(kind)}))

    def members(self, kind: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The alternatives of a type, with aliases and unions in unions taken apart."""
        schema = self.schemas[kind["$ref"]] if "$ref" in kind else {}
        if "$ref" in kind and "fields" not in schema:
            yield from self.members(schema.get("alias", schema))
        elif "anyOf" in kind:
            for member in kind["anyOf"]:
                yield from self.members(member)
        else:
            yield kind

    def spell_one(self, kind: dict[str, Any], key: str) -> str:
        if "$ref" in kind or "fields" in kind:
            return str(self.names[kind.get("$ref", key)])
        if "const" in kind or "enum" in kind:
            return " ".join(f'"{value}"' for value in kind.get("enum", [kind.get("const")]))
        if kind["type"] == "array":
            return f"array[{self.spell(kind['items'], key + '[]')}]"
        if kind["type"] == "map":
            return f"map[{self.spell(kind['values'], key)}]"
        return SPELT.get(kind["type"], str(kind["type"]))
