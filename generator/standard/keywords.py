"""The keywords of JSON Schema, one row each: what they hold, and what they do to a type.

Job: say once, for all stages, which keywords there are. What is said about one that can't be
expressed, and where, is for the stage that meets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Role(Enum):
    """What a keyword does to the values of a schema."""

    SHAPE = auto()
    """It says what stands where, and a type says so, too."""
    LIMIT = auto()
    """It holds the values of one JSON type to a limit."""
    JUDGED = auto()
    """It holds values to something that only the server can judge; types are the same."""
    NARROWING = auto()
    """Without it a schema allows more, and all that it allowed."""
    ANNOTATION = auto()
    """It says something about values and changes none."""
    REFERRED = auto()
    """It says something to those alone who refer to it, which isn't supported."""
    SCOPE = auto()
    """It changes what references mean, which isn't supported."""
    DEFINITIONS = auto()
    """It holds schemas for others to refer to, which isn't supported."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A row of the table."""

    role: Role
    holds: str = ""
    """Which objects of the standard it holds, as `objects.FIELDS` says it; "" for data."""
    limits: str = ""
    """The JSON type whose values a limit is of."""
    older: bool = False
    """Whether only drafts of JSON Schema have it that are older than OpenAPI 3.1's."""


KEYWORDS: Final[Mapping[str, Keyword]] = {
    "$ref": Keyword(Role.SHAPE),
    "type": Keyword(Role.SHAPE),
    "nullable": Keyword(Role.SHAPE),
    "enum": Keyword(Role.SHAPE),
    "const": Keyword(Role.SHAPE),
    "properties": Keyword(Role.SHAPE, "{schema}"),
    "required": Keyword(Role.SHAPE),
    "additionalProperties": Keyword(Role.SHAPE, "schema"),
    "propertyNames": Keyword(Role.SHAPE, "schema"),
    "items": Keyword(Role.SHAPE, "schema"),
    "allOf": Keyword(Role.SHAPE, "[schema]"),
    "anyOf": Keyword(Role.SHAPE, "[schema]"),
    "oneOf": Keyword(Role.SHAPE, "[schema]"),
    "discriminator": Keyword(Role.SHAPE),
    "minLength": Keyword(Role.LIMIT, limits="string"),
    "maxLength": Keyword(Role.LIMIT, limits="string"),
    "pattern": Keyword(Role.LIMIT, limits="string"),
    "minimum": Keyword(Role.LIMIT, limits="number"),
    "maximum": Keyword(Role.LIMIT, limits="number"),
    "exclusiveMinimum": Keyword(Role.LIMIT, limits="number"),
    "exclusiveMaximum": Keyword(Role.LIMIT, limits="number"),
    "multipleOf": Keyword(Role.LIMIT, limits="number"),
    "minItems": Keyword(Role.LIMIT, limits="array"),
    "maxItems": Keyword(Role.LIMIT, limits="array"),
    "minProperties": Keyword(Role.LIMIT, limits="object"),
    "maxProperties": Keyword(Role.LIMIT, limits="object"),
    "format": Keyword(Role.JUDGED),
    "uniqueItems": Keyword(Role.JUDGED),
    "minContains": Keyword(Role.JUDGED),
    "maxContains": Keyword(Role.JUDGED),
    "contentEncoding": Keyword(Role.JUDGED),
    "contentMediaType": Keyword(Role.JUDGED),
    "not": Keyword(Role.NARROWING, "schema"),
    "if": Keyword(Role.NARROWING, "schema"),
    "then": Keyword(Role.NARROWING, "schema"),
    "else": Keyword(Role.NARROWING, "schema"),
    "prefixItems": Keyword(Role.NARROWING, "[schema]"),
    "additionalItems": Keyword(Role.NARROWING, older=True),
    "unevaluatedItems": Keyword(Role.NARROWING, "schema"),
    "contains": Keyword(Role.NARROWING, "schema"),
    "patternProperties": Keyword(Role.NARROWING, "{schema}"),
    "unevaluatedProperties": Keyword(Role.NARROWING, "schema"),
    "dependentSchemas": Keyword(Role.NARROWING, "{schema}"),
    "dependentRequired": Keyword(Role.NARROWING),
    "dependencies": Keyword(Role.NARROWING, older=True),
    "contentSchema": Keyword(Role.NARROWING, "schema"),
    "title": Keyword(Role.ANNOTATION),
    "description": Keyword(Role.ANNOTATION),
    "default": Keyword(Role.ANNOTATION),
    "deprecated": Keyword(Role.ANNOTATION),
    "readOnly": Keyword(Role.ANNOTATION),
    "writeOnly": Keyword(Role.ANNOTATION),
    "example": Keyword(Role.ANNOTATION),
    "examples": Keyword(Role.ANNOTATION),
    "externalDocs": Keyword(Role.ANNOTATION),
    "xml": Keyword(Role.ANNOTATION),
    "$comment": Keyword(Role.ANNOTATION),
    "$schema": Keyword(Role.REFERRED),
    "$anchor": Keyword(Role.REFERRED),
    "$dynamicAnchor": Keyword(Role.REFERRED),
    "$id": Keyword(Role.SCOPE),
    "$dynamicRef": Keyword(Role.SCOPE),
    "$recursiveRef": Keyword(Role.SCOPE),
    "$vocabulary": Keyword(Role.ANNOTATION),
    "$defs": Keyword(Role.DEFINITIONS, "{schema}"),
    "definitions": Keyword(Role.DEFINITIONS, "{schema}"),
}

KNOWN: Final = frozenset(name for name, row in KEYWORDS.items() if not row.older)
"""The keywords of OpenAPI 3.1, and `nullable` of 3.0."""

SCHEMA_FIELDS: Final[Mapping[str, str]] = {
    name: row.holds for name, row in KEYWORDS.items() if row.holds
}
"""The keywords that hold schemas, and in which way."""

ANNOTATIONS: Final = frozenset(
    name for name, row in KEYWORDS.items() if row.role in (Role.ANNOTATION, Role.REFERRED)
)
CLOSING: Final = frozenset({"unevaluatedProperties", "unevaluatedItems"})
"""Like `additionalProperties: false`, these may say that nothing else comes; a reader keeps it."""

UNIONS: Final = ("oneOf", "anyOf")


def of_role(*roles: Role) -> tuple[str, ...]:
    """Return the keywords of these roles."""
    return tuple(name for name, row in KEYWORDS.items() if row.role in roles)


def limits_of(json_type: str) -> tuple[str, ...]:
    """Return the keywords that limit the values of a JSON type; integers are numbers."""
    return tuple(name for name, row in KEYWORDS.items() if row.limits == json_type)


def is_unsupported(keyword: str) -> str:
    """Return what is said of a keyword that isn't supported, by whatever stage."""
    return f"`{keyword}` isn't supported"
