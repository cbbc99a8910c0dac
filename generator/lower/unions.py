"""How the members of a union of objects are told apart.

By the discriminator's mapping; by the `x-variants` marker where a tag is shared or may be left
out; without either, by a property whose constants differ. Anything else is a problem: nothing is
guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.api import ByShape, ByTag, Kind, Ref, Rule
from generator.lower.composition import composed

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]


def apart(
    schemas: Schemas, schema: Schema, members: tuple[Ref, ...], pointer: str
) -> ByTag | ByShape | None:
    """Return how `members` are told apart; `None` with a problem noted when nothing says so."""
    if "x-variants" in schema:
        return _by_shape(schemas, schema["x-variants"])
    discriminator = schema.get("discriminator")
    if discriminator is not None:
        return _by_mapping(schemas, discriminator, members)
    return _by_constants(schemas, members, pointer)


def _by_shape(schemas: Schemas, marker: Schema) -> ByShape:
    mapping = tuple(
        (value, schemas.reference(_name(target))) for value, target in marker["mapping"].items()
    )
    return ByShape(
        property=marker["property"],
        mapping=mapping,
        shared=tuple(marker.get("shared", ())),
        rules=tuple(_rule(schemas, rule) for rule in marker.get("rules", ())),
    )


def _rule(schemas: Schemas, rule: Schema) -> Rule:
    kinds: tuple[tuple[str, Kind], ...] = tuple(rule.get("kinds", {}).items())
    return Rule(
        member=schemas.reference(_name(rule["schema"])),
        equals=tuple((name, tuple(values)) for name, values in rule.get("equals", {}).items()),
        present=tuple(rule.get("present", ())),
        absent=tuple(rule.get("absent", ())),
        kinds=kinds,
    )


def _by_mapping(schemas: Schemas, discriminator: Schema, members: tuple[Ref, ...]) -> ByTag:
    tag = discriminator["propertyName"]
    mapping: dict[str, Ref] = {}
    for value, target in discriminator.get("mapping", {}).items():
        mapping[value] = schemas.reference(_name(target))
    for member in members:
        if member not in mapping.values():  # the standard's rule for what the mapping leaves out
            model = composed(schemas, schemas.components[member.name], "")
            for value in _constants(model, tag) or (member.name,):
                mapping[value] = member
    return ByTag(property=tag, mapping=tuple(mapping.items()))


def _by_constants(schemas: Schemas, members: tuple[Ref, ...], pointer: str) -> ByTag | None:
    models = [composed(schemas, schemas.components[member.name], pointer) for member in members]
    for tag in dict.fromkeys(name for model in models for name in model.get("properties", {})):
        values = [_constants(model, tag) for model in models]
        every = [value for some in values for value in some]
        if all(values) and len(set(every)) == len(every):
            pairs = zip(values, members, strict=True)
            mapping = tuple((value, member) for some, member in pairs for value in some)
            return ByTag(property=tag, mapping=mapping)
    schemas.problems.add(
        pointer,
        "nothing tells the members of this union apart: give it a `discriminator`, or `x-variants`",
    )
    return None


def _constants(model: Schema, tag: str) -> tuple[str, ...]:
    """Return the strings that the tag of a member may be; nothing where it isn't required."""
    schema = model.get("properties", {}).get(tag)
    if not isinstance(schema, dict) or tag not in model.get("required", ()):
        return ()
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return tuple(values) if all(isinstance(value, str) for value in values) else ()


def is_null(schema: Any) -> bool:
    """Return whether the schema allows null and nothing else."""
    return isinstance(schema, dict) and (
        schema.get("type") == "null" or schema.get("enum") == [None] or schema == {"const": None}
    )


def json_kinds(components: dict[str, Schema], schema: Any, seen: tuple[str, ...] = ()) -> set[str]:
    """Return the JSON types that a schema allows, null aside; integers are numbers."""
    if not isinstance(schema, dict):
        return set(_ALL)
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
        return (
            json_kinds(components, components[name], (*seen, name)) if name not in seen else set()
        )
    for keyword in ("oneOf", "anyOf", "allOf"):
        if keyword in schema:
            parts = [json_kinds(components, part, seen) for part in schema[keyword]]
            parts = [part for part in parts if part]
            narrow = set.intersection if keyword == "allOf" else set.union
            return narrow(*parts) if parts else set()
    if "const" in schema or "enum" in schema:
        return {_kind(v) for v in schema.get("enum", [schema.get("const")]) if v is not None}
    kinds = schema.get("type", _implied(schema))
    listed = [kinds] if isinstance(kinds, str) else list(kinds)
    return {"number" if kind == "integer" else kind for kind in listed if kind != "null"}


_ALL = ("string", "number", "boolean", "array", "object")


def _implied(schema: Schema) -> str | tuple[str, ...]:
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema else _ALL


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "string" if isinstance(value, str) else "object"


def _name(target: str) -> str:
    """Return the schema's name of a mapping target, which may be a reference or the name."""
    return target.rsplit("/", 1)[-1]
