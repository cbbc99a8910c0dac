"""Schemas to declarations.

Job: give each schema that an operation reaches its meaning: a declaration where it has a name or
needs one. Inline objects are named after the place that holds them. It must not spell out types
(`types`), decide how the members of a union are told apart (`unions`), merge schemas
(`composition`) or look at another provider (`sharing`).
"""

from __future__ import annotations

import json
from typing import Any, Final

from generator.api import Alias, Declaration, Literal, Model, Name, Presence, Property, Ref, Union
from generator.document import Document, join
from generator.lower.composition import composed
from generator.lower.problems import Problems
from generator.lower.types import component_of, escape, is_model, members_of, type_of
from generator.lower.unions import apart, json_kinds
from generator.naming import class_name, distinct, field_name

Schema = dict[str, Any]

COMPONENTS: Final = "/components/schemas"


class Schemas:
    """The schemas of one provider's description, lowered as they are asked for."""

    def __init__(self, document: Document, problems: Problems) -> None:
        plain: dict[str, Any] = document.plain()
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
            self._declare(name, self.components[name], f"{COMPONENTS}/{escape(name)}")
        return Ref(name=name, home=self.home)

    def _declare(self, name: str, schema: Any, pointer: str) -> None:
        if isinstance(schema, dict) and (members := _object_members(self, schema)):
            self._declare_union(name, schema, members, pointer)
            return
        schema = composed(self, schema, pointer)
        if is_model(schema):
            self._declare_model(name, schema, pointer)
            return
        self.declarations[name] = Alias(
            **self._head(name, schema),
            type=type_of(self, schema, pointer, name, named=True),
        )

    def _head(self, name: str, schema: Any) -> dict[str, Any]:
        doc = schema.get("description", "") if isinstance(schema, dict) else ""
        python = self._python[name]
        return {
            "name": name,
            "home": self.home,
            "python": python,
            "providers": (self.home,),
            "doc": doc,
        }

    def hoist(self, wanted: str, schema: Schema, pointer: str) -> Ref:
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
        kind = type_of(self, schema, pointer, owner + class_name(name.wire).rstrip("_"))
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
        return self.hoist(f"{owner}{pointer.rsplit('/', 1)[-1]}", schema, pointer)

    def _unknown(self, name: str) -> str:
        python = f"Unknown{self._python[name]}"
        while python.casefold() in self._taken:
            python += "_"
        self._taken.add(python.casefold())
        return python


def _object_members(schemas: Schemas, schema: Schema) -> list[tuple[Schema, str]]:
    """Return the members of a union of objects only; nothing for any other schema."""
    if "oneOf" not in schema and "anyOf" not in schema:
        return []
    members = members_of(schema)
    kinds = [json_kinds(schemas.components, member) for member, _ in members]
    return members if len(members) > 1 and all(kind == {"object"} for kind in kinds) else []


def _keep_order(declarations: dict[str, Declaration], before: list[str], name: str) -> None:
    """Put `name` before what was declared on its behalf: a reader meets the whole first."""
    later = [key for key in declarations if key not in before and key != name]
    for key in later:
        declarations[key] = declarations.pop(key)
