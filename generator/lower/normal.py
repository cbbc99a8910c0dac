"""From written schemas to their normal form, each when something refers to it.

Job: end the many ways to write a thing, and give names to inline objects, after the place that
holds them. A reference is noted and read in its turn, so that no chain of references is too long.
Nothing here says what a type of a language is, or looks into what a reference leads to but for
`allOf`, for JSON types and for the members of unions.
"""

from __future__ import annotations

from typing import Any, Final

from generator.document import join
from generator.lower.annotations import OF_COMPONENTS, annotated
from generator.lower.component_queue import ComponentQueue
from generator.lower.components import Components
from generator.lower.constants import constants
from generator.lower.findings import Findings
from generator.lower.keywords import check
from generator.lower.limits import limits, limits_of_names
from generator.lower.lookup import Lookup
from generator.lower.names import Names
from generator.lower.object_unions import ObjectUnions
from generator.lower.primitives import primitive
from generator.lower.raw import (
    Raw,
    RawSchema,
    implied,
    is_object,
    is_union,
    values_of,
    without_null,
)
from generator.lower.recursion import ENDLESS
from generator.schema import (
    Array,
    Free,
    Map,
    Member,
    Named,
    Object,
    OneOf,
    Schema,
    Shape,
)
from generator.standard.references import component_of
from generator.words import pascal_case

DEEPEST: Final = 40
"""Compositions within each other that are worked on; real ones have a handful."""

ANY: Final = "any JSON stands here instead"


class Normaliser:
    """Reads the schemas of one description; what has a name is in `schemas` once it is read."""

    def __init__(
        self,
        components: Components,
        namespace: str,
        names: Names,
        findings: Findings,
    ) -> None:
        self.schemas: dict[str, Schema] = {}
        self._lookup = Lookup(components, findings)
        self.json_types = self._lookup.json_types
        self._names = names
        self._findings = findings
        self._queue = ComponentQueue(self._lookup, names)
        self._unions = ObjectUnions(self._lookup, self._queue, namespace, self._hoisted)
        self._merging: list[Raw] = []
        """What parts amount to, while it is read, the outer before the inner."""
        self._making: list[tuple[str, Raw]] = []
        """Inline objects with their names, while they are read, the outer before the inner."""

    def read_all(self) -> None:
        """Read what was referred to, and all that it refers to."""
        for name, component in self._queue:
            self._read_named(name, component.source, bare=component.bare)

    def ask(self, name: str) -> str:
        """Have a component read in its turn; return its name."""
        return self._queue.ask(name)

    def read(self, raw: Any, pointer: str, owner: str, *, is_component: bool = False) -> Schema:
        """Return the normal form of a schema.

        `owner` is the name that an inline object gets; `is_component` says that the schema is the
        component of that name itself.
        """
        if raw is True or raw == {}:
            return Schema(shape=Free(), pointer=pointer)
        if not isinstance(raw, dict):
            message = "a schema that allows nothing isn't supported"
            self._findings.unsupported(pointer, message, ANY, strict="error")
            return Schema(shape=Free(), pointer=pointer)
        check(self._findings, raw, pointer)
        shape = self._shape(raw, pointer, owner, is_component=is_component)
        null = self.json_types.null(raw) and not isinstance(shape, Free)
        return annotated(raw, shape, pointer, null=null)

    # --- what has a name ---

    def _read_named(self, name: str, source: RawSchema, *, bare: bool) -> None:
        raw, pointer = source.raw, source.pointer
        if not bare and self._lookup.is_nullable_object(raw, pointer):
            reference = Named(name=self._queue.object_of(name))
            self.schemas[name] = annotated(raw, reference, pointer, null=True)
            return
        if isinstance(raw, dict) and (bare or not self.json_types.null(raw)):
            whole = self._lookup.whole(source)
            schema = self._class(name, raw, whole)
            if schema is not None:
                check(self._findings, raw, pointer)
                if whole.pointer != pointer:
                    check(self._findings, whole.raw, whole.pointer)
                self.schemas[name] = schema
                return
        self.schemas[name] = self.read(raw, pointer, name, is_component=True)

    def _class(self, name: str, raw: Raw, whole: RawSchema) -> Schema | None:
        """Return the union of objects, or the object, that a schema of this name is."""
        if members := self._lookup.object_members(whole):
            union = self._unions.union(name, whole, members)
            return annotated(raw, union, whole.pointer, null=False)
        if is_object(whole.raw):
            annotations: Raw = {key: raw[key] for key in OF_COMPONENTS if key in raw}
            shape = self._object(name, whole)
            return annotated({**annotations, **whole.raw}, shape, whole.pointer, null=False)
        return None

    def _hoisted(self, preferred: str, source: RawSchema) -> str:
        """Read an inline schema under a name after its place; return the name."""
        name = self._names.fresh(preferred)
        self._making.append((name, source.raw))
        self._read_named(name, source, bare=True)
        self._making.pop()
        return name

    # --- shapes ---

    def _shape(self, raw: Raw, pointer: str, owner: str, *, is_component: bool) -> Shape:
        if "$ref" in raw:
            return self._reference(raw["$ref"], pointer)
        source = RawSchema(raw=raw, pointer=pointer)
        if self.json_types.only_null(raw):
            return self._unsupported_type("null", source)
        if "allOf" in raw or self._lookup.composition.holds_for_members(raw):
            return self._composed(source, owner, is_component=is_component)
        return self._spelt(source.with_raw(without_null(raw)), owner, is_component=is_component)

    def _reference(self, reference: str, pointer: str) -> Shape:
        name = component_of(reference)
        if name is None:
            message = "a reference to what is no schema isn't supported"
            self._findings.unsupported(join(pointer, "$ref"), message, ANY, strict="error")
            return Free()
        return Named(name=self._queue.ask(name))

    def _unsupported_type(self, name: object, source: RawSchema) -> Free:
        message = f"the type {name!r} alone isn't supported"
        self._findings.unsupported(source.at("type"), message, ANY)
        return Free()

    def _composed(self, source: RawSchema, owner: str, *, is_component: bool) -> Shape:
        """Return what parts amount to, which may contain what has the same parts."""
        whole = self._lookup.composition.whole(source)
        if not isinstance(whole.raw, dict) or not whole.raw:
            return self.read(whole.raw, whole.pointer, owner, is_component=is_component).shape
        check(self._findings, whole.raw, whole.pointer)
        if "$ref" in whole.raw:
            return self._reference(whole.raw["$ref"], whole.pointer)
        plain = without_null(whole.raw)
        if plain in self._merging or len(self._merging) >= DEEPEST:
            for name, raw in self._making:
                if raw == plain:
                    return Named(name=name)
            self._findings.unsupported(source.pointer, ENDLESS, ANY, strict="error")
            return Free()
        self._merging.append(plain)
        shape = self._spelt(whole.with_raw(plain), owner, is_component=is_component)
        self._merging.pop()
        return shape

    def _spelt(self, source: RawSchema, owner: str, *, is_component: bool) -> Shape:
        raw = source.raw
        if is_union(raw):
            return self._union(source, owner, is_component=is_component)
        if "const" in raw:
            return constants((raw["const"],), source.at("const"), self._findings)
        if "enum" in raw:
            return constants(tuple(raw["enum"]), source.at("enum"), self._findings)
        if isinstance(raw.get("type"), list):
            return self._types(source, owner, is_component=is_component)
        return self._plain(source, owner, is_component=is_component)

    def _types(self, source: RawSchema, owner: str, *, is_component: bool) -> Shape:
        names = source.raw["type"]
        shapes = [
            self._plain(
                source.with_raw({**source.raw, "type": name}), owner, is_component=is_component
            )
            for name in names
            if name != "integer" or "number" not in names
        ]
        members = tuple(Schema(shape=shape, pointer=source.pointer) for shape in shapes)
        return shapes[0] if len(shapes) == 1 else OneOf(members=members)

    def _plain(self, source: RawSchema, owner: str, *, is_component: bool) -> Shape:
        raw = source.raw
        match raw.get("type", implied(raw)):
            case "string" | "integer" | "number" | "boolean" as name:
                return primitive(raw, name)
            case "array":
                items = True if "prefixItems" in raw else raw.get("items", True)
                schema = self.read(items, source.at("items"), f"{owner}Item")
                return Array(items=schema, limits=limits(raw, "array"))
            case "object" if is_object(raw):
                name = self._hoisted(f"{owner}Object" if is_component else owner, source)
                return Named(name=name)
            case "object":
                return self._map(source, owner if is_component else owner.removesuffix("Object"))
            case None:
                return Free()
            case other:
                return self._unsupported_type(other, source)

    def _map(self, source: RawSchema, owner: str) -> Map:
        raw = source.raw
        values, tokens = values_of(raw)
        return Map(
            values=self.read(values, source.at(*tokens), f"{owner}Value"),
            keys=limits_of_names(raw.get("propertyNames", {})),
            limits=limits(raw, "object"),
        )

    def _object(self, name: str, source: RawSchema) -> Object:
        raw = source.raw
        extra = raw.get("additionalProperties", True)
        if not isinstance(extra, bool) and extra != {}:
            self._findings.unsupported(
                source.at("additionalProperties"),
                "an object with both known properties and a schema for the others isn't supported",
                "the others are kept as they come",
            )
        required = frozenset(raw.get("required", ()))
        return Object(
            closed=extra is False,
            members=tuple(
                Member(
                    name=wire,
                    schema=self.read(
                        schema, source.at("properties", wire), name + pascal_case(wire)
                    ),
                    required=wire in required,
                )
                for wire, schema in raw.get("properties", {}).items()
            ),
        )

    # --- unions ---

    def _union(self, source: RawSchema, owner: str, *, is_component: bool) -> Shape:
        """Return one of several types; objects, if they are several, are a union with a name."""
        members = self._lookup.members(source)
        objects = [m for m in members if self.json_types.of(m[0]) == {"object"}]
        schemas = [
            self.read(member, at, owner) for member, at in members if (member, at) not in objects
        ]
        inner = f"{owner}Object" if is_component else owner
        if len(objects) == 1:
            schemas.append(self.read(*objects[0], inner))
        elif objects:
            schemas.append(self._named_union(inner, source, objects))
        if not schemas:
            message = "a choice of nothing isn't supported"
            self._findings.unsupported(source.pointer, message, ANY, strict="error")
            return Free()
        return schemas[0].shape if len(schemas) == 1 else OneOf(members=tuple(schemas))

    def _named_union(
        self, preferred: str, source: RawSchema, objects: list[tuple[Any, str]]
    ) -> Schema:
        name = self._names.fresh(preferred)
        union = self._unions.union(name, source, objects)
        self.schemas[name] = annotated(source.raw, union, source.pointer, null=False)
        return Schema(shape=Named(name=name), pointer=source.pointer)
