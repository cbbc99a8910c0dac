"""Which keywords of a schema can be expressed, and which beside which.

Job: note a problem for every keyword that says what may stand where in a way that no declaration of
the Api expresses; of a foreign description a warning, where the keyword only narrows. Annotations,
`format` and the limits that only the server can judge (`uniqueItems`, the number of properties of
an object) pass: they change no type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document import join
from generator.standard.keywords import (
    ANNOTATIONS,
    CLOSING,
    Role,
    is_unsupported,
    limits_of,
    of_role,
)

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]

NARROWING: Final = of_role(Role.NARROWING)
UNSUPPORTED: Final = of_role(Role.SCOPE, Role.DEFINITIONS)
NOT_HELD: Final = "values aren't held to it"
_BESIDE_UNIONS: Final = frozenset({"type", "discriminator", "nullable", "oneOf", "anyOf"})
KEYS: Final = frozenset({"type", *limits_of("string")})


def constrains(schema: Schema, *, but: frozenset[str] = frozenset()) -> list[str]:
    """Return the keywords that limit the values of a schema, those in `but` aside."""
    return [
        key for key in schema if key not in ANNOTATIONS | CLOSING | but and not key.startswith("x-")
    ]


def check(schemas: Schemas, schema: Schema, pointer: str) -> None:
    """Note what the schema itself says that can't be expressed."""
    if "$ref" in schema:
        _beside(schemas, schema, pointer, "$ref", () if schemas.old else constrains(schema))
        return
    for keyword in UNSUPPORTED:
        if keyword in schema:
            schemas.problems.add(join(pointer, keyword), is_unsupported(keyword))
    for keyword in NARROWING:
        if keyword in schema and not (keyword in CLOSING and isinstance(schema[keyword], bool)):
            message = f"`{keyword}` isn't supported"
            schemas.problems.unsupported(join(pointer, keyword), message, NOT_HELD)
    union = next((keyword for keyword in ("oneOf", "anyOf") if keyword in schema), None)
    if union is not None:
        beside = constrains(schema, but=_BESIDE_UNIONS - {"oneOf", "anyOf"})
        _beside(schemas, schema, pointer, union, beside)
    elif "discriminator" in schema:
        schemas.problems.add(
            join(pointer, "discriminator"),
            "a discriminator without `oneOf` or `anyOf` isn't supported: list the members",
        )
    _property_names(schemas, schema, pointer)


def _beside(
    schemas: Schemas, schema: Schema, pointer: str, main: str, others: list[str] | tuple[str, ...]
) -> None:
    for other in others:
        if other != main:
            message = f"`{other}` beside `{main}` isn't supported"
            schemas.problems.add(join(pointer, other), message)


def _property_names(schemas: Schemas, schema: Schema, pointer: str) -> None:
    names = schema.get("propertyNames", {})
    wrong = constrains(names, but=KEYS) if isinstance(names, dict) else ["false"] * (not names)
    if wrong or ("propertyNames" in schema and schema.get("properties")):
        message = "`propertyNames` is supported for maps, with limits of length and a pattern"
        schemas.problems.unsupported(join(pointer, "propertyNames"), message, NOT_HELD)
