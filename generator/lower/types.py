"""Schemas to types.

Job: spell out what values a schema allows, in the words of the Api. What can't be expressed is a
problem with a place, never a drop. Objects that need a name get it from `schemas`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.api import (
    Anything,
    Array,
    Constant,
    Either,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
)
from generator.document import join
from generator.lower.bounds import ARRAY, MAP, NUMBER, STRING, bounds_of
from generator.lower.composition import composed
from generator.lower.unions import is_null, json_kinds

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]

UNSUPPORTED: Final = (
    *("not", "if", "then", "else", "prefixItems", "patternProperties", "unevaluatedProperties"),
    *("unevaluatedItems", "dependentSchemas", "dependentRequired", "contains", "$dynamicRef"),
    *("$anchor", "$id", "$defs", "$dynamicAnchor", "additionalItems", "definitions"),
)
"""Keywords that say what may stand where, in ways that no declaration expresses."""


def type_of(
    schemas: Schemas, schema: Any, pointer: str, owner: str, *, named: bool = False
) -> Type:
    """Return the type of the values that `schema` allows.

    `owner` is the name that an inline object gets; `named` says that the schema is the
    component of that name itschemas.
    """
    if schema is True or schema == {}:
        return Anything()
    if not isinstance(schema, dict):
        schemas.problems.add(pointer, "a schema that allows nothing isn't supported")
        return Anything()
    for keyword in UNSUPPORTED:
        if keyword in schema:
            schemas.problems.add(join(pointer, keyword), f"`{keyword}` isn't supported")
    if "$ref" in schema:
        return schemas.reference(component_of(schema["$ref"]))
    if schema.get("nullable") is True:
        rest = {k: v for k, v in schema.items() if k != "nullable"}
        return _nullable(type_of(schemas, _without_null(rest), pointer, owner))
    return _spelt_out(schemas, composed(schemas, schema, pointer), pointer, owner, named=named)


def _spelt_out(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    if "$ref" in schema:
        return type_of(schemas, schema, pointer, owner)
    if "oneOf" in schema or "anyOf" in schema:
        return _either(schemas, schema, pointer, owner, named=named)
    if "const" in schema:
        return _literal(schemas, (schema["const"],), join(pointer, "const"))
    if "enum" in schema:
        return _literal(schemas, tuple(schema["enum"]), join(pointer, "enum"))
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return _kinds(schemas, kinds, schema, pointer, owner)
    return _plain(schemas, schema, pointer, owner)


def _literal(schemas: Schemas, values: tuple[Any, ...], pointer: str) -> Type:
    known = tuple(value for value in values if value is not None)
    if not known or not all(isinstance(value, Constant.__args__) for value in known):
        schemas.problems.add(pointer, "only strings, numbers and booleans can be constants")
        return Anything()
    kind = Literal(values=known)
    return kind if len(known) == len(values) else Nullable(type=kind)


def _kinds(schemas: Schemas, kinds: list[str], schema: Schema, pointer: str, owner: str) -> Type:
    known = [kind for kind in kinds if kind != "null"]
    types = tuple(type_of(schemas, {**schema, "type": kind}, pointer, owner) for kind in known)
    kind = types[0] if len(types) == 1 else _disjoint(schemas, types, known, pointer)
    return kind if len(known) == len(kinds) else _nullable(kind)


def _disjoint(schemas: Schemas, types: tuple[Type, ...], kinds: list[str], pointer: str) -> Type:
    if set(kinds) == {"integer", "number"}:
        return Scalar(kind="number")
    return Either(members=types)


def _plain(schemas: Schemas, schema: Schema, pointer: str, owner: str) -> Type:
    match schema.get("type", _implied(schema)):
        case "string":
            return Scalar(kind="string", bounds=bounds_of(schema, STRING))
        case "integer":
            return Scalar(kind="integer", bounds=bounds_of(schema, NUMBER))
        case "number":
            return Scalar(kind="number", bounds=bounds_of(schema, NUMBER))
        case "boolean":
            return Scalar(kind="boolean")
        case "array":
            items = schema.get("items", True)
            inner = type_of(schemas, items, join(pointer, "items"), f"{owner}Item")
            return Array(items=inner, bounds=bounds_of(schema, ARRAY))
        case "object":
            return _object(schemas, schema, pointer, owner)
        case None:
            return Anything()
        case other:
            schemas.problems.add(join(pointer, "type"), f"the type {other!r} isn't supported")
            return Anything()


def _object(schemas: Schemas, schema: Schema, pointer: str, owner: str) -> Type:
    if is_model(schema):
        return schemas.hoist(owner, schema, pointer)
    values = schema.get("additionalProperties", True)
    kind: Type = Anything()
    if not isinstance(values, bool):
        kind = type_of(schemas, values, join(pointer, "additionalProperties"), f"{owner}Value")
    keys = bounds_of(schema.get("propertyNames", {}), STRING)
    return Map(values=kind, keys=keys, bounds=bounds_of(schema, MAP))


def _either(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    members = members_of(schema)
    known = [(member, where) for member, where in members if not is_null(member)]
    objects = [m for m in known if json_kinds(schemas.components, m[0]) == {"object"}]
    others = [m for m in known if m not in objects]
    types = [type_of(schemas, m, pointer + where, owner) for m, where in others]
    if len(objects) == 1:
        types.append(type_of(schemas, objects[0][0], pointer + objects[0][1], owner))
    elif objects:
        rest = {k: v for k, v in schema.items() if k not in ("oneOf", "anyOf")}
        union = {**rest, "anyOf": [member for member, _ in objects]}
        types.append(schemas.hoist(f"{owner}Object" if named else owner, union, pointer))
    kind = _joined(schemas, types, pointer)
    return kind if len(known) == len(members) else _nullable(kind)


def _joined(schemas: Schemas, types: list[Type], pointer: str) -> Type:
    """Return one type for several: those of one JSON type have to be one in the end."""
    match types:
        case [single]:
            return single
        case [Literal(values=values), Scalar(kind="string")] | [
            Scalar(kind="string"),
            Literal(values=values),
        ] if all(isinstance(value, str) for value in values):
            return Literal(values=values, open=True)
    kinds = [json_kinds(schemas.components, _schema_of(schemas, kind)) for kind in types]
    if len(set().union(*kinds)) < sum(len(kind) for kind in kinds):
        schemas.problems.add(
            pointer,
            "members of the same JSON type can't be told apart: give them a discriminator, "
            "or make them one",
        )
    return Either(members=tuple(types))


def _schema_of(schemas: Schemas, kind: Type) -> Schema:
    """Return the JSON type of a type, as the schema that `json_kinds` reads."""
    match kind:
        case Scalar(kind="integer" | "number"):
            return {"type": "number"}
        case Scalar(kind=name):
            return {"type": name}
        case Literal(values=values):
            return {"enum": list(values)}
        case Array():
            return {"type": "array"}
        case Map():
            return {"type": "object"}
        case Ref(name=name):
            return {"$ref": f"#/components/schemas/{escape(name)}"}
        case Nullable(type=inner):
            return _schema_of(schemas, inner)
        case Either(members=members):
            return {"anyOf": [_schema_of(schemas, member) for member in members]}
        case Anything():
            return {}


def members_of(schema: Schema) -> list[tuple[Schema, str]]:
    """Return the members of a union with their pointers below it."""
    keyword = "oneOf" if "oneOf" in schema else "anyOf"
    return [(member, f"/{keyword}/{n}") for n, member in enumerate(schema[keyword])]


def component_of(reference: str) -> str:
    """Return the name of the component that a bundled reference points to."""
    return reference.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")


def is_model(schema: Any) -> bool:
    return isinstance(schema, dict) and bool(schema.get("properties"))


def _implied(schema: Schema) -> str | None:
    """Return the type that a schema without `type` implies by its keywords."""
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema else None


def _nullable(kind: Type) -> Type:
    return kind if isinstance(kind, Nullable | Anything) else Nullable(type=kind)


def _without_null(schema: Schema) -> Schema:
    if None in schema.get("enum", ()):
        return {**schema, "enum": [value for value in schema["enum"] if value is not None]}
    return schema


def escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")
