"""The ends of pydantic's schemas: what refers to no model, and can be compiled by itself.

Job: hold a scalar, or a list or a map as such, to its schema and say what is wrong with it; and
tell which JSON types a schema takes, so that no union of others has to be compiled. A schema that
refers to models can't be, without all that they refer to. `decode` walks to these ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from pydantic import ValidationError
from pydantic_core import SchemaValidator

from .unions import BROKEN, kind_of, mended

Schema = dict[str, Any]

SCALARS: Final = frozenset({"bool", "float", "function-after", "int", "literal", "none", "str"})

_NAMES: Final = {
    "array": "an array",
    "boolean": "a boolean",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
_KINDS: Final = {
    "bool": "boolean",
    "dict": "object",
    "float": "number",
    "function-plain": "object",
    "int": "number",
    "list": "array",
    "model": "object",
    "none": "null",
    "str": "string",
}
_AROUND: Final = frozenset({"default", "definitions", "function-after"})


class Leaves:
    """The schemas of one reading that were compiled by themselves."""

    def __init__(self) -> None:
        # The schemas are kept beside their ids, so that no id is used anew meanwhile.
        self._compiled: dict[int, tuple[Schema, SchemaValidator]] = {}
        self._around: dict[int, tuple[Schema, Schema]] = {}

    def read(self, schema: Schema, value: Any) -> tuple[Any, str | None]:
        """Return the value as the schema wants it, and what is wrong with it, if anything is."""
        try:
            return self._validator(schema).validate_python(value), None
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False, include_context=False)[0]
            broken, message = first["type"] == "string_unicode", sentence(first["msg"])
        except UnicodeError:
            broken, message = True, sentence(BROKEN)
        if broken and isinstance(value, str) and (held := mended(value)) != value:
            # Half a surrogate pair is legal JSON, which pydantic's strings can't hold.
            return value, self.read(schema, held)[1]
        return value, message

    def _validator(self, schema: Schema) -> SchemaValidator:
        _, validator = self._compiled.get(id(schema), (None, None))
        if validator is None:
            validator = SchemaValidator(cast(Any, schema))
            self._compiled[id(schema)] = (schema, validator)
        return validator

    def around(self, schema: Schema, *inner: str) -> Schema:
        """Return the schema of a list or a map that takes anything in it."""
        _, outer = self._around.get(id(schema), (None, None))
        if outer is None:
            outer = {**schema, **dict.fromkeys(inner, {"type": "any"})}
            self._around[id(schema)] = (schema, outer)
        return outer


_NONE: Final[frozenset[str]] = frozenset()


def kinds_of(schema: Schema, definitions: Mapping[str, Schema]) -> frozenset[str]:
    """Return the JSON types that a schema takes."""
    match schema["type"]:
        case "definition-ref":
            return kinds_of(definitions[schema["schema_ref"]], definitions)
        case "union":
            return _NONE.union(*(kinds_of(each, definitions) for each in schema["choices"]))
        case "nullable":
            return kinds_of(schema["schema"], definitions) | {"null"}
        case "literal":
            return frozenset(kind_of(each) for each in schema["expected"])
        case name if name in _AROUND:
            return kinds_of(schema["schema"], definitions)
        case name:
            return frozenset({_KINDS[name]} if name in _KINDS else _NAMES)


def wanted(kinds: frozenset[str]) -> str:
    """Return the sentence about a value that has none of these JSON types."""
    return f"should be {' or '.join(_NAMES[kind] for kind in sorted(kinds))}"


def sentence(message: str) -> str:
    """Return pydantic's message without its subject, which the pointer names."""
    return message.removeprefix("Input ")
