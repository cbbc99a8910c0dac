"""Schemas to types.

Job: spell out what values a schema allows, in the words of the Api. What can't be expressed is a
problem with a place, never a drop. Objects that need a name get it from `schemas`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.api import (
    FREE,
    Anything,
    Array,
    Either,
    Literal,
    Map,
    Nullable,
    Scalar,
    Type,
)
from generator.document import join
from generator.lower.bounds import ARRAY, MAP, NUMBER, STRING, bounds_of
from generator.lower.composition import composed
from generator.lower.joining import joined, nullable
from generator.lower.keywords import KEYS, check, constrains
from generator.lower.kinds import implied, is_null, json_kinds
from generator.lower.targets import component_of

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]


def type_of(
    schemas: Schemas, schema: Any, pointer: str, owner: str, *, named: bool = False
) -> Type:
    """Return the type of the values that `schema` allows.

    `owner` is the name that an inline object gets; `named` says that the schema is the
    component of that name itself.
    """
    if schema is True or schema == {}:
        return Anything()
    if not isinstance(schema, dict):
        schemas.problems.add(pointer, "a schema that allows nothing isn't supported")
        return Anything()
    check(schemas, schema, pointer)
    if "$ref" in schema:
        return _reference(schemas, schema["$ref"], pointer)
    if schema.get("nullable") is True:
        return nullable(type_of(schemas, without_null(schema), pointer, owner, named=named))
    whole = composed(schemas, schema, pointer)
    if whole is not schema:
        return type_of(schemas, whole, pointer, owner, named=named)
    return _spelt_out(schemas, schema, pointer, owner, named=named)


def _reference(schemas: Schemas, reference: str, pointer: str) -> Type:
    name = component_of(reference)
    if name is None:
        message = "a reference into another schema isn't supported: make it one of the components"
        schemas.problems.add(join(pointer, "$ref"), message)
        return Anything()
    return schemas.reference(name)


def _spelt_out(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    if "oneOf" in schema or "anyOf" in schema:
        return _either(schemas, schema, pointer, owner, named=named)
    if "const" in schema:
        return _literal(schemas, (schema["const"],), join(pointer, "const"))
    if "enum" in schema:
        return _literal(schemas, tuple(schema["enum"]), join(pointer, "enum"))
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return _kinds(schemas, kinds, schema, pointer, owner, named=named)
    return _plain(schemas, schema, pointer, owner, named=named)


def _literal(schemas: Schemas, values: tuple[Any, ...], pointer: str) -> Type:
    known = tuple(value for value in values if value is not None)
    kinds = {type(value) for value in known}
    if len(kinds) != 1 or not kinds <= {str, int, bool}:
        message = "constants have to be strings, whole numbers or booleans, all of one type"
        schemas.problems.add(pointer, message)
        return Anything()
    kind = Literal(values=tuple(dict.fromkeys(known)))
    return kind if len(known) == len(values) else Nullable(type=kind)


def _kinds(
    schemas: Schemas, kinds: list[str], schema: Schema, pointer: str, owner: str, *, named: bool
) -> Type:
    known = [kind for kind in kinds if kind != "null"]
    if "number" in known and "integer" in known:
        known.remove("integer")
    if not known:
        return _plain(schemas, {"type": "null"}, pointer, owner, named=named)
    types = tuple(
        _plain(schemas, {**schema, "type": kind}, pointer, owner, named=named) for kind in known
    )
    kind = types[0] if len(types) == 1 else Either(members=types)
    return nullable(kind) if "null" in kinds else kind


def _plain(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    match schema.get("type", implied(schema)):
        case "string":
            return Scalar(kind="string", bounds=bounds_of(schema, STRING))
        case "integer":
            return Scalar(kind="integer", bounds=bounds_of(schema, NUMBER))
        case "number":
            return Scalar(kind="number", bounds=bounds_of(schema, NUMBER))
        case "boolean":
            return Scalar(kind="boolean")
        case "array":
            items = True if "prefixItems" in schema else schema.get("items", True)
            inner = type_of(schemas, items, join(pointer, "items"), f"{owner}Item")
            return Array(items=inner, bounds=bounds_of(schema, ARRAY))
        case "object":
            return _object(schemas, schema, pointer, f"{owner}Object" if named else owner)
        case None:
            return Anything()
        case other:
            message = f"the type {other!r} alone isn't supported"
            schemas.problems.lessen(join(pointer, "type"), message, "any JSON stands here instead")
            return Anything()


def _object(schemas: Schemas, schema: Schema, pointer: str, owner: str) -> Type:
    if is_model(schema):
        return schemas.hoist(owner, schema, pointer)
    rest = "patternProperties" not in schema
    values = schema.get("additionalProperties", True) if rest else True
    kind: Type = Anything()
    if not isinstance(values, bool):
        where = join(pointer, "additionalProperties")
        kind = type_of(schemas, values, where, f"{owner.removesuffix('Object')}Value")
    names = schema.get("propertyNames", {})
    keys = bounds_of(names, STRING) if _is_text(names) else FREE
    return Map(values=kind, keys=keys, bounds=bounds_of(schema, MAP))


def _either(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    members = members_of(schema)
    known = [(member, where) for member, where in members if not is_null(member)]
    objects = [m for m in known if json_kinds(schemas.components, m[0]) == {"object"}]
    others = [m for m in known if m not in objects]
    types = [type_of(schemas, m, pointer + where, owner) for m, where in others]
    inner = f"{owner}Object" if named else owner
    if len(objects) == 1:
        types.append(type_of(schemas, objects[0][0], pointer + objects[0][1], inner))
    elif objects:
        types.append(schemas.union(inner, schema, objects, pointer))
    if not types:
        return _plain(schemas, {"type": "null"}, pointer, owner, named=named)
    kind = joined(schemas, types, pointer)
    return kind if len(known) == len(members) else nullable(kind)


def members_of(schema: Schema) -> list[tuple[Schema, str]]:
    """Return the members of a union with their pointers below it."""
    keyword = "oneOf" if "oneOf" in schema else "anyOf"
    return [(member, f"/{keyword}/{n}") for n, member in enumerate(schema[keyword])]


def _is_text(names: Any) -> bool:
    """Return whether the schema of names says no more than limits of a text."""
    return isinstance(names, dict) and not constrains(names, but=KEYS)


def is_model(schema: Any) -> bool:
    """Return whether a schema is that of an object whose properties are known, all or none."""
    if not isinstance(schema, dict) or schema.get("type", "object") != "object":
        return False
    closed = schema.get("additionalProperties") is False and "type" in schema
    return bool(schema.get("properties")) or (closed and "propertyNames" not in schema)


def allows_null(schema: Any) -> bool:
    """Return whether a schema says itself that null is a value."""
    if not isinstance(schema, dict):
        return False
    return schema.get("nullable") is True or "null" in schema.get("type", ())


def without_null(schema: Schema) -> Schema:
    """Return a schema of OpenAPI 3.0 that allows null as one that doesn't."""
    rest = {key: value for key, value in schema.items() if key != "nullable"}
    if None in schema.get("enum", ()):
        rest["enum"] = [value for value in schema["enum"] if value is not None]
    return rest
