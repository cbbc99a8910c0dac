"""Schemas to types and declarations.

Job: give each schema that an operation reaches its meaning: a declaration where it has a name or
needs one, a type where it is used. Inline objects are named after the place that holds them. What
can't be expressed is a problem with a place, never a drop. It must not decide how the members of a
union are told apart (`unions`), merge schemas (`composition`) or look at another provider
(`sharing`).
"""

from __future__ import annotations

import json
from typing import Any, Final

from generator.api import (
    Alias,
    Anything,
    Array,
    Constant,
    Declaration,
    Either,
    Literal,
    Map,
    Model,
    Name,
    Nullable,
    Presence,
    Property,
    Ref,
    Scalar,
    Type,
    Union,
)
from generator.document import Document, join
from generator.lower.bounds import ARRAY, MAP, NUMBER, STRING, bounds_of
from generator.lower.composition import composed
from generator.lower.problems import Problems
from generator.lower.unions import apart, is_null, json_kinds
from generator.naming import class_name, distinct, field_name

Schema = dict[str, Any]

COMPONENTS: Final = "/components/schemas"
UNSUPPORTED: Final = (
    *("not", "if", "then", "else", "prefixItems", "patternProperties", "unevaluatedProperties"),
    *("unevaluatedItems", "dependentSchemas", "dependentRequired", "contains", "$dynamicRef"),
    *("$anchor", "$id", "$defs", "$dynamicAnchor", "additionalItems", "definitions"),
)
"""Keywords that say what may stand where, in ways that no declaration expresses."""


class Schemas:
    """The schemas of one provider's description, lowered as they are asked for."""

    def __init__(self, document: Document, problems: Problems) -> None:
        plain = document.plain()
        self.components: dict[str, Schema] = dict(plain.get("components", {}).get("schemas", {}))
        self.home = document.provider
        self.problems = problems
        self.declarations: dict[str, Declaration] = {}
        self._python = distinct((name, class_name(name)) for name in self.components)
        self._taken = {python.casefold() for python in self._python.values()}
        self._asked: set[str] = set()

    # --- names ---

    def reference(self, name: str) -> Ref:
        """Return a reference to a component, and lower it if that was not yet done."""
        if name not in self._asked:
            self._asked.add(name)
            self._declare(name, self.components[name], f"{COMPONENTS}/{_escape(name)}")
        return Ref(name=name, home=self.home)

    def _declare(self, name: str, schema: Any, pointer: str) -> None:
        if isinstance(schema, dict) and (members := _object_members(self, schema)):
            self._declare_union(name, schema, members, pointer)
            return
        schema = composed(self, schema, pointer)
        if _is_model(schema):
            self._declare_model(name, schema, pointer)
            return
        self.declarations[name] = Alias(
            **self._head(name, schema),
            type=self.type_of(schema, pointer, name, named=True),
        )

    def _head(self, name: str, schema: Any) -> dict[str, Any]:
        doc = schema.get("description", "") if isinstance(schema, dict) else ""
        python = self._python[name]
        return {"name": name, "home": self.home, "python": python, "providers": (self.home,), "doc": doc}

    def _hoist(self, wanted: str, schema: Schema, pointer: str) -> Ref:
        """Return a reference to a declaration for an inline schema, named after its place."""
        name, count = wanted, 1
        while class_name(name).casefold() in self._taken:
            count += 1
            name = f"{wanted}{count}"
        self._taken.add(class_name(name).casefold())
        self._python[name] = class_name(name)
        self._asked.add(name)
        self.components[name] = schema
        self._declare(name, schema, pointer)
        return Ref(name=name, home=self.home)

    # --- declarations ---

    def _declare_model(self, name: str, schema: Schema, pointer: str) -> None:
        place = list(self.declarations)
        extra = schema.get("additionalProperties", True)
        if not isinstance(extra, bool):
            self.problems.add(
                join(pointer, "additionalProperties"),
                "an object with both known properties and a schema for the others isn't supported",
            )
        properties = self._properties(name, schema, pointer)
        self.declarations[name] = Model(**self._head(name, schema), properties=properties)
        _keep_order(self.declarations, place, name)

    def _properties(self, owner: str, schema: Schema, pointer: str) -> tuple[Property, ...]:
        known: Schema = schema.get("properties", {})
        python = distinct((wire, field_name(wire)) for wire in known)
        return tuple(
            self._property(
                Name(wire=wire, python=python[wire]),
                known[wire],
                join(join(pointer, "properties"), wire),
                owner,
                required=wire in schema.get("required", ()),
            )
            for wire in known
        )

    def _property(
        self, name: Name, schema: Any, pointer: str, owner: str, *, required: bool
    ) -> Property:
        described = schema if isinstance(schema, dict) else {}
        kind = self.type_of(schema, pointer, owner + class_name(name.wire).rstrip("_"))
        presence: Presence = "required" if required else "optional"
        if required and isinstance(kind, Literal) and len(kind.values) == 1 and not kind.open:
            presence = "constant"
        default = json.dumps(described["default"]) if "default" in described else None
        return Property(
            name=name,
            type=kind,
            presence=presence,
            doc=described.get("description", ""),
            default=default,
            deprecated=bool(described.get("deprecated", False)),
        )

    def _declare_union(
        self, name: str, schema: Schema, members: list[tuple[Schema, str]], pointer: str
    ) -> None:
        place = list(self.declarations)
        refs: list[Ref] = []
        for member, where in members:
            ref = self._member(member, pointer + where, name)
            declared = self.declarations.get(ref.name)
            nested = declared.members if isinstance(declared, Union) else (ref,)
            refs.extend(r for r in nested if r not in refs)
        how = apart(self, schema, tuple(refs), pointer)
        if how is None:
            return
        self.declarations[name] = Union(
            **self._head(name, schema),
            members=tuple(refs),
            apart=how,
            unknown=self._unknown(name),
        )
        _keep_order(self.declarations, place, name)

    def _member(self, schema: Schema, pointer: str, owner: str) -> Ref:
        if "$ref" in schema:
            return self.reference(component_of(schema["$ref"]))
        return self._hoist(f"{owner}{pointer.rsplit('/', 1)[-1]}", schema, pointer)

    def _unknown(self, name: str) -> str:
        python = f"Unknown{self._python[name]}"
        while python.casefold() in self._taken:
            python += "_"
        self._taken.add(python.casefold())
        return python

    # --- types ---

    def type_of(self, schema: Any, pointer: str, owner: str, *, named: bool = False) -> Type:
        """Return the type of the values that `schema` allows.

        `owner` is the name that an inline object gets; `named` says that the schema is the
        component of that name itself.
        """
        if schema is True or schema == {}:
            return Anything()
        if not isinstance(schema, dict):
            self.problems.add(pointer, "a schema that allows nothing isn't supported")
            return Anything()
        for keyword in UNSUPPORTED:
            if keyword in schema:
                self.problems.add(join(pointer, keyword), f"`{keyword}` isn't supported")
        if "$ref" in schema:
            return self.reference(component_of(schema["$ref"]))
        if schema.get("nullable") is True:
            rest = {k: v for k, v in schema.items() if k != "nullable"}
            return _nullable(self.type_of(_without_null(rest), pointer, owner))
        return self._spelt_out(composed(self, schema, pointer), pointer, owner, named=named)

    def _spelt_out(self, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
        if "$ref" in schema:
            return self.type_of(schema, pointer, owner)
        if "oneOf" in schema or "anyOf" in schema:
            return self._either(schema, pointer, owner, named=named)
        if "const" in schema:
            return self._literal((schema["const"],), join(pointer, "const"))
        if "enum" in schema:
            return self._literal(tuple(schema["enum"]), join(pointer, "enum"))
        kinds = schema.get("type")
        if isinstance(kinds, list):
            return self._kinds(kinds, schema, pointer, owner)
        return self._plain(schema, pointer, owner)

    def _literal(self, values: tuple[Any, ...], pointer: str) -> Type:
        known = tuple(value for value in values if value is not None)
        if not known or not all(isinstance(value, Constant.__args__) for value in known):
            self.problems.add(pointer, "only strings, numbers and booleans can be constants")
            return Anything()
        kind = Literal(values=known)
        return kind if len(known) == len(values) else Nullable(type=kind)

    def _kinds(self, kinds: list[str], schema: Schema, pointer: str, owner: str) -> Type:
        known = [kind for kind in kinds if kind != "null"]
        types = tuple(
            self.type_of({**schema, "type": kind}, pointer, owner) for kind in known
        )
        kind = types[0] if len(types) == 1 else self._disjoint(types, known, pointer)
        return kind if len(known) == len(kinds) else _nullable(kind)

    def _disjoint(self, types: tuple[Type, ...], kinds: list[str], pointer: str) -> Type:
        if set(kinds) == {"integer", "number"}:
            return Scalar(kind="number")
        return Either(members=types)

    def _plain(self, schema: Schema, pointer: str, owner: str) -> Type:
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
                inner = self.type_of(items, join(pointer, "items"), f"{owner}Item")
                return Array(items=inner, bounds=bounds_of(schema, ARRAY))
            case "object":
                return self._object(schema, pointer, owner)
            case None:
                return Anything()
            case other:
                self.problems.add(join(pointer, "type"), f"the type {other!r} isn't supported")
                return Anything()

    def _object(self, schema: Schema, pointer: str, owner: str) -> Type:
        if _is_model(schema):
            return self._hoist(owner, schema, pointer)
        values = schema.get("additionalProperties", True)
        kind: Type = Anything()
        if not isinstance(values, bool):
            kind = self.type_of(values, join(pointer, "additionalProperties"), f"{owner}Value")
        keys = bounds_of(schema.get("propertyNames", {}), STRING)
        return Map(values=kind, keys=keys, bounds=bounds_of(schema, MAP))

    def _either(self, schema: Schema, pointer: str, owner: str, *, named: bool) -> Type:
        members = members_of(schema)
        known = [(member, where) for member, where in members if not is_null(member)]
        objects = [m for m in known if json_kinds(self.components, m[0]) == {"object"}]
        others = [m for m in known if m not in objects]
        types = [self.type_of(m, pointer + where, owner) for m, where in others]
        if len(objects) == 1:
            types.append(self.type_of(objects[0][0], pointer + objects[0][1], owner))
        elif objects:
            rest = {k: v for k, v in schema.items() if k not in ("oneOf", "anyOf")}
            union = {**rest, "anyOf": [member for member, _ in objects]}
            types.append(self._hoist(f"{owner}Object" if named else owner, union, pointer))
        kind = self._joined(types, pointer)
        return kind if len(known) == len(members) else _nullable(kind)

    def _joined(self, types: list[Type], pointer: str) -> Type:
        """Return one type for several: those of one JSON type have to be one in the end."""
        match types:
            case [single]:
                return single
            case [Literal(values=values), Scalar(kind="string")] | [
                Scalar(kind="string"),
                Literal(values=values),
            ] if all(isinstance(value, str) for value in values):
                return Literal(values=values, open=True)
        kinds = [json_kinds(self.components, self._schema_of(kind)) for kind in types]
        if len(set().union(*kinds)) < sum(len(kind) for kind in kinds):
            self.problems.add(
                pointer,
                "members of the same JSON type can't be told apart: give them a discriminator, "
                "or make them one",
            )
        return Either(members=tuple(types))

    def _schema_of(self, kind: Type) -> Schema:
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
                return {"$ref": f"#{COMPONENTS}/{_escape(name)}"}
            case Nullable(type=inner):
                return self._schema_of(inner)
            case Either(members=members):
                return {"anyOf": [self._schema_of(member) for member in members]}
            case Anything():
                return {}


def members_of(schema: Schema) -> list[tuple[Schema, str]]:
    """Return the members of a union with their pointers below it."""
    keyword = "oneOf" if "oneOf" in schema else "anyOf"
    return [(member, f"/{keyword}/{n}") for n, member in enumerate(schema[keyword])]


def component_of(reference: str) -> str:
    """Return the name of the component that a bundled reference points to."""
    return reference.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")


def _object_members(schemas: Schemas, schema: Schema) -> list[tuple[Schema, str]]:
    """Return the members of a union of objects only; nothing for any other schema."""
    if "oneOf" not in schema and "anyOf" not in schema:
        return []
    members = members_of(schema)
    kinds = [json_kinds(schemas.components, member) for member, _ in members]
    return members if len(members) > 1 and all(kind == {"object"} for kind in kinds) else []


def _is_model(schema: Any) -> bool:
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


def _keep_order(declarations: dict[str, Declaration], before: list[str], name: str) -> None:
    """Put `name` before what was declared on its behalf: a reader meets the whole first."""
    later = [key for key in declarations if key not in before and key != name]
    for key in later:
        declarations[key] = declarations.pop(key)


def _escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")
