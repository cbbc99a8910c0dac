"""The declarations as the schemas that the model engine reads.

They leave the engine nothing to guess: every name is chosen, every inline object named, nothing
optional; presence and tags are in extensions that the templates read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.api import (
    NO_LIMITS,
    Anything,
    Array,
    Binary,
    ByRules,
    Limits,
    Literal,
    Map,
    Nullable,
    Ref,
    Rule,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.python.filters import docstring, identifier, literal
from generator.languages.python.naming import field_name
from generator.languages.python.plan.models import UNKNOWN_TAG, documentation
from generator.languages.text import has_text
from generator.spelled import Alias, Api, Declaration, Model, Property, Union

Schema = dict[str, Any]


def document(api: Api) -> Schema:
    """Return the declarations as the OpenAPI description that the engine reads."""
    declarations = {(d.namespace, d.name): d for d in api.declarations}
    taken = frozenset(d.identifier.casefold() for d in api.declarations)
    schemas: Schema = {}
    for declared in api.declarations:
        known = Known(declarations, declared.namespace, schemas, taken)
        schemas[_dotted(declared.namespace, declared.identifier)] = _declared(declared, known)
    return {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


@dataclass(frozen=True, slots=True)
class Known:
    """What a type may refer to, and where the parts of types that need a name are put."""

    declarations: Mapping[tuple[str, str], Declaration]
    namespace: str
    schemas: Schema
    taken: frozenset[str]

    def python(self, ref: Ref) -> str:
        """Return the name of a declaration's class or alias."""
        return self.declarations[ref.namespace, ref.name].identifier

    def part(self, schema: Schema) -> Schema:
        """Return a reference to a limited part of a type, which the engine wants to have a name.

        It would call it after the property, and rename a declaration of ours that is called so.
        `emitted` spells these names out again.
        """
        number = len(self.schemas)
        while f"limited{number}" in self.taken:
            number += 1
        name = _dotted(self.namespace, f"Limited{number}")
        self.schemas[name] = schema
        return {"$ref": f"#/components/schemas/{name}"}


def _dotted(namespace: str, python: str) -> str:
    return f"{namespace}.models.{python}" if namespace else f"models.{python}"


def _declared(declared: Declaration, known: Known) -> Schema:
    match declared:
        case Model():
            return _model(declared, known)
        case Alias(type=kind):
            return {**_schema(kind, known), "x-docstring": _doc(declared.doc, 0)}
        case Union():
            return _union(declared, known)


def _model(model: Model, known: Known) -> Schema:
    properties = {p.name.identifier: _schema(_bare(p), known) for p in model.properties}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "x-base": identifier("ResponseModel" if model.is_response else "Model"),
        "x-docstring": _doc(model.doc, 4),
        "x-fields": {p.name.identifier: _field(p) for p in model.properties},
    }


def _bare(known: Property) -> Type:
    """Return the type that the engine is asked for: null beside absent is the template's part."""
    if known.presence == "optional" and isinstance(known.type, Nullable):
        return known.type.type
    return known.type


def _field(known: Property) -> Schema:
    renamed = known.name.wire != known.name.identifier
    return {
        "alias": literal(known.name.wire) if renamed else "",
        "docstring": _doc(documentation(known), 4),
        "nullable": known.presence == "optional" and isinstance(known.type, Nullable),
        "optional": known.presence == "optional" and not isinstance(known.type, Nullable),
    }


def _doc(text: str, indent: int) -> str:
    return docstring(text, indent) if has_text(text) else ""


def _union(union: Union, known: Known) -> Schema:
    def name(ref: Ref) -> str:
        local = ref.namespace == union.namespace
        python = known.python(ref)
        return identifier(python if local else f"models.{python}")

    how = union.discriminator
    rules, shared = (how.rules, how.shared) if isinstance(how, ByRules) else ((), ())
    return {
        "anyOf": [_reference(member, known) for member in union.members],
        "x-docstring": _doc(union.doc, 0),
        "x-union": {
            "attribute": identifier(field_name(how.property)) if how.property else "",
            "members": [name(member) for member in union.members],
            "mapping": [{"value": literal(v), "member": name(m)} for v, m in how.mapping],
            "rules": [_rule(rule, name(rule.member)) for rule in rules],
            "shared": [literal(value) for value in shared],
            "tag": literal(how.property),
            "unknown": identifier(union.unknown),
            "unknown_tag": literal(UNKNOWN_TAG),
        },
    }


def _rule(rule: Rule, member: str) -> Schema:
    conditions = {
        "equals": dict(rule.equals),
        "present": rule.present,
        "some": rule.some,
        "absent": rule.absent,
        "kinds": dict(rule.json_types),
    }
    return {
        "member": member,
        "conditions": [
            {"name": identifier(key), "value": literal(value)}
            for key, value in conditions.items()
            if value
        ],
    }


def _schema(kind: Type, known: Known) -> Schema:
    """Return the JSON Schema of a type, in the form that the engine reads best."""
    match kind:
        case Scalar(kind=name, limits=bounds):
            return {"type": name, **_bounds(bounds)}
        case Literal(values=values, open=is_open):
            constants: Schema = {"type": _json_type(values[0]), "enum": list(values)}
            if len(values) == 1:
                constants = {"type": _json_type(values[0]), "const": values[0]}
            return {"anyOf": [constants, {"type": "string"}]} if is_open else constants
        case Array(items=items, limits=bounds):
            return {"type": "array", "items": _part(items, known), **_bounds(bounds)}
        case Map(values=values, keys=keys, limits=bounds):
            names = {"propertyNames": _bounds(keys)} if keys != NO_LIMITS else {}
            # Of a bare `true` the engine makes an empty class; a schema that says nothing is a map.
            inner = {"additionalProperties": _part(values, known) or {"description": "anything"}}
            return {"type": "object", **inner, **names, **_bounds(bounds)}
        case Ref():
            return _reference(kind, known)
        case Nullable(type=inner):
            return _nullable(_part(inner, known))
        case TypeUnion(members=members):
            return {"anyOf": [_part(member, known) for member in members]}
        case Anything() | Binary():  # bytes never stand in a model
            return {}


def _part(kind: Type, known: Known) -> Schema:
    """Return the schema of a type inside another."""
    schema = _schema(kind, known)
    limited = isinstance(kind, Scalar | Array | Map) and bool(kind.limits != NO_LIMITS)
    return known.part(schema) if limited else schema


def _nullable(schema: Schema) -> Schema:
    null = {"type": "null"}
    if "const" in schema:  # of which the engine makes one that may be null, without its docstring
        schema = {"type": schema["type"], "enum": [schema["const"]]}
    return {"anyOf": [*schema.get("anyOf", [schema]), null]}


def _reference(ref: Ref, known: Known) -> Schema:
    return {"$ref": f"#/components/schemas/{_dotted(ref.namespace, known.python(ref))}"}


def _bounds(bounds: Limits) -> Schema:
    set_ = dataclasses.asdict(bounds).items()
    return {name: value for name, value in set_ if value is not None}


def _json_type(value: object) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case _:
            return "string"
