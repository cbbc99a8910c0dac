"""Schemas to types.

Job: spell out what values a schema allows, in the words of the Api. What can't be expressed is a
problem with a place, never a drop. Objects that need a name get it from `schemas`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.api import (
    NO_LIMITS,
    Anything,
    Array,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.document import join
from generator.lower.bounds import ARRAY, MAP, NUMBER, STRING, bounds_of
from generator.lower.composition import composed
from generator.lower.joining import joined, nullable
from generator.lower.keywords import KEYS, check, constrains
from generator.lower.kinds import implied, without_null
from generator.lower.nulls import not_null
from generator.lower.recursion import ENDLESS
from generator.lower.targets import members_of
from generator.standard.references import component_of

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
    if schemas.kinds.only_null(schema):
        return _plain(schemas, {"type": "null"}, pointer, owner, named=named)
    kind = _spelled(schemas, schema, pointer, owner, named=named)
    if not schemas.kinds.null(schema):
        return not_null(schemas, kind)
    return kind if isinstance(kind, Ref) and schemas.reaches_null(kind) else nullable(kind)


def _spelled(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    """Return the type of the values but null, which may be among them by another name."""
    whole = composed(schemas, schema, pointer)
    if "allOf" in schema:
        return _merged(schemas, whole, pointer, owner, named=named)
    kind = _spelt_out(schemas, without_null(whole), pointer, owner, named=named)
    return kind.type if isinstance(kind, Nullable) else kind


def _merged(schemas: Schemas, whole: Any, pointer: str, owner: str, *, named: bool) -> Type:
    """Return the type of what parts amount to, which may contain what has the same parts."""
    if whole is True or not isinstance(whole, dict):
        return type_of(schemas, whole, pointer, owner, named=named)
    check(schemas, whole, pointer)
    if "$ref" in whole:
        return _reference(schemas, whole["$ref"], pointer)
    plain = without_null(whole)
    if plain in schemas.merging:
        if (known := schemas.being_made(plain)) is not None:
            return known
        schemas.problems.add(pointer, ENDLESS)
        return Anything()
    schemas.merging.append(plain)
    kind = _spelt_out(schemas, plain, pointer, owner, named=named)
    schemas.merging.pop()
    return kind.type if isinstance(kind, Nullable) else kind


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
    kinds = {type(value) for value in values}
    if len(kinds) != 1 or not kinds <= {str, int, bool}:
        message = "constants have to be strings, whole numbers or booleans, all of one type"
        schemas.problems.add(pointer, message)
        return Anything()
    return Literal(values=tuple(dict.fromkeys(values)))


def _kinds(
    schemas: Schemas, kinds: list[str], schema: Schema, pointer: str, owner: str, *, named: bool
) -> Type:
    known = [kind for kind in kinds if kind != "integer" or "number" not in kinds]
    types = tuple(
        _plain(schemas, {**schema, "type": kind}, pointer, owner, named=named) for kind in known
    )
    return types[0] if len(types) == 1 else TypeUnion(members=types)


def _plain(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    match schema.get("type", implied(schema)):
        case "string":
            return Scalar(kind="string", limits=bounds_of(schema, STRING))
        case "integer":
            return Scalar(kind="integer", limits=bounds_of(schema, NUMBER))
        case "number":
            return Scalar(kind="number", limits=bounds_of(schema, NUMBER))
        case "boolean":
            return Scalar(kind="boolean")
        case "array":
            items = True if "prefixItems" in schema else schema.get("items", True)
            inner = type_of(schemas, items, join(pointer, "items"), f"{owner}Item")
            return Array(items=inner, limits=bounds_of(schema, ARRAY))
        case "object":
            return _object(schemas, schema, pointer, f"{owner}Object" if named else owner)
        case None:
            return Anything()
        case other:
            message = f"the type {other!r} alone isn't supported"
            schemas.problems.unsupported(
                join(pointer, "type"), message, "any JSON stands here instead"
            )
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
    keys = bounds_of(names, STRING) if _is_text(names) else NO_LIMITS
    return Map(values=kind, keys=keys, limits=bounds_of(schema, MAP))


def _either(schemas: Schemas, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
    members = members_of(schema)
    known = [(member, where) for member, where in members if not schemas.kinds.only_null(member)]
    objects = [m for m in known if schemas.kinds.of(m[0]) == {"object"}]
    others = [m for m in known if m not in objects]
    types = [type_of(schemas, m, pointer + where, owner) for m, where in others]
    inner = f"{owner}Object" if named else owner
    if len(objects) == 1:
        types.append(type_of(schemas, objects[0][0], pointer + objects[0][1], inner))
    elif objects:
        types.append(schemas.union(inner, schema, objects, pointer))
    return joined(schemas, types, pointer)


def _is_text(names: Any) -> bool:
    """Return whether the schema of names says no more than limits of a text."""
    return isinstance(names, dict) and not constrains(names, but=KEYS)


def is_model(schema: Any) -> bool:
    """Return whether a schema is that of an object whose properties are known, all or none."""
    if not isinstance(schema, dict) or schema.get("type", "object") != "object":
        return False
    closed = schema.get("additionalProperties") is False and "type" in schema
    return bool(schema.get("properties")) or (closed and "propertyNames" not in schema)
