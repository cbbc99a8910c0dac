"""The JSON types that a schema allows, before anything is lowered.

Whether null is a value is decided here and nowhere else: by `type`, `enum`, `const`, the members of
a union, the parts of `allOf`, the `nullable` of OpenAPI 3.0, or a reference to any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.lower.raw import Raw, implied, json_type
from generator.standard.keywords import UNIONS
from generator.standard.references import component_of

_ALL: Final = frozenset({"string", "number", "boolean", "array", "object"})


@dataclass(frozen=True, slots=True)
class Allowed:
    """JSON types, null aside, and whether null is a value; nothing may be said about that."""

    types: frozenset[str] = _ALL
    null: bool | None = None


class JsonTypes:
    """What the schemas of a description allow; each component is looked at once."""

    def __init__(self, components: Mapping[str, Any]) -> None:
        self._components = components
        self._results: dict[str, Allowed] = {}

    def of(self, schema: Any) -> frozenset[str]:
        """Return the JSON types that a schema allows, null aside; integers are numbers."""
        return self._allowed(schema).types

    def null(self, schema: Any) -> bool:
        """Return whether a schema says, in whatever way, that null is a value."""
        return self._allowed(schema).null is True

    def only_null(self, schema: Any) -> bool:
        """Return whether a schema allows null and nothing else."""
        return self._allowed(schema) == Allowed(frozenset(), True)

    def _allowed(self, schema: Any) -> Allowed:
        if not isinstance(schema, dict):
            return Allowed()
        if "$ref" in schema:
            return self._named(component_of(schema["$ref"]))
        parts = schema.get("allOf", ())
        every = [_own(schema), *map(self._allowed, parts)]
        every += [self._either(schema[keyword]) for keyword in UNIONS if keyword in schema]
        both = _both(every)
        is_nullable = schema.get("nullable") is True or any(map(_says_nullable_alone, parts))
        return replace(both, null=True) if is_nullable else both

    def _named(self, name: str | None) -> Allowed:
        if name is None or name not in self._components:
            return Allowed()
        if name not in self._results:
            self._results[name] = Allowed()  # for one that is defined by itself
            self._results[name] = self._allowed(self._components[name])
        return self._results[name]

    def _either(self, members: Iterable[Any]) -> Allowed:
        every = [self._allowed(member) for member in members]
        null = [one.null for one in every]
        nullable = True if True in null else None if None in null else False
        return Allowed(frozenset().union(*(one.types for one in every)), nullable)


def _both(every: Iterable[Allowed]) -> Allowed:
    """Return what all of them allow; null has to be allowed by each that says something of it."""
    types, null = _ALL, set[bool | None]()
    for one in every:
        types &= one.types
        null.add(one.null)
    return Allowed(types, False if False in null else True if True in null else None)


def _own(schema: Raw) -> Allowed:
    """Return what a schema allows by `type`, `enum` and `const`."""
    every = []
    if "type" in schema:
        types = schema["type"]
        names = [types] if isinstance(types, str) else types
        json_types = {"number" if kind == "integer" else kind for kind in names}
        every.append(Allowed(frozenset(json_types - {"null"}), "null" in json_types))
    elif kind := implied(schema):
        every.append(Allowed(frozenset({kind})))
    for values in (schema.get("enum"), [schema["const"]] if "const" in schema else None):
        if values is not None:
            json_types = {json_type(value) for value in values}
            every.append(Allowed(frozenset(json_types - {"null"}), "null" in json_types))
    both = _both(every)
    return replace(both, null=True) if None in schema.get("enum", ()) else both


def _says_nullable_alone(part: Any) -> bool:
    """Return whether a part of `allOf` is there to say that the whole may be null."""
    return isinstance(part, dict) and part.get("nullable") is True and "type" not in part
