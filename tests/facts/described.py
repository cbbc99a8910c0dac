"""Reads an effective description: the same keys as `stated.py`, from schemas.

The description is one bundled document with every schema under
`components.schemas`. Keys carry the names that a vendor document gives to the
schemas, by way of `names`; a keyword that no document knows appears as well, so
that nothing in a description goes unnoticed.
"""

from collections.abc import Iterator
from typing import Any

from .stated import Facts, Names

Schema = dict[str, Any]
KEYWORDS = (
    "default",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "maxProperties",
    "pattern",
    "format",
    "deprecated",
)
ENDS = {"request": "CompactRequest", "response": "CompactedResponse"}


def described(document: dict[str, Any], names: Names) -> Facts:
    """Everything that the description says about the schemas in `names`."""
    return dict(Description(document).facts(names))


class Description:
    """The schemas of one effective description."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.schemas: dict[str, Schema] = document["components"]["schemas"]

    def facts(self, names: Names) -> Iterator[tuple[str, Any]]:
        yield from self.counts()
        for key, name in {**ENDS, **names}.items():
            if name in self.schemas:
                yield from self.schema_facts(key, self.schemas[name])

    def counts(self) -> Iterator[tuple[str, Any]]:
        sent, received = self.items("request", "input"), self.items("response", "output")
        model = self.schemas[ENDS["request"]]["properties"]["model"]
        yield "count of models", sum(len(member.get("enum", ())) for member in self.members(model))
        yield "count of input members", len(sent)
        yield "count of input kinds", len(self.kinds(sent))
        yield "count of output kinds", len(self.kinds(received))
        yield "input kinds", sorted(self.kinds(sent))
        yield "output kinds", sorted(self.kinds(received))
        for counted, name in (("tools", "Tool"), ("message content kinds", "MessageContent")):
            if name in self.schemas:
                yield f"count of {counted}", len(list(self.members(self.schemas[name])))

    def items(self, end: str, field: str) -> list[Schema]:
        """The members of the item union that a field of the request or response lists."""
        schema = self.schemas[ENDS[end]]["properties"][field]
        lists = [member for member in self.members(schema) if "items" in member]
        return [item for member in lists for item in self.members(member["items"])]

    def kinds(self, items: list[Schema]) -> set[str]:
        tags = [self.target(item)["properties"]["type"] for item in items]
        return {value for tag in tags for one in self.members(tag) for value in values(one)}

    def schema_facts(self, key: str, schema: Schema) -> Iterator[tuple[str, Any]]:
        if "properties" not in schema:
            yield f"{key}.type", self.spell(schema)
            return
        yield f"{key}.fields", sorted(schema["properties"])
        yield f"{key}.field order", list(schema["properties"])
        for field, kind in schema["properties"].items():
            yield f"{key}.{field}.required", field in schema.get("required", ())
            yield f"{key}.{field}.nullable", self.nullable(kind)
            yield f"{key}.{field}.type", self.spell(kind)
            yield from self.limits(f"{key}.{field}", kind)

    def limits(self, key: str, kind: Schema) -> Iterator[tuple[str, Any]]:
        members = list(self.members(kind))
        for part in [kind, *members]:
            yield from ((f"{key}.{word}", part[word]) for word in KEYWORDS if word in part)
            if "propertyNames" in part:
                yield f"{key}.keyMaxLength", part["propertyNames"]["maxLength"]
            for value in self.members(part.get("additionalProperties", {})):
                if "maxLength" in value:
                    yield f"{key}.stringValueMaxLength", value["maxLength"]
        lists = [part for part in members if "items" in part]
        listed = [inner for part in lists for inner in self.members(part["items"])]
        present = [word for part in members for word in KEYWORDS if word in part]
        yield from ((f"{key} has {word}", True) for word in present)
        yield f"{key}.member count", len(listed or members)
        first = next((value for part in members for value in values(part)), None)
        if first is not None:
            yield f"{key}.first value", first

    def target(self, schema: Schema) -> Schema:
        if "$ref" not in schema:
            return schema
        return self.target(self.schemas[schema["$ref"].rpartition("/")[2]])

    def nullable(self, schema: Schema) -> bool:
        schema = self.target(schema)
        return "null" in types(schema) or any(map(self.nullable, alternatives(schema)))

    def members(self, schema: Schema) -> Iterator[Schema]:
        """The alternatives of a schema without null, unions in unions taken apart."""
        target = self.target(schema)
        for member in alternatives(target):
            yield from self.members(member)
        if not alternatives(target) and types(target) != ["null"]:
            yield schema if "properties" in target else target

    def spell(self, schema: Schema) -> str:
        return " | ".join(sorted({self.spell_one(member) for member in self.members(schema)}))

    def spell_one(self, schema: Schema) -> str:
        if "$ref" in schema:
            return str(schema["$ref"].rpartition("/")[2])
        if values(schema):
            return " ".join(f'"{value}"' for value in values(schema))
        if "items" in schema:
            return f"array[{self.spell(schema['items'])}]"
        if "additionalProperties" in schema:
            inner = schema["additionalProperties"]
            return f"map[{self.spell({} if inner is True else inner)}]"
        return next((kind for kind in types(schema) if kind != "null"), "anything")


def alternatives(schema: Schema) -> list[Schema]:
    """The members of a union; none for any other schema."""
    return list(schema.get("anyOf") or schema.get("oneOf") or [])


def types(schema: Schema) -> list[str]:
    """The `type` keyword as a list, whichever way it is written."""
    written = schema.get("type", [])
    return [written] if isinstance(written, str) else list(written)


def values(schema: Schema) -> list[str]:
    """The literal values of an enum or a const, null aside."""
    listed = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return [value for value in listed if value is not None]
