"""What is left of schemas and types without null, whatever other names lead to it.

Job: see through names. Whether null is a value is for `kinds`. Part of `schemas` and `types`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.api import Alias, Nullable, Ref, Type, TypeUnion
from generator.lower.composition import sole_part
from generator.lower.kinds import UNIONS
from generator.lower.targets import members_of
from generator.standard.references import component_of

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]


def stands_for(schemas: Schemas, name: str) -> str | None:
    """Return the component that this one is another name of, null aside; `None` if there's none."""
    schema: Schema | None = schemas.components[name]
    if isinstance(schema, dict) and "allOf" in schema:
        schema = sole_part(schema)
    elif isinstance(schema, dict) and any(keyword in schema for keyword in UNIONS):
        others = [m for m, _ in members_of(schema) if not schemas.kinds.only_null(m)]
        schema = others[0] if len(others) == 1 else None
    following = component_of(schema.get("$ref", "#")) if isinstance(schema, dict) else None
    return following if following != name else None


def not_null(schemas: Schemas, kind: Type) -> Type:
    """Return the type of the values of another that aren't null, by whatever name."""
    match kind:
        case Nullable(type=inner):
            return not_null(schemas, inner)
        case TypeUnion(members=members):
            return TypeUnion(members=tuple(not_null(schemas, member) for member in members))
        case Ref(name=name) if schemas.reaches_null(kind):
            declared = schemas.declared(name)
            return not_null(schemas, declared.type) if isinstance(declared, Alias) else kind
    return kind
