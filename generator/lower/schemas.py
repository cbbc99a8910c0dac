"""Schemas to declarations.

Job: give each schema that an operation reaches its meaning: a declaration where it has a name or
needs one. Inline objects are named after the place that holds them. A reference only asks for its
target, which is lowered in its turn, so that no chain of references is too long. It must not spell
out types (`types`), decide how the members of a union are told apart (`unions`), merge schemas
(`composition`) or look at another provider (`sharing`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.api import (
    Alias,
    Anything,
    Declaration,
    Literal,
    Map,
    Model,
    Name,
    Nullable,
    Presence,
    Property,
    Ref,
    Type,
    Union,
    references,
)
from generator.document import Document, join
from generator.languages.python.naming import class_name, field_name
from generator.lower.composition import composed
from generator.lower.directions import one_way
from generator.lower.findings import Findings
from generator.lower.joining import COMPONENTS
from generator.lower.keywords import check
from generator.lower.kinds import Kinds, without_null
from generator.lower.nulls import stands_for
from generator.lower.recursion import DEEPEST, ENDLESS, deep, endless
from generator.lower.targets import followed, members_of
from generator.lower.types import is_model, type_of
from generator.lower.unions import LESS, apart
from generator.standard.constraint_unions import without_constraint_unions
from generator.standard.references import component_of
from generator.standard.versions import Version, version_of
from generator.words import distinct, pascal_case

Schema = dict[str, Any]
Placed = tuple[Schema, str]
"""A schema, and its pointer below the one that holds it."""


class Schemas:
    """The schemas of one provider's description, lowered as they are asked for."""

    def __init__(self, document: Document, problems: Findings, taken: Iterable[str] = ()) -> None:
        plain: dict[str, Any] = without_constraint_unions(document.plain())
        self.components: dict[str, Schema] = dict(plain.get("components", {}).get("schemas", {}))
        self.kinds = Kinds(self.components)
        self.namespace = document.provider
        self.old = version_of(document) is Version.V3_0
        self.problems = problems
        self.declarations: dict[str, Declaration] = {}
        names = ((name, class_name(name)) for name in self.components)
        self._python = distinct(names, taken, sign="")  # the engine takes signs out of class names
        self._taken = {name.casefold() for name in (*taken, *self._python.values())}
        self._pointers = {name: join(COMPONENTS, name) for name in self.components}
        self.one_way: dict[tuple[str, str], str] = {}
        self._known: set[str] = set()
        self._asked: dict[str, None] = {}
        self._objects: dict[str, str] = {}
        self._bare: set[str] = set()
        self.merging: list[Schema] = []
        """Schemas that parts amount to, while they are lowered, the outer before the inner."""
        self._making: list[str] = []
        self.joining: list[frozenset[Type]] = []
        """The items of lists that are being made one, the outer before the inner."""

    # --- what is asked for ---

    def reference(self, name: str) -> Ref:
        """Return a reference to a component, which will be lowered in its turn."""
        if name not in self._known:
            self._known.add(name)
            self._asked[name] = None
        return Ref(name=name, namespace=self.namespace)

    def member(self, name: str) -> Ref:
        """Return a reference to a member of a union, whatever other names lead to it."""
        while (following := stands_for(self, name)) is not None:
            name = following
        return self.object_of(name) if self._is_nullable_object(name) else self.reference(name)

    def _is_nullable_object(self, name: str) -> bool:
        """Return whether a component is null or an object with a class of its own."""
        schema = self.components[name]
        if name in self._bare or not self.kinds.null(schema):
            return False
        whole = self._whole(schema, self._pointers[name])
        return bool(self._object_members(whole)) or (is_model(whole) and "$ref" not in whole)

    def object_of(self, name: str) -> Ref:
        """Return a reference to what a component is when it isn't null."""
        if name not in self._objects:
            schema, pointer = without_null(self.components[name]), self._pointers[name]
            self._objects[name] = self._named(f"{name}Object", schema, pointer)
            self._bare.add(self._objects[name])
        return self.reference(self._objects[name])

    def reaches_null(self, ref: Ref) -> bool:
        """Return whether null is a value of a component."""
        return ref.name not in self._bare and self.kinds.null(self.components[ref.name])

    def declared(self, name: str) -> Declaration | None:
        """Return a declaration now; nothing for one that is being made or can't be."""
        if name in self._asked:
            del self._asked[name]
            self._declare(name, self.components[name], self._pointers[name])
        return self.declarations.get(name)

    def union_of(self, name: str) -> Union | None:
        """Return the declaration of a component that is a union of objects, else nothing."""
        union = self.declared(name) if self._object_members(self.composed(name)) else None
        return union if isinstance(union, Union) else None

    def composed(self, name: str) -> Schema:
        """Return the schema of a component as one, whatever it is composed of."""
        name = followed(self.components, name)
        whole: Schema = self._whole(self.components[name], self._pointers[name])
        return whole

    def _whole(self, schema: Any, pointer: str) -> Any:
        """Return a schema as one, without what it says of null."""
        whole = composed(self, schema, pointer)
        return without_null(whole) if isinstance(whole, dict) else whole

    def lowered(self, roots: tuple[Ref, ...]) -> tuple[Declaration, ...]:
        """Return the declarations: a reader meets the whole before its parts."""
        while self._asked:
            self.declared(next(iter(self._asked)))
        for name in endless(self.declarations):
            self.problems.add(self._pointers[name], ENDLESS)
        starts = dict.fromkeys(name for ref in roots for name in self._within(ref.name))
        if (start := deep(self.declarations, starts)) is not None:
            message = f"more than {DEEPEST} schemas stand within each other here"
            told = f"{message}: the run time may not get to the end of them"
            self.problems.add(self._pointers[start], told, "warning")
        order: dict[str, Declaration] = {}
        waiting = list(reversed(self.declarations))
        waiting += [ref.name for ref in reversed(roots)]
        while waiting:
            name = waiting.pop()
            if name in self.declarations and name not in order:
                order[name] = self.declarations[name]
                waiting += [ref.name for ref in reversed(references(order[name]))]
        return tuple(order.values())

    def _within(self, name: str) -> tuple[str, ...]:
        """Return the schemas that are built when a value of this one is read."""
        declared = self.declarations.get(name)
        members = declared.members if isinstance(declared, Union) else ()
        return (name, *(member.name for member in members))

    # --- names ---

    def _head(self, name: str, schema: Any) -> dict[str, Any]:
        doc = schema.get("description", "") if isinstance(schema, dict) else ""
        python = self._python[name]
        return {
            "name": name,
            "namespace": self.namespace,
            "python": python,
            "providers": (self.namespace,),
            "doc": doc,
        }

    def hoist(self, wanted: str, schema: Schema, pointer: str) -> Ref:
        """Return a reference to a declaration for an inline schema, named after its place."""
        name = self._named(wanted, schema, pointer)
        self._making.append(name)
        self._declare(name, schema, pointer)
        self._making.pop()
        return Ref(name=name, namespace=self.namespace)

    def being_made(self, schema: Schema) -> Ref | None:
        """Return a reference to the declaration for an equal inline schema around this one."""
        for name in self._making:
            if self.components[name] == schema:
                return Ref(name=name, namespace=self.namespace)
        return None

    def union(
        self, wanted: str, schema: Schema, members: list[tuple[Schema, str]], pointer: str
    ) -> Ref:
        """Return a reference to a declaration for some members of an inline union."""
        rest = {key: value for key, value in schema.items() if key not in ("oneOf", "anyOf")}
        part = {**rest, "anyOf": [member for member, _ in members]}
        name = self._named(wanted, part, pointer)
        self._declare_union(name, part, members, pointer)
        return Ref(name=name, namespace=self.namespace)

    def _named(self, wanted: str, schema: Schema, pointer: str) -> str:
        name, count = wanted, 1
        while class_name(name).casefold() in self._taken or name in self._python:
            count += 1
            name = f"{wanted}{count}"
        self._taken.add(class_name(name).casefold())
        self._python[name] = class_name(name)
        self._pointers[name] = pointer
        self.components[name] = schema
        return name

    def _unknown(self, name: str) -> str:
        python = distinct([("", f"Unknown{self._python[name]}")], self._taken, sign="")[""]
        self._taken.add(python.casefold())
        return python

    # --- declarations ---

    def _declare(self, name: str, schema: Any, pointer: str) -> None:
        if self._is_nullable_object(name):
            kind: Type = Nullable(type=self.object_of(name))
            self.declarations[name] = Alias(**self._head(name, schema), type=kind)
            return
        if isinstance(schema, dict) and (name in self._bare or not self.kinds.null(schema)):
            check(self, schema, pointer)
            whole = self._whole(schema, pointer)
            if members := self._object_members(whole):
                self._declare_union(name, schema, members, pointer)
                return
            if isinstance(whole, dict) and is_model(whole) and "$ref" not in whole:
                self._declare_model(name, {**_annotations(schema), **whole}, pointer)
                return
        kind = type_of(self, schema, pointer, name, named=True)
        self.declarations[name] = Alias(**self._head(name, schema), type=kind)

    def _object_members(self, schema: Any) -> list[Placed]:
        """Return the members of a union of objects only; nothing for any other schema."""
        if not isinstance(schema, dict) or not ("oneOf" in schema or "anyOf" in schema):
            return []
        members = members_of(schema)
        members = [placed for placed in members if not self.kinds.only_null(placed[0])]
        objects = all(self.kinds.of(member) == {"object"} for member, _ in members)
        return members if objects and len(members) > 1 else []

    def _declare_model(self, name: str, schema: Schema, pointer: str) -> None:
        check(self, schema, pointer)
        extra = schema.get("additionalProperties", True)
        if not isinstance(extra, bool) and extra != {}:
            self.problems.unsupported(
                join(pointer, "additionalProperties"),
                "an object with both known properties and a schema for the others isn't supported",
                "the others are kept as they come",
            )
        properties = self._properties(name, schema, pointer)
        self.declarations[name] = Model(**self._head(name, schema), properties=properties)

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
        kind = type_of(self, schema, pointer, owner + pascal_case(name.wire))
        if isinstance(kind, Ref) and self.reaches_null(kind):
            kind = Nullable(
                type=kind
            )  # the name stands for null as well, which has to be seen here
        presence: Presence = "required" if required else "optional"
        if self.old and required and (way := one_way(schema)):
            self.one_way[owner, name.wire] = way
        if required and isinstance(kind, Literal) and len(kind.values) == 1 and not kind.open:
            presence = "constant"
        default = (
            json.dumps(described["default"], ensure_ascii=False) if "default" in described else None
        )
        return Property(
            name=name,
            type=kind,
            presence=presence,
            doc=described.get("description", ""),
            default=default,
            deprecated=bool(described.get("deprecated", False)),
        )

    def _declare_union(
        self, name: str, schema: Schema, members: list[Placed], pointer: str
    ) -> None:
        refs = tuple(dict.fromkeys(self._members(name, members, pointer)))
        how = apart(self, schema, refs, pointer) if self._are_models(refs, pointer) else None
        head = self._head(name, schema)
        if how is None:
            self.declarations[name] = Alias(**head, type=Map(values=Anything()))
        else:
            unknown = self._unknown(name)
            self.declarations[name] = Union(
                **head, members=refs, discriminator=how, unknown=unknown
            )

    def _are_models(self, members: tuple[Ref, ...], pointer: str) -> bool:
        """Return whether every member has a class; one that can't be read into it is a problem."""
        for member in members:
            if isinstance(self.declared(member.name), Alias):
                message = "a member of this union has no properties that are known"
                self.problems.unsupported(pointer, message, LESS)
                return False
        return True

    def _members(self, owner: str, members: list[Placed], pointer: str) -> Iterable[Ref]:
        """Yield the members, those of unions among them in their place."""
        for member, where in members:
            if inner := self._object_members(member):
                yield from self._members(owner, inner, pointer + where)
                continue
            ref = self._member(member, pointer + where, owner)
            union = self.union_of(ref.name)
            yield from union.members if union else (ref,)

    def _member(self, schema: Schema, pointer: str, owner: str) -> Ref:
        if "$ref" in schema and (name := component_of(schema["$ref"])) is not None:
            return self.member(name)
        return self.hoist(f"{owner}{pointer.rsplit('/', 1)[-1]}", without_null(schema), pointer)


def _annotations(schema: Schema) -> Schema:
    return {key: schema[key] for key in ("description", "deprecated") if key in schema}
